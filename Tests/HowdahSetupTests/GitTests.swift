import Foundation
import HowdahTestSupport
import HowdahText
import Testing

@testable import HowdahSetup

/// A repository brings a configuration of its own, and git runs what that names. Howdah's git does not.
@Suite(.heavy) struct GitTests {
    private static let secret = "s3cret-of-the-role"

    /// A repository with one signed commit of settings.py that holds the secret, and a program that leaves a trace.
    private func repository() async throws -> (folder: String, trap: String) {
        let base = try await Room.make()
        let (folder, trap) = (base + "/shop", base + "/trap")
        try Files.makeFolder(folder)
        try Files.write(
            """
            #!/bin/sh
            touch '\(base)/ran'
            case "$*" in *--status-fd*)
                cat > /dev/null
                printf '\\n[GNUPG:] SIG_CREATED \\n' >&2
                echo '-----BEGIN PGP SIGNATURE-----'
            esac

            """,
            to: trap, mode: 0o755)
        try Files.write("PASSWORD = '\(Self.secret)'\n", to: folder + "/settings.py")
        try Files.write("*.py diff=trap\n", to: folder + "/.gitattributes")
        try await git(folder, "init", "-q")
        try await git(folder, "config", "gpg.program", trap)
        try await git(folder, "add", ".")
        try await git(folder, "commit", "-q", "-S", "-m", "all")
        try Files.removeTree(base + "/ran")
        return (folder, trap)
    }

    @discardableResult private func git(_ folder: String, _ words: String...) async throws -> Ended {
        try await run(
            ["/usr/bin/env", "git", "-C", folder, "-c", "user.name=x", "-c", "user.email=x@example.com"] + words,
            environment: plainEnvironment(home: Paths.parent(of: folder)))
    }

    @Test(arguments: [
        [("log.showSignature", "true")], [("format.pretty", "%G?")], [("diff.external", "TRAP")],
        [("diff.trap.command", "TRAP")], [("diff.trap.textconv", "TRAP")],
    ])
    func noProgramOfTheRepositoryRuns(settings: [(String, String)]) async throws {
        let (folder, trap) = try await repository()
        let ran = Paths.parent(of: folder) + "/ran"
        for (key, value) in settings {
            try await git(folder, "config", key, value.replacing("TRAP", with: trap)).orThrow()
        }
        // The trap works.
        try await git(folder, "log", "-p", "--ext-diff", "--", "settings.py")
        #expect(Files.exists(ran), "\(settings)")
        try Files.removeTree(ran)
        try await look(folder)
        #expect(!Files.exists(ran), "\(settings)")
    }

    @Test func theMonitorOfFilesDoesNotRun() async throws {
        let (folder, trap) = try await repository()
        let ran = Paths.parent(of: folder) + "/ran"
        try await git(folder, "config", "core.fsmonitor", trap)
        try await git(folder, "status")
        #expect(Files.exists(ran))
        try Files.removeTree(ran)
        try await look(folder)
        #expect(!Files.exists(ran))
    }

    /// What a clone that was made in part does not have is not fetched.
    @Test func nothingIsFetched() async throws {
        let (folder, _) = try await repository()
        let ran = Paths.parent(of: folder) + "/ran"
        let blob = try await git(folder, "rev-parse", "HEAD:settings.py").output.trimmingCharacters(in: .newlines)
        try Files.removeTree("\(folder)/.git/objects/\(blob.prefix(2))/\(blob.dropFirst(2))")
        for (key, value) in [
            ("core.repositoryFormatVersion", "1"), ("extensions.partialClone", "origin"),
            ("remote.origin.promisor", "true"), ("remote.origin.url", "ext::touch \(ran)"),
            ("protocol.ext.allow", "always"),
        ] {
            try await git(folder, "config", key, value)
        }
        try await git(folder, "log", "-p", "--", "settings.py")
        #expect(Files.exists(ran))
        try Files.removeTree(ran)
        try await look(folder, remembers: false)
        #expect(!Files.exists(ran))
    }

    private func look(_ folder: String, remembers: Bool = true) async throws {
        let services = Services.scratch(Paths.parent(of: folder))
        #expect(await Git.remembers(Secret(Self.secret), in: ["settings.py"], folder, services) == remembers)
        #expect(await Git.tracks(folder + "/settings.py", services))
        #expect(await Git.ignores(folder + "/settings.py", services) == false)
    }
}
