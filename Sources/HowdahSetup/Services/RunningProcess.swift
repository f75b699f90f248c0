import HowdahText

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// A process that a pid file names. The number alone proves nothing: after a while it belongs to another program.
struct RunningProcess: Sendable {
    let pid: Int32

    /// nil: there is no process of that number, or it has ended and only waits to be looked at.
    init?(_ pid: Int32) {
        guard pid > 0, kill(pid, 0) == 0 || errno == EPERM else { return nil }
        self.pid = pid
    }

    /// The name of the program that it runs; nil where nobody tells.
    var program: String? {
        #if canImport(Glibc)
            return (try? Files.read("/proc/\(pid)/comm"))?.trimmed
        #else
            var buffer = [CChar](repeating: 0, count: 1024)
            let length = proc_name(pid, &buffer, UInt32(buffer.count))
            return length > 0 ? String(cString: buffer) : nil
        #endif
    }

    /// The folder that it works in, symbolic links resolved; nil where nobody tells: it is somebody else's.
    var folder: String? {
        #if canImport(Glibc)
            let link = "/proc/\(pid)/cwd"
            let path = Files.resolved(link)
            return path == link ? nil : path
        #else
            var info = proc_vnodepathinfo()
            let size = Int32(MemoryLayout<proc_vnodepathinfo>.size)
            guard proc_pidinfo(pid, PROC_PIDVNODEPATHINFO, 0, &info, size) == size else { return nil }
            return withUnsafeBytes(of: &info.pvi_cdir.vip_path) { bytes in
                String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
        #endif
    }

    func works(in folder: String) -> Bool { self.folder == Files.resolved(folder) }
}
