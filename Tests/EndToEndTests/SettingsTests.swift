import Foundation
import HowdahTestSupport
import Testing

/// `howdah settings FILE` as people call it.
@Suite(.heavy) struct SettingsTests {
    private static let canary = #"it's "x" \ : @ / # % $ ü 日"#

    private static let file = """
        # -*- coding: utf-8 -*-
        from pathlib import Path
        BASE_DIR = Path(__file__).resolve().parent
        open('/tmp/howdah-was-run-%d' % __import__('os').getpid(), 'w') if False else None
        DATABASES = {
            'default': {
                'ENGINE': 'django.db.backends.sqlite3',  # for now
                'NAME': BASE_DIR / 'db.sqlite3',
            }
        }
        AFTER = 'ü'

        """

    private static let options = ["--name", "school", "--user", "kim", "--host", "127.0.0.1", "--port", "5433"]

    private func settings(
        _ project: Project, _ file: String = "conf/settings.py", _ more: [String] = [], password: Bool = true,
        _ variables: [String: String] = [:]
    ) async throws -> Ended {
        try await project.howdah(
            ["settings", file] + Self.options + (password ? ["--password", "env:DB_PW"] : []) + more,
            ["DB_PW": Self.canary].merging(variables) { $1 })
    }

    private func object(_ ended: Ended) throws -> [String: Any] {
        try #require(try JSONSerialization.jsonObject(with: Data(ended.output.utf8)) as? [String: Any], "\(ended.all)")
    }

    private func listing(_ project: Project) async throws -> [String] {
        try await fingerprint(project.base, without: ["./.cache/*", "./.local/*"]).split(separator: "\n").map(
            String.init)
    }

    @Test func theDiffFirstThenTheFileThenNothing() async throws {
        try await Project.with { project in
            try await project.write(Self.file, to: "conf/settings.py")
            chmod(project.base + "/conf/settings.py", 0o640)
            let before = try await listing(project)
            let shown = try await settings(project)
            #expect(shown.code == 0, "\(shown.all)")
            #expect(
                shown.output.contains("+        'NAME': 'school'") && shown.output.contains("-        'NAME': BASE_DIR")
            )
            #expect(!shown.all.contains(Self.canary))
            #expect(shown.errors.contains("Nothing was written"))
            #expect(try await listing(project) == before)

            let json = try await settings(project, "conf/settings.py", ["--write", "--json"])
            #expect(json.code == 0, "\(json.all)")
            let object = try object(json)
            #expect(Set(object.keys) == ["outcome", "reason", "line", "diff"])
            #expect(object["outcome"] as? String == "edited" && object["line"] as? Int == 6)
            #expect(!json.all.contains(Self.canary))
            let names = try FileManager.default.contentsOfDirectory(atPath: project.base + "/conf").sorted()
            #expect(names.count == 2 && names[0] == "settings.py", "the file and its backup: \(names)")
            #expect(try project.read("conf/" + names[1]) == Self.file)
            #expect(json.errors.contains(names[1]))
            let text = try project.read("conf/settings.py")
            #expect(text.contains("'PORT': '5433'") && text.hasPrefix("# -*-") && text.hasSuffix("AFTER = 'ü'\n"))
            var info = stat()
            #expect(stat(project.base + "/conf/settings.py", &info) == 0 && info.st_mode & 0o777 == 0o640)

            let again = try await settings(project, "conf/settings.py", ["--write", "--json"])
            #expect(again.code == 0)
            #expect(try self.object(again)["outcome"] as? String == "unchanged")
            #expect(try project.read("conf/settings.py") == text)
        }
    }

    /// A backup beside the file is something that git takes.
    @Test func aBackupInAWorkTreeIsTold() async throws {
        try await Project.with { project in
            for (folder, isInGit) in [("in", true), ("out", false)] {
                try await project.write(Self.file, to: folder + "/settings.py")
                if isInGit { try await project.write("", to: folder + "/.git/HEAD") }
                let ended = try await settings(project, folder + "/settings.py", ["--write"])
                #expect(ended.code == 0, "\(ended.all)")
                #expect(ended.errors.contains("must not be committed") == isInGit, "\(ended.all)")
            }
        }
    }

    /// Without --verify nothing of the file is run.
    @Test func nothingIsImported() async throws {
        try await Project.with { project in
            try await project.write("open('ran', 'w')\n" + Self.file, to: "conf/settings.py")
            let ended = try await settings(project, "conf/settings.py", ["--write"])
            #expect(ended.code == 0, "\(ended.all)")
            #expect(!project.exists("ran") && !project.exists("conf/ran"))
        }
    }

    @Test func verify() async throws {
        try await Project.with { project in
            let python = try await Shared.venv.value()
            try await project.write(Self.file, to: "conf/settings.py")
            let good = try await settings(
                project, "conf/settings.py", ["--verify", "--write"], ["VIRTUAL_ENV": python])
            #expect(good.code == 0, "\(good.all)")
            #expect(good.errors.contains("Imported: django.db.backends.postgresql, database school"))
            let text =
                Self.file
                    + """

                    setattr(__import__('sys').modules[__name__], 'DATA' + 'BASES', {'default': {'ENGINE': 'x', 'NAME': 'mine'}})

                    """
            try await project.write(text, to: "conf/settings.py")
            let overridden = try await settings(
                project, "conf/settings.py", ["--verify", "--write", "--json"], ["VIRTUAL_ENV": python])
            #expect(overridden.code == 1, "\(overridden.all)")
            #expect(try object(overridden)["reason"] as? String == "not-effective")
            #expect(overridden.errors.contains("database mine"))
            #expect(try project.read("conf/settings.py") == text)
        }
    }

    /// The password is in neither; what else has to be there is said, and not made.
    @Test func passfileAndURL() async throws {
        try await Project.with { project in
            try await project.write(Self.file, to: "conf/settings.py")
            let ended = try await settings(project, "conf/settings.py", ["--style", "passfile", "--write"])
            #expect(ended.code == 0, "\(ended.all)")
            #expect(ended.errors.contains("127.0.0.1:5433:school:kim:"))
            #expect(try !project.read("conf/settings.py").contains("PASSWORD"))
            #expect(!project.exists("conf/.howdah"))
            let odd = try await settings(
                project, "conf/settings.py", ["--style", "passfile", "--passfile", "we:ird/pass", "--write"])
            #expect(odd.code == 0, "\(odd.all)")
            #expect(try project.read("conf/settings.py").contains("\(project.base)/we:ird/pass"))
            try await project.write(Self.file, to: "conf/settings.py")
            let url = try await settings(project, "conf/settings.py", ["--style", "url", "--write"])
            #expect(url.code == 0, "\(url.all)")
            #expect(
                url.errors.contains("DATABASE_URL=postgres://kim:")
                    && url.errors.contains("pip install dj-database-url"))
            for text in [ended.all, odd.all, url.all, try project.read("conf/settings.py")] {
                #expect(!text.contains(Self.canary))
            }
        }
    }

    /// One clear sentence, and nothing changed.
    @Test(arguments: [
        ("conf", "directory", "is a folder", 64), ("none.py", "not-found", "There is no file", 64),
        ("empty.py", "empty", "is empty", 1), ("large.py", "too-large", "larger than a megabyte", 1),
        ("dangling.py", "dangling-link", "a link to a file that is not there", 1),
        ("pipe.py", "not-a-file", "no regular file", 1), ("latin.py", "undecodable", "encoding", 1),
        ("nul.py", "not-text", "NUL byte", 1), ("broken.py", "syntax-error", "line 1", 1),
        ("closed.py", "unreadable", "cannot be read", 1), ("readonly.py", "file-permission", "read-only", 1),
        ("closed/settings.py", "file-permission", "read-only", 1),
        ("open/settings.py", "file-permission", "Everybody", 1),
        ("linked.py", "file-permission", "2 names", 1),
    ])
    func whatCannotBeChanged(file: String, reason: String, words: String, code: Int32) async throws {
        try await Project.with { project in
            try await project.write(Self.file, to: "conf/settings.py")
            try await project.write(Self.file, to: "closed/settings.py")
            try await project.write(Self.file, to: "open/settings.py")
            try await project.write(Self.file, to: "model.py")
            try await run(
                [
                    "/bin/sh", "-c",
                    """
                    : > empty.py; head -c 5000000 /dev/zero | tr '\\0' '#' > large.py; ln -s nowhere dangling.py
                    mkfifo pipe.py; printf 'A = "\\374"\\n' > latin.py; printf 'A = 1\\000\\n' > nul.py
                    echo 'DATABASES = {' > broken.py; cp model.py closed.py; chmod 0 closed.py
                    cp model.py readonly.py; chmod 444 readonly.py; chmod 555 closed; chmod 777 open; ln model.py linked.py
                    """,
                ], as: project.account, in: project.base
            ).orThrow()
            let before = try await listing(project)
            let ended = try await settings(project, file, ["--write", "--json"])
            #expect(ended.code == code, "\(ended.all)")
            let object = try object(ended)
            #expect(object["outcome"] as? String == "refused" && object["reason"] as? String == reason, "\(ended.all)")
            #expect(ended.errors.lowercased().contains(words.lowercased()), "\(ended.all)")
            #expect(try await listing(project) == before)
        }
    }

    @Test func yesIsConsentToOtherNames() async throws {
        try await Project.with { project in
            try await project.write(Self.file, to: "open/settings.py")
            try await run(["/bin/chmod", "777", project.base + "/open"], as: project.account).orThrow()
            let ended = try await settings(project, "open/settings.py", ["--write", "--yes"])
            #expect(ended.code == 0, "\(ended.all)")
            #expect(try project.read("open/settings.py").contains("'school'"))
        }
    }

    @Test func aLinkIsFollowedAndNamed() async throws {
        try await Project.with { project in
            try await project.write(Self.file, to: "real/base.py")
            try await run(
                ["/bin/sh", "-c", "mkdir conf && ln -s ../real/base.py conf/settings.py"], as: project.account,
                in: project.base
            ).orThrow()
            let ended = try await settings(project, "conf/settings.py", ["--write"])
            #expect(ended.code == 0 && ended.errors.contains("real/base.py"), "\(ended.all)")
            #expect(try project.read("real/base.py").contains("'school'"))
            var info = stat()
            #expect(lstat(project.base + "/conf/settings.py", &info) == 0 && info.st_mode & S_IFMT == S_IFLNK)
        }
    }

    @Test(arguments: [
        (["--port", "0"], "--port"), (["--port", "x"], "port"), (["--style", "yaml"], "yaml"),
        (["--password", "hunter2"], "--password"), (["--password", "env:NOT_SET"], "NOT_SET"),
        (["--password", "file:none"], "none"), (["--name", ""], "--name"), (["--name", "a\u{1}b"], "--name"),
        (["--name", String(repeating: "n", count: 64)], "63"), (["--user", "pg_x"], "pg_"),
        (["--answers", "none.toml"], "none.toml"), (["--nonsense"], "nonsense"), (["--host", " "], "--host"),
    ])
    func badUsage(more: [String], word: String) async throws {
        try await Project.with { project in
            try await project.write(Self.file, to: "conf/settings.py")
            let ended = try await settings(project, "conf/settings.py", more + ["--write"], password: false)
            #expect(ended.code == 64, "\(ended.all)")
            #expect(ended.errors.contains(word) && ended.output == "", "\(ended.all)")
            #expect(try project.read("conf/settings.py") == Self.file)
        }
    }

    @Test func withoutAPassword() async throws {
        try await Project.with { project in
            try await project.write(Self.file, to: "conf/settings.py")
            let shown = try await settings(project, password: false)
            #expect(shown.code == 0 && shown.output.contains("+        'PASSWORD': '••"), "\(shown.all)")
            let ended = try await settings(project, "conf/settings.py", ["--write"], password: false)
            #expect(ended.code == 64 && ended.errors.contains("--password"), "\(ended.all)")
            #expect(try project.read("conf/settings.py") == Self.file)
            // From the answers, and from a file beside them.
            try await project.write("x\u{0}y", to: "nul")
            try await project.write("from-a-file\n", to: "pw")
            try await project.write("database.password = 'file:pw'\n", to: "answers.toml")
            let nul = try await settings(
                project, "conf/settings.py", ["--write", "--password", "file:nul"], password: false)
            #expect(nul.code == 64 && nul.errors.contains("control character"), "\(nul.all)")
            let good = try await settings(
                project, "conf/settings.py", ["--write", "--password", "file:pw"], password: false)
            #expect(good.code == 0, "\(good.all)")
            #expect(try project.read("conf/settings.py").contains("'from-a-file'"))
        }
    }

    /// The disk is full while the new file is written: the old one stays whole, and nothing else is left.
    @Test(.enabled(if: Account.isRoot)) func aFullDisk() async throws {
        try await Project.with(as: .current) { project in
            let disk = project.base + "/disk"
            try await run(["/bin/mkdir", disk]).orThrow()
            try await run(["/bin/mount", "-t", "tmpfs", "-o", "size=16k", "tmpfs", disk]).orThrow()
            func cleared() async throws { try await run(["/bin/umount", disk]).orThrow() }
            do {
                try await project.write(Self.file, to: "disk/settings.py")
                _ = try await run(["/bin/sh", "-c", "head -c 100000 /dev/zero > \(disk)/rest"])
                let ended = try await settings(project, "disk/settings.py", ["--write", "--json"])
                #expect(ended.code == 1, "\(ended.all)")
                #expect(try object(ended)["reason"] as? String == "disk-full", "\(ended.all)")
                #expect(try project.read("disk/settings.py") == Self.file)
                let names = try FileManager.default.contentsOfDirectory(atPath: disk).sorted()
                #expect(names == ["rest", "settings.py"])
            } catch {
                try await cleared()
                throw error
            }
            try await cleared()
        }
    }
}
