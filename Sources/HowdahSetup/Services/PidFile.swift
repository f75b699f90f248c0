import HowdahText

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

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

    /// PostgreSQL starts over a file whose process is gone. It refuses when another program has that number now,
    /// or when the file is empty: it cannot tell. Here it can be told, and only what is proved counts.
    var isStale: Bool {
        guard Files.exists(path), !isUsed else { return false }
        guard let pid, pid > 0 else { return Files.size(path) == 0 }
        guard kill(pid, 0) == 0 || errno == EPERM, let program = Self.program(of: pid) else { return false }
        return !Self.servers.contains(program)
    }

    private static let servers = ["postgres", "postmaster"]

    /// A server works in its data folder (`chdir` of the postmaster and all its children).
    private var isUsed: Bool {
        #if canImport(Glibc)
            let folder = Files.resolved(data)
            return Files.names(in: "/proc").contains { name in
                guard let pid = Int32(name), Self.program(of: pid).map(Self.servers.contains) == true else {
                    return false
                }
                return Files.resolved("/proc/\(name)/cwd") == folder
            }
        #else
            return false
        #endif
    }

    /// The name of the program that a process runs; nil where nobody tells.
    private static func program(of pid: Int32) -> String? {
        #if canImport(Glibc)
            return (try? Files.read("/proc/\(pid)/comm"))?.trimmed
        #else
            var buffer = [CChar](repeating: 0, count: 1024)
            let length = proc_name(pid, &buffer, UInt32(buffer.count))
            return length > 0 ? String(cString: buffer) : nil
        #endif
    }
}
