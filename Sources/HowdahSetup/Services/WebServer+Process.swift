import HowdahText

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

extension WebServer {
    private struct Question: Encodable {
        var python: String
        var directory: String
        var address: String
        var log: String
        var pidFile: String
        var options: [String]

        enum CodingKeys: String, CodingKey {
            case python, directory, address, log, options
            case pidFile = "pid_file"
        }
    }

    private struct Answer: Decodable { var pid: Int32 }

    private var pidFile: String { stateDirectory + "/runserver.pid" }
    private var portFile: String { stateDirectory + "/runserver.port" }
    /// The process that needs the server for the time of a run; gone when the server is to be kept.
    private var runFile: String { stateDirectory + "/runserver.run" }
    public var log: String { stateDirectory + "/log/runserver.log" }

    /// In a session of its own, so that both of its processes end by their group.
    func start(_ services: Services, _ sink: @escaping LineSink) async throws(Failure) {
        // Before it starts: whatever kills this run, the next one knows what was left at work.
        try Files.write("\(getpid())\n", to: runFile, mode: 0o600)
        try Files.write("\(port)\n", to: portFile, mode: 0o600)
        let answer: Answer = try await Helper.startWeb.ask(
            python,
            Question(
                python: python, directory: directory, address: "127.0.0.1:\(port)", log: log, pidFile: pidFile,
                options: ["--noreload"]),
            directory: directory, services)
        await sink(.lines([Words.Superuser.webStarted(port, answer.pid)]))
    }

    /// Ends the process group that the pid file names, if it is still ours.
    func stop(_ sink: @escaping LineSink) async throws(Failure) {
        defer { for file in [pidFile, portFile, runFile] { unlink(file) } }
        guard let pid else { return }
        if Self.isOurs(pid, directory) {
            kill(-pid, SIGTERM)
            // By the port, not by the pid: an ended process may stay in the table until its parent looks.
            for _ in 0..<150 where !Ports.isFree(port) {
                do { try await Task.sleep(for: .milliseconds(20)) } catch { break }
            }
            if !Ports.isFree(port) { kill(-pid, SIGKILL) }
        }
        await sink(.lines([Words.Superuser.webStopped]))
    }

    /// What the pid file names, whatever that is by now.
    var pid: pid_t? { Self.number(in: pidFile).flatMap { pid_t(exactly: $0) }.flatMap { $0 > 1 ? $0 : nil } }

    /// The run is over, and the server stays.
    func keep() { unlink(runFile) }

    /// Ends the server of a run that was killed before it could do that itself.
    static func sweep(_ layout: Layout, _ services: Services) async {
        guard let run = number(in: layout.state + "/runserver.run"), run != Int(getpid()),
            services.lock.holder(layout.lockFile) == nil
        else { return }
        try? await of(layout).stop { _ in }
    }

    /// The server that runs for this project, whoever wanted it; nil: none does.
    static func running(_ layout: Layout) -> WebServer? { port(of: layout).map { _ in of(layout) } }

    private static func of(_ layout: Layout) -> WebServer {
        WebServer(
            python: layout.venvPython, directory: layout.project,
            port: number(in: layout.state + "/runserver.port") ?? 0, settingsModule: "", stateDirectory: layout.state)
    }

    /// Where the server that was left running for this project listens; nil: none runs.
    static func port(of layout: Layout) -> Int? {
        guard let pid = number(in: layout.state + "/runserver.pid").flatMap({ pid_t(exactly: $0) }), pid > 1,
            isOurs(pid, layout.project)
        else { return nil }
        return number(in: layout.state + "/runserver.port")
    }

    /// Leads a process group of its own and works in the project: the number may be another program's by now.
    private static func isOurs(_ pid: pid_t, _ project: String) -> Bool {
        getpgid(pid) == pid && RunningProcess(pid)?.works(in: project) == true
    }

    private static func number(in file: String) -> Int? { (try? Files.read(file)).flatMap { Int($0.trimmed) } }
}
