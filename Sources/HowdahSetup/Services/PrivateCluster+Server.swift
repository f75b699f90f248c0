import HowdahText

extension PrivateCluster {
    private var pgCtl: String { binaries + "/pg_ctl" }

    /// Made beside and renamed: a killed run leaves no half cluster under the name that counts. Nor does its initdb,
    /// which may still be at work: each run has a folder of its own.
    func initialise(_ services: Services, _ sink: @escaping LineSink) async throws(Failure) {
        try Files.makeFolder(Paths.parent(of: dataDirectory), mode: 0o700)
        try Files.makeFolder(Paths.parent(of: logFile), mode: 0o700)
        let beside = Files.temporary(dataDirectory)
        // The same on every computer, and UTF-8; where the system has no C.UTF-8 (macOS), plain C with UTF-8 text.
        var result = CommandResult(code: 1, output: "")
        for locale in [Self.locale, "C"] {
            try Files.removeTree(beside)
            result = try await services.run(initdb(beside, locale: locale), sink)
            if result.code == 0 || !result.output.contains("invalid locale name") { break }
        }
        guard result.code == 0 else { throw .command(program: "initdb", code: result.code, output: result.output) }
        let file = beside + "/postgresql.conf"
        // Into the file, not onto the command line: tomorrow a plain `pg_ctl start` does the same.
        try Files.write(try Files.read(file) + configuration, to: file)
        try Files.move(beside, to: dataDirectory)
        Files.sweep(Paths.parent(of: dataDirectory))
    }

    private static let locale = "C.UTF-8"

    /// As it is shown: under the name that the data has in the end.
    var initdb: Command { initdb(dataDirectory, locale: Self.locale) }

    private func initdb(_ folder: String, locale: String) -> Command {
        Command(
            binaries + "/initdb",
            [
                "-D", folder, "-E", "UTF8", "--locale=\(locale)", "--auth-local=peer", "--auth-host=scram-sha-256",
            ], directory: "/")
    }

    /// What Howdah appends to initdb's postgresql.conf; the last setting of a name counts.
    var configuration: String {
        """

        # Howdah: this project's own server, for this user of this computer only.
        port = \(port)
        listen_addresses = '127.0.0.1,::1'
        unix_socket_directories = '\(socketDirectory)'
        unix_socket_permissions = 0700

        """
    }

    func start(_ services: Services, _ sink: @escaping LineSink) async throws(Failure) {
        // /tmp is emptied at boot, and the socket's folder with it.
        try SocketFolder.make(socketDirectory)
        try Files.makeFolder(Paths.parent(of: logFile), mode: 0o700)
        var port = port
        for attempt in 1... {
            try configure(port: port)
            let earlier = Files.size(logFile)
            let result = try await services.run(startCommand, sink)
            if result.code == 0 { return }
            // pg_ctl only says "could not start"; the server's own log says why, from where this start began.
            let log = (try? Files.tail(logFile, most: min(Files.size(logFile) - earlier, Self.startLog))) ?? []
            let output = services.redactor.redact(result.output + "\n" + String(decoding: log, as: UTF8.self).sanitised)
            // Somebody else was faster: two projects that start at the same time choose the same port.
            guard output.contains("Address already in use"), attempt < 5 else {
                throw .command(program: "pg_ctl", code: result.code, output: output)
            }
            port = try services.freePort(port + 1)
        }
    }

    /// In bytes: more than a start that fails writes.
    private static let startLog = 1 << 20

    /// The last `port` of the file is the one that counts.
    private func configure(port: Int) throws(Failure) {
        guard configuredPort != port else { return }
        let file = dataDirectory + "/postgresql.conf"
        try Files.write(try Files.read(file) + "port = \(port)\n", to: file)
    }

    /// By relative paths: pg_ctl hands both to a shell between double quotes, where a folder's `$` would be obeyed.
    private var startCommand: Command {
        Command(
            pgCtl,
            [
                "--pgdata", relative(dataDirectory), "--log", relative(logFile), "--wait", "--timeout", "60", "start",
            ], directory: stateFolder)
    }

    /// `.howdah`: the data lies two folders below it.
    private var stateFolder: String { Paths.parent(of: Paths.parent(of: dataDirectory)) }

    private func relative(_ path: String) -> String {
        path.hasPrefix(stateFolder + "/") ? String(path.dropFirst(stateFolder.count + 1)) : path
    }

    func stop(_ services: Services, _ sink: @escaping LineSink) async throws(Failure) {
        // pg_ctl would stop whatever the pid file names.
        if let stranger {
            throw .refused(
                "stale-postmaster-pid",
                sentence: Words.Server.notItsOwn(Paths.shown(stranger, home: services.user.home)),
                next: Words.Server.notItsOwnNext(clearPidCommand))
        }
        let result = try await services.run(
            Command(pgCtl, ["--pgdata", dataDirectory, "--wait", "--mode", "fast", "stop"], directory: "/"), sink)
        guard result.code == 0 else { throw .command(program: "pg_ctl", code: result.code, output: result.output) }
    }

    /// Renamed, not deleted, and only after proof that no server uses the data.
    func clearPid() throws(Failure) {
        let file = PidFile(of: dataDirectory)
        guard file.isStale else {
            throw .refused(
                "stale-postmaster-pid", sentence: Words.Doctor.pidNotStale, next: Words.Doctor.pidNotStaleNext)
        }
        try Files.makeFolder(Paths.parent(of: clearedPid), mode: 0o700)
        try Files.move(file.path, to: clearedPid)
    }

    /// Where a stale postmaster.pid goes.
    private var clearedPid: String { stateFolder + "/backups/postmaster.pid" }

    /// ``clearPid()`` in a shell.
    var clearPidCommand: String {
        ShellText.line(["mkdir", "-p", "-m", "700", Paths.parent(of: clearedPid)]) + " && "
            + ShellText.line(["mv", PidFile(of: dataDirectory).path, clearedPid])
    }

    /// A server works in this very data folder. `pg_ctl status` only asks whether the number is somebody's, and takes
    /// the original's server for that of a copy.
    public var isRunning: Bool { PidFile(of: dataDirectory).server?.works(in: dataDirectory) == true }

    /// The folder of another server that the pid file names: the project was copied while its server ran.
    public var stranger: String? { PidFile(of: dataDirectory).stranger }

    /// What a person types for the same.
    public func plainCommand(_ verb: String) -> String {
        var commands = ["cd \(ShellText.quoted(stateFolder))"]
        if verb == "start" {
            // As ``start(_:_:)`` does it.
            commands.append(
                ShellText.line(["mkdir", "-p", "-m", "700", Paths.parent(of: socketDirectory), socketDirectory]))
            if let configuredPort, configuredPort != port, !isRunning {
                let file = ShellText.quoted(relative(dataDirectory) + "/postgresql.conf")
                commands.append("echo 'port = \(port)' >> \(file)")
            }
        }
        let log = verb == "start" ? ["-l", relative(logFile)] : []
        commands.append(ShellText.line([pgCtl, "-D", relative(dataDirectory)] + log + [verb]))
        // In a subshell: whoever copies it stays where they are.
        return "(" + commands.joined(separator: " && ") + ")"
    }

    /// What its configuration says; where that port is taken, the next start moves it.
    public var configuredPort: Int? { ServerSearch.port(inConfigurationOf: dataDirectory) }
}
