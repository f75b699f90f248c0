import HowdahText

/// `postmaster.pid` of a data folder, and whether it keeps a server from starting.
struct PidFile: Sendable {
    let path: String
    private let data: String

    init(of data: String) {
        self.data = data
        path = data + "/postmaster.pid"
    }

    /// nil: there is no such file, or no number in it.
    private var pid: Int32? {
        (try? Files.read(path))?.split(separator: "\n").first.flatMap { Int32($0.trimmed) }
    }

    /// The process that it names, if that is a server.
    var server: RunningProcess? {
        guard let process = pid.flatMap(RunningProcess.init), process.program.map(Self.servers.contains) == true else {
            return nil
        }
        return process
    }

    /// The data folder of the server that it names, if that is another one: the file was copied with the data.
    var stranger: String? { server?.folder.flatMap { $0 == Files.resolved(data) ? nil : $0 } }

    /// PostgreSQL starts over a file whose process is gone. It refuses when another program has that number now, when
    /// it is another folder's server, or when the file is empty: it cannot tell. Here it can be told, and only what is
    /// proved counts.
    var isStale: Bool {
        guard Files.exists(path), !isUsed else { return false }
        guard let pid, pid > 0 else { return Files.size(path) == 0 }
        guard let program = RunningProcess(pid)?.program else { return false }
        return !Self.servers.contains(program) || stranger != nil
    }

    private static let servers = ["postgres", "postmaster"]

    /// A server works in its data folder (`chdir` of the postmaster and all its children).
    private var isUsed: Bool {
        #if canImport(Glibc)
            return Files.names(in: "/proc").contains { name in
                guard let process = Int32(name).flatMap(RunningProcess.init),
                    process.program.map(Self.servers.contains) == true
                else { return false }
                return process.works(in: data)
            }
        #else
            return false
        #endif
    }
}
