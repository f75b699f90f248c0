import HowdahText

// Who comes into a private cluster: its pg_hba.conf (PostgreSQL manual, "The pg_hba.conf File").
extension PrivateCluster {
    var hbaFile: String { dataDirectory + "/pg_hba.conf" }

    /// One for each kind of address of this computer.
    func rules(for role: String, _ database: String) -> [String] {
        ["127.0.0.1/32", "::1/128"].map { address in
            "host \(Self.quoted(database)) \(Self.quoted(role)) \(address) scram-sha-256"
        }
    }

    /// The rules are put before all others, because the first one that fits counts; the old file is kept.
    func admit(
        _ role: String, to database: String, _ backups: String, _ services: Services, _ sink: @escaping LineSink
    ) async throws(Failure) {
        let old = try Files.bytes(hbaFile)
        try Files.makeFolder(backups, mode: 0o700)
        let backup = "\(backups)/pg_hba.conf.\(ShortHash.of(old))"
        try Files.write(old, to: backup, mode: 0o600)
        await sink(.lines([Words.Settings.backup(Paths.shown(backup, home: services.user.home))]))
        let rules = rules(for: role, database).map { $0 + "\n" }.joined()
        try Files.write(Array(rules.utf8) + old, to: hbaFile)
        let result = try await services.run(
            Command(binaries + "/pg_ctl", ["--pgdata", dataDirectory, "reload"], directory: "/"), sink)
        guard result.code == 0 else { throw .command(program: "pg_ctl", code: result.code, output: result.output) }
    }

    /// Waits, at most ten seconds, until a server that was started a moment ago (by a run that was killed, perhaps) takes
    /// connections: the eighth line of postmaster.pid says `ready` (PostgreSQL's pidfile.h, since version 10).
    func settle() async throws(Failure) {
        for _ in 0..<100 {
            let lines = ((try? Files.read(dataDirectory + "/postmaster.pid")) ?? "").split(
                separator: "\n", omittingEmptySubsequences: false)
            guard lines.count < 8 || lines[7].trimmed == "starting" else { return }
            do { try await Task.sleep(for: .milliseconds(100)) } catch { throw .cancelled }
        }
    }

    /// Quoted, no word of the file's own (`all`, `sameuser`) is meant, and blanks and commas belong to the name.
    private static func quoted(_ name: String) -> String { "\"\(name.replacing("\"", with: "\"\""))\"" }
}
