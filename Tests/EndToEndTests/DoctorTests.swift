import Foundation
import HowdahSetup
import HowdahTestSupport
import Testing

/// Every fault of the library, broken for real: the doctor names it, its fix mends it, and nothing else changes.
@Suite(.heavy) struct DoctorTests {
    @Test func everyFaultIsNamedAndMended() async throws {
        try await Clinic.with { clinic in
            for fault in Fault.all {
                try await clinic.breakIt(fault)
                let ill = try await clinic.doctor()
                #expect(ill.ended.code == 1, "\(fault.name): \(ill.ended.all)")
                #expect(ill.worst?["cause"] as? String == fault.cause.rawValue, "\(fault.name): \(ill.ended.all)")
                #expect(!ill.ended.all.contains(clinic.password), "\(fault.name) shows the password")
                let fixed = try await clinic.project.howdah(["doctor", "myproject", "--fix", "--yes"])
                switch fault.mending {
                case .automatic:
                    #expect(fixed.code == 0, "\(fault.name): \(fixed.all)")
                    try await clinic.checkNothingElseChanged(fault)
                case .consent, .person:
                    #expect(fixed.code == 1, "\(fault.name): \(fixed.all)")
                    #expect(fixed.output.contains("(\(fault.causeInTheEnd.rawValue))"), "\(fault.name): \(fixed.all)")
                    let hasFix = ill.fixes.contains { $0["automatic"] as? Bool == false }
                    #expect(hasFix, "\(fault.name) has no advice")
                    try await clinic.restore()
                }
                #expect(!fixed.all.contains(clinic.password), "\(fault.name): the fix shows the password")
            }
        }
    }

    /// The same project, as if Howdah had never been there.
    @Test func aStrangersProjectIsMendedToo() async throws {
        try await Clinic.with { clinic in
            for name in [
                "wrong-port", "role-expired", "role-without-login", "role-dropped", "adapter-missing",
                "no-schema", "one-behind", "database-at-its-limit", "database-mistyped", "rows-to-lose",
            ] {
                let fault = try #require(Fault[name])
                try await clinic.breakIt(fault)
                try await clinic.forgetHowdah()
                let ill = try await clinic.doctor()
                #expect(ill.worst?["cause"] as? String == fault.cause.rawValue, "\(name): \(ill.ended.all)")
                let fixed = try await clinic.project.howdah(["doctor", "myproject", "--fix", "--yes"])
                // Tables of another role and its limits are somebody's decision; so is what database was meant, and what
                // may be lost.
                let isHealthy = ![
                    "role-dropped", "database-at-its-limit", "database-mistyped", "rows-to-lose",
                ].contains(name)
                #expect((fixed.code == 0) == isHealthy, "\(name): \(fixed.all)")
                #expect(!clinic.project.exists("myproject/.howdah/answers.toml"))
                #expect(try await clinic.databases() == ["myproject", "postgres"], "\(name) made a database")
                try await clinic.restore()
            }
        }
    }

    /// A person has to mend postgresql.conf, and sees which line.
    @Test func theServersOwnWordsAreShown() async throws {
        try await Clinic.with { clinic in
            try await clinic.breakIt(try #require(Fault["bad-configuration"]))
            let said = try await clinic.project.howdah(["doctor", "myproject"]).output
            #expect(said.contains("\"nonsense\""), "\(said)")
            try await clinic.restore()
        }
    }

    /// What needs a decision is done when somebody says yes.
    @Test func consentIsAsked() async throws {
        try await Clinic.with { clinic in
            for name in ["record-lost", "history-contradicts", "superuser-inactive"] {
                let fault = try #require(Fault[name])
                try await clinic.breakIt(fault)
                try await Tmux.with(columns: 100, rows: 40) { tmux in
                    try await tmux.start(
                        [clinic.project.binary, "doctor", "--fix", clinic.project.folder], as: clinic.project.account,
                        in: clinic.project.base, environment: clinic.project.environment)
                    try await tmux.waitUntil(screenContains: "Do it? [y/N]")
                    try await tmux.type("y")
                    try await tmux.press("Enter")
                    try await tmux.waitUntil(screenContains: "ended with")
                    let screen = try await tmux.screen()
                    #expect(screen.contains("All is well."), "\(name): \(screen)")
                }
                try await clinic.restore()
            }
        }
    }

    /// Who only looks changes nothing: no bytecode, no leftovers swept, no log.
    @Test func lookingChangesNothing() async throws {
        try await Clinic.with { clinic in
            try await clinic.project.write("", to: "myproject/settings.py.howdah-999999999-1")
            func listing() async throws -> Set<Substring> {
                // The server writes where it lives, and its log, whenever it likes.
                let find =
                    "find . \\( -path ./.howdah/postgres -o -name postgresql.log \\) -prune -o -printf '%p %m %s %T@\\n'"
                let found = try await run(["/bin/sh", "-c", find], in: clinic.project.folder).orThrow()
                return Set(found.output.split(separator: "\n"))
            }
            try await run(
                ["/bin/sh", "-c", "find . -path ./.venv -prune -o -name __pycache__ -exec rm -r {} +"],
                in: clinic.project.folder
            ).orThrow()
            for isHowdahs in [true, false] {
                if !isHowdahs { try await clinic.forgetHowdah() }
                let before = try await listing()
                let look = try await clinic.doctor()
                #expect(look.ended.code == 0, "\(look.ended.all)")
                let changed = try await listing().symmetricDifference(before)
                #expect(changed.isEmpty)
            }
        }
    }

    @Test func aFolderWithoutAProject() async throws {
        try await Project.with(uv: false) { project in
            let ended = try await project.howdah(["doctor"])
            #expect(ended.code == 64)
            #expect(ended.errors.contains("There is no Django project in"))
        }
    }

    /// Neither an environment nor settings that load: findings, no crash.
    @Test func aProjectThatDoesNotLoad() async throws {
        try await Project.with(uv: false) { project in
            try await project.write("import nonsense\n", to: "shop/settings.py")
            try await project.write(
                "import os\nos.environ.setdefault('DJANGO_SETTINGS_MODULE', 'shop.settings')\n", to: "manage.py")
            let ended = try await project.howdah(["doctor", "--json"])
            #expect(ended.code == 1, "\(ended.all)")
            let seen = try Look(ended)
            let steps = Set(seen.findings.compactMap { ($0["step"] as? NSNumber)?.intValue })
            #expect(steps == Set(1...7), "each of the seven steps is told of")
            #expect(!project.exists(".howdah"))
        }
    }

    @Test func theBundle() async throws {
        try await Clinic.with { clinic in
            let path = clinic.project.base + "/bundle.txt"
            let refused = try await clinic.project.howdah(["doctor", "myproject", "--bundle", "bundle.txt"])
            #expect(refused.code == 64 && !clinic.project.exists("bundle.txt"), "\(refused.all)")
            let ended = try await clinic.project.howdah(["doctor", "myproject", "--bundle", "bundle.txt", "--yes"])
            #expect(ended.code == 0, "\(ended.all)")
            let text = try clinic.project.read("bundle.txt")
            #expect(ended.errors.contains(text.prefix(200)), "it is shown before it is written")
            for word in ["Django", "PostgreSQL", "superuser", "[project]"] { #expect(text.contains(word), "\(word)") }
            #expect(!text.contains(clinic.password))
            let mode = try await run(["/usr/bin/stat", "-c", "%a", path]).output
            #expect(mode == "600\n")
            let again = try await clinic.project.howdah(["doctor", "myproject", "--bundle", "bundle.txt", "--yes"])
            let after = try clinic.project.read("bundle.txt")
            #expect(again.code == 64 && after == text, "nothing is replaced: \(again.all)")
        }
    }

    /// A log may be of any length, and one line of it too: the end of it is sent.
    @Test func theBundleTakesTheEndOfALongLog() async throws {
        try await Project.with(uv: false) { project in
            try await project.write("", to: "manage.py")
            try await run(
                [
                    "/bin/sh", "-c",
                    """
                    mkdir -p .howdah/log; truncate -s 4G .howdah/log/howdah.log
                    for n in $(seq 40); do head -c 1000000 /dev/zero | tr '\\0' x; echo; done >> .howdah/log/howdah.log
                    echo 'the last line' >> .howdah/log/howdah.log
                    """,
                ], as: project.account, in: project.base
            ).orThrow()
            _ = try await project.howdah(["doctor", "--bundle", "b.txt", "--yes"])
            let text = try project.read("b.txt")
            #expect(text.contains("\nthe last line") && text.utf8.count < 1_000_000, "\(text.utf8.count)")
        }
    }
}

/// `doctor --json`, read.
struct Look {
    let ended: Ended
    let findings: [[String: Any]]

    init(_ ended: Ended) throws {
        self.ended = ended
        guard let object = try JSONSerialization.jsonObject(with: Data(ended.output.utf8)) as? [String: Any],
            let findings = object["findings"] as? [[String: Any]], let ok = object["ok"] as? Bool
        else { throw Trouble("not the contract's form:\n\(ended.all)") }
        guard ok == (ended.code == 0) else { throw Trouble("ok says \(ok), the exit code \(ended.code)") }
        self.findings = findings
    }

    var worst: [String: Any]? {
        findings.first { $0["state"] as? String == "problem" } ?? findings.first { $0["state"] as? String == "missing" }
    }

    var fixes: [[String: Any]] { findings.flatMap { $0["fixes"] as? [[String: Any]] ?? [] } }
}

/// A finished project that is broken and mended again and again, with something in it that must survive.
struct Clinic: Sendable {
    let project: Project
    let password: String
    private let files: String
    private let settings: String

    static func with(_ body: (Clinic) async throws -> Void) async throws {
        try await Project.with { project in
            let made = try await project.howdah(["apply", ".", "--json", "--answers", "-"], input: project.answers())
            try #require(made.code == 0, "\(made.all)")
            _ = try await privateSQL(
                project,
                "SET ROLE myproject; CREATE TABLE precious (word text); INSERT INTO precious VALUES ('still here')",
                database: "myproject")
            let secrets = try project.read("myproject/.howdah/secrets.toml")
            let line = try #require(secrets.split(separator: "\n").first { $0.hasPrefix("database_password") })
            let password = try #require(line.split(separator: "\"").last.map(String.init))
            let clinic = Clinic(
                project: project, password: password, files: try await Self.unconcerned(project),
                settings: try project.read("myproject/myproject/settings.py"))
            try await clinic.sh("tar cf ../whole.tar --exclude=postmaster.pid .")
            try await body(clinic)
        }
    }

    func breakIt(_ fault: Fault) async throws {
        try await run(
            [try await BuiltBinary.faultMaker(), fault.name, project.folder], as: project.account, in: project.folder,
            environment: project.environment
        ).orThrow()
    }

    func doctor() async throws -> Look { try Look(try await project.howdah(["doctor", "myproject", "--json"])) }

    /// The answers are gone: nothing says that Howdah knows this folder.
    func forgetHowdah() async throws { try await sh("mkdir ../kept; mv .howdah/*.toml .howdah/journal.jsonl ../kept") }

    func databases() async throws -> [String] {
        try await privateSQL(
            project, "SELECT datname FROM pg_database WHERE NOT datistemplate ORDER BY 1", database: "postgres"
        ).split(separator: "\n").map(String.init)
    }

    func checkNothingElseChanged(_ fault: Fault) async throws {
        let now = try await Self.unconcerned(project)
        #expect(now == files, "\(fault.name) changed other files")
        if !Self.leaveMore.contains(fault.name) {
            let settings = try project.read("myproject/myproject/settings.py")
            #expect(settings == self.settings, "\(fault.name): settings.py is not what it was")
        }
        guard fault.name != "database-dropped" else { return try await restore() }
        // What the doctor added is right, and would hide the next fault.
        let word = try await privateSQL(project, "SELECT word FROM precious", database: "myproject")
        #expect(word == "still here", "\(fault.name) lost data")
        if Self.leaveMore.contains(fault.name) { try await restore() }
    }

    /// Their mending leaves settings.py or pg_hba.conf otherwise than it was before the fault.
    private static let leaveMore: Set = [
        "two-ends", "engine-missing", "name-missing", "encryption-demanded", "extension-wanted", "rejected-by-hba",
        "ident-in-hba", "options-of-mysql", "secret-key-empty",
    ]

    /// As it was before the first fault, at the same place.
    func restore() async throws {
        await Room.stop(project.folder)
        try await sh("find . -mindepth 1 -delete; rm -rf ../kept; tar xpf ../whole.tar")
        try await project.howdah(["start", "myproject"]).orThrow()
    }

    private func sh(_ script: String) async throws {
        try await run(
            ["/bin/sh", "-c", script], as: project.account, in: project.folder, environment: project.environment
        ).orThrow()
    }

    /// What no fix has any business with.
    private static func unconcerned(_ project: Project) async throws -> String {
        try await fingerprint(
            project.folder,
            without: ["*/.venv*", "*/.howdah/backups/*", "*/journal.jsonl", "*/settings.py", "./shelf/*"]
        ).split(separator: "\n").filter { !$0.contains("/.venv") }.joined(separator: "\n")
    }
}
