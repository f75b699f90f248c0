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
        var options: [String]
    }

    private struct Answer: Decodable { var pid: Int32 }

    private var pidFile: String { stateDirectory + "/runserver.pid" }
    private var portFile: String { stateDirectory + "/runserver.port" }
    public var log: String { stateDirectory + "/log/runserver.log" }

    /// In a session of its own, so that both of its processes end by their group.
    func start(_ services: Services, _ sink: @escaping LineSink) async throws(Failure) {
        let answer: Answer = try await Helper.startWeb.ask(
            python,
            Question(
                python: python, directory: directory, address: "127.0.0.1:\(port)", log: log, options: ["--noreload"]),
            directory: directory, services)
        try Files.write("\(answer.pid)\n", to: pidFile, mode: 0o600)
        try Files.write("\(port)\n", to: portFile, mode: 0o600)
        await sink(.lines([Words.Superuser.webStarted(port, answer.pid)]))
    }

    /// Ends the process group that the pid file names, if it is still ours.
    func stop(_ sink: @escaping LineSink) async throws(Failure) {
        guard let text = try? Files.read(pidFile), let pid = pid_t(text.trimmed), pid > 1 else { return }
        if Self.isOurs(pid, directory) {
            kill(-pid, SIGTERM)
            // By the port, not by the pid: an ended process may stay in the table until its parent looks.
            for _ in 0..<150 where !Ports.isFree(port) {
                do { try await Task.sleep(for: .milliseconds(20)) } catch { break }
            }
            if !Ports.isFree(port) { kill(-pid, SIGKILL) }
        }
        unlink(pidFile)
        unlink(portFile)
        await sink(.lines([Words.Superuser.webStopped]))
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
