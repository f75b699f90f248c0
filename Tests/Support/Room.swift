import Foundation
import Synchronization

/// Folders of one run of the tests: `/tmp/howdah-tests-UID/run-PID/NUMBER`, short because of sockets' paths.
///
/// What a killed run left (clusters too) is cleared away by the next one.
public enum Room {
    /// Kept from run to run: wheels, template environments.
    public static let cache = "/tmp/howdah-tests-\(getuid())"
    static let run = "\(cache)/run-\(getpid())"
    private static let count = Mutex(0)

    /// A new folder that belongs to the account.
    public static func make(for account: Account = .current) async throws -> String {
        try await Shared.rooms.value()
        let number = count.withLock { count in
            count += 1
            return count
        }
        let path = "\(run)/\(number)"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        try own(path, account)
        return path
    }

    public static func own(_ path: String, _ account: Account) throws {
        guard Account.isRoot else { return }
        guard chown(path, account.id, account.group) == 0 else { throw Trouble("chown \(path): \(errno)") }
    }

    /// The account may not enter root's home, so what it runs lies here.
    static func prepare() async throws {
        try FileManager.default.createDirectory(atPath: cache, withIntermediateDirectories: true)
        var info = stat()
        guard lstat(cache, &info) == 0, info.st_uid == getuid(), info.st_mode & S_IFMT == S_IFDIR,
            chmod(cache, 0o755) == 0
        else { throw Trouble("\(cache) is somebody else's") }
        for name in try FileManager.default.contentsOfDirectory(atPath: cache) where name.hasPrefix("run-") {
            guard let pid = pid_t(name.dropFirst(4)), kill(pid, 0) != 0, errno == ESRCH else { continue }
            await clear("\(cache)/\(name)")
        }
        try FileManager.default.createDirectory(atPath: run, withIntermediateDirectories: true)
        atexit { Room.clearAtExit() }
    }

    /// Stops servers whose data lies below, then removes all of it.
    public static func clear(_ path: String) async {
        stopServers(under: path)
        _ = try? await HowdahTestSupport.run(["/bin/rm", "-rf", path])
    }

    /// Stops servers whose data lies below.
    public static func stop(_ path: String) async { stopServers(under: path) }

    private static func clearAtExit() {
        stopServers(under: run)
        try? FileManager.default.removeItem(atPath: run)
    }

    /// By the pid in `postmaster.pid`: SIGQUIT is an immediate shutdown.
    static func stopServers(under path: String) {
        guard let walker = FileManager.default.enumerator(atPath: path) else { return }
        while let name = walker.nextObject() as? String {
            // Environments hold thousands of files and no server.
            if name.hasSuffix("/.venv") || name.hasSuffix("/base") || name.hasSuffix("/pg_wal") {
                walker.skipDescendants()
            }
            guard name.hasSuffix("/postmaster.pid") else { continue }
            stopServer(pidFile: path + "/" + name)
        }
    }

    static func stopServer(pidFile: String) {
        guard let text = try? String(contentsOfFile: pidFile, encoding: .utf8),
            let pid = text.split(separator: "\n").first.flatMap({ pid_t($0) }), pid > 1
        else { return }
        let data = String(pidFile.dropLast("/postmaster.pid".count))
        guard isServer(pid, of: data) else { return }
        kill(pid, SIGQUIT)
        let deadline = ContinuousClock.now.advanced(by: .seconds(20))
        while isServer(pid, of: data), ContinuousClock.now < deadline { usleep(10_000) }
    }

    /// A process that works in that data folder, as PostgreSQL does: the number alone may be another program's by now.
    public static func isServer(_ pid: Int32, of data: String) -> Bool {
        guard kill(pid, 0) == 0 || errno == EPERM else { return false }
        #if os(Linux)
            guard let folder = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/\(pid)/cwd") else {
                return false
            }
            return folder == data || folder == "\(data) (deleted)"
        #else
            return true
        #endif
    }
}
