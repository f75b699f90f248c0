#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif
#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// Files as Howdah touches them: atomically, and with modes set at creation.
public enum Files {
    public static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 || isLink(path) }

    public static func isExecutable(_ path: String) -> Bool { access(path, X_OK) == 0 && !isDirectory(path) }

    /// A file with bytes in it, behind links too.
    static func isRegular(_ path: String) -> Bool {
        var info = stat()
        return stat(path, &info) == 0 && (info.st_mode & S_IFMT) == S_IFREG
    }

    public static func isDirectory(_ path: String) -> Bool {
        var info = stat()
        return stat(path, &info) == 0 && (info.st_mode & S_IFMT) == S_IFDIR
    }

    /// Whether this path could be made: the nearest folder above that exists may be written to.
    static func mayMake(_ path: String) -> Bool {
        var above = Paths.parent(of: path)
        while above.count > 1 && !exists(above) { above = Paths.parent(of: above) }
        return isDirectory(above) && access(above, W_OK | X_OK) == 0
    }

    public static func isLink(_ path: String) -> Bool {
        var info = stat()
        return lstat(path, &info) == 0 && (info.st_mode & S_IFMT) == S_IFLNK
    }

    /// The name of the user whose file it is; nil if it is gone, or if nobody of that number has a name.
    static func owner(of path: String) -> String? {
        var info = stat()
        guard lstat(path, &info) == 0, let entry = getpwuid(info.st_uid) else { return nil }
        return String(cString: entry.pointee.pw_name)
    }

    /// In bytes; 0 if there is no such file.
    static func size(_ path: String) -> Int {
        var info = stat()
        return stat(path, &info) == 0 ? Int(info.st_size) : 0
    }

    /// A folder (no link) of this user's that nobody else may enter.
    static func isPrivateFolder(_ path: String) -> Bool {
        var info = stat()
        return lstat(path, &info) == 0 && (info.st_mode & S_IFMT) == S_IFDIR && info.st_uid == getuid()
            && (info.st_mode & 0o077) == 0
    }

    /// Neither the group nor others may read it.
    static func isOwnersOnly(_ path: String) -> Bool {
        var info = stat()
        return stat(path, &info) == 0 && (info.st_mode & 0o077) == 0
    }

    /// As PostgreSQL wants its data (since 11): others have no rights there, the group may at most read.
    ///
    /// - Parameter owner: a user's name; nil: who runs Howdah.
    static func isClosed(_ path: String, owner name: String? = nil) -> Bool {
        var info = stat()
        return stat(path, &info) == 0 && (info.st_mode & 0o027) == 0
            && (name.map { owner(of: path) == $0 } ?? (info.st_uid == getuid()))
    }

    /// The path behind links; the path itself if there is nothing.
    static func resolved(_ path: String) -> String {
        guard let pointer = realpath(path, nil) else { return path }
        defer { free(pointer) }
        return String(cString: pointer)
    }

    /// Sorted names of a folder; empty if it is not there.
    public static func names(in folder: String) -> [String] {
        (try? FileManager.default.contentsOfDirectory(atPath: folder).sorted()) ?? []
    }

    public static func read(_ path: String) throws(Failure) -> String {
        String(decoding: try bytes(path), as: UTF8.self)
    }

    public static func bytes(_ path: String) throws(Failure) -> [UInt8] {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .file(path: path, operation: "read", errno: errno) }
        defer { close(descriptor) }
        var result: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65536)
        while true {
            let count = readOnce(descriptor, &buffer)
            if count == 0 { return result }
            guard count > 0 else { throw .file(path: path, operation: "read", errno: errno) }
            result.append(contentsOf: buffer[..<count])
        }
    }

    /// The end of a file of any length.
    ///
    /// - Parameter most: bytes.
    /// - Returns: whole lines, or the end of a single line that is longer.
    static func tail(_ path: String, most: Int) throws(Failure) -> [UInt8] {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { throw .file(path: path, operation: "read", errno: errno) }
        defer { close(descriptor) }
        let size = Int(lseek(descriptor, 0, SEEK_END))
        // One byte more tells whether a line begins there.
        let start = max(0, size - most - 1)
        guard size >= 0, lseek(descriptor, off_t(start), SEEK_SET) >= 0 else {
            throw .file(path: path, operation: "read", errno: errno)
        }
        var result: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65536)
        // What is written meanwhile is left for the next time.
        while result.count < size - start {
            let count = readOnce(descriptor, &buffer)
            guard count >= 0 else { throw .file(path: path, operation: "read", errno: errno) }
            guard count > 0 else { break }
            result.append(contentsOf: buffer[..<min(count, size - start - result.count)])
        }
        guard size > most, let first = result.first else { return result }
        let end = first == 10 ? 0 : result.firstIndex(of: 10) ?? 0
        return Array(result[(end < result.count - 1 ? end + 1 : 1)...])
    }

    /// Writes a temporary file beside, flushes it, and renames it over the old one:
    /// whoever reads sees the old bytes or the new ones.
    ///
    /// - Parameters:
    ///   - mode: of a new file; an existing file's mode is kept when nil.
    ///   - model: a file whose owner a new file gets; else it is this process's own.
    ///   - expected: what the file must still hold at the last moment; else `ESTALE` is thrown.
    public static func write(
        _ bytes: [UInt8], to path: String, mode: UInt32? = nil, like model: String? = nil, expected: [UInt8]? = nil
    ) throws(Failure) {
        var info = stat()
        let old = stat(path, &info) == 0 ? UInt32(info.st_mode & 0o7777) : nil
        let isOwned = old != nil || model.map { stat($0, &info) == 0 } == true
        let temporary = temporary(path)
        let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw .file(path: path, operation: "write", errno: errno) }
        func fail() -> Failure {
            let failure = Failure.file(path: path, operation: "write", errno: errno)
            close(descriptor)
            unlink(temporary)
            return failure
        }
        var written = 0
        while written < bytes.count {
            let count = bytes.withUnsafeBytes { pointer in
                pointer.baseAddress.map { writeOnce(descriptor, $0 + written, bytes.count - written) } ?? -1
            }
            guard count > 0 else { throw fail() }
            written += count
        }
        // Who runs this as root must not end as the owner of somebody else's file.
        if isOwned, info.st_uid != geteuid() || info.st_gid != getegid() {
            let isTheirs = fchown(descriptor, info.st_uid, info.st_gid) == 0
            guard isTheirs || info.st_uid == geteuid() || old == nil else { throw fail() }
        }
        guard fchmod(descriptor, mode_t(mode ?? old ?? 0o644)) == 0, fsync(descriptor) == 0 else { throw fail() }
        if let expected, (try? Files.bytes(path)) != expected {
            errno = ESTALE
            throw fail()
        }
        close(descriptor)
        guard rename(temporary, path) == 0 else {
            let failure = Failure.file(path: path, operation: "write", errno: errno)
            unlink(temporary)
            throw failure
        }
        sync(folder: Paths.parent(of: path))
    }

    /// Without this a power cut may undo the rename. Not every file system can do it; then there is nothing to be done.
    private static func sync(folder: String) {
        let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { return }
        fsync(descriptor)
        close(descriptor)
    }

    /// A name beside the path, for what is made there and then renamed; it names this process.
    static func temporary(_ path: String) -> String {
        "\(path).howdah-\(getpid())-\(UInt32.random(in: 0...UInt32.max))"
    }

    /// Removes what a killed run left half made in a folder, by the names of ``temporary(_:)``.
    ///
    /// What a child of that run still writes there makes the removal fail; the next run tries again.
    static func sweep(_ folder: String) {
        for name in names(in: folder) {
            guard let match = name.firstMatch(of: #/.\.howdah-([0-9]+)-[0-9]+$/#), let pid = Int32(match.1),
                RunningProcess(pid) == nil
            else { continue }
            try? removeTree("\(folder)/\(name)")
        }
    }

    public static func write(_ text: String, to path: String, mode: UInt32? = nil) throws(Failure) {
        try write(Array(text.utf8), to: path, mode: mode)
    }

    /// Makes a folder and those above it that are missing. An existing one is left as it is.
    ///
    /// - Returns: whether this call made it.
    @discardableResult
    public static func makeFolder(_ path: String, mode: UInt32 = 0o755) throws(Failure) -> Bool {
        if isDirectory(path) { return false }
        let parent = Paths.parent(of: path)
        if !parent.isEmpty, parent != path { try makeFolder(parent) }
        if mkdir(path, mode_t(mode)) == 0 { return true }
        let reason = errno
        guard isDirectory(path) else { throw .file(path: path, operation: "make", errno: reason) }
        return false
    }

    public static func move(_ path: String, to destination: String) throws(Failure) {
        guard rename(path, destination) == 0 else {
            throw .file(path: destination, operation: "move", errno: errno)
        }
    }

    /// Removes what Howdah itself made; silent if it is gone already.
    public static func removeTree(_ path: String) throws(Failure) {
        guard exists(path) else { return }
        do { try FileManager.default.removeItem(atPath: path) } catch {
            throw .file(path: path, operation: "remove", errno: errno)
        }
    }

    private static func readOnce(_ descriptor: Int32, _ buffer: inout [UInt8]) -> Int {
        buffer.withUnsafeMutableBytes { pointer in
            #if canImport(Glibc)
                Glibc.read(descriptor, pointer.baseAddress, pointer.count)
            #else
                Darwin.read(descriptor, pointer.baseAddress, pointer.count)
            #endif
        }
    }

    private static func writeOnce(_ descriptor: Int32, _ pointer: UnsafeRawPointer, _ count: Int) -> Int {
        #if canImport(Glibc)
            Glibc.write(descriptor, pointer, count)
        #else
            Darwin.write(descriptor, pointer, count)
        #endif
    }
}
