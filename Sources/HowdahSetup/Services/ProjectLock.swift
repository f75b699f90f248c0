import HowdahText
import Synchronization

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// One Howdah at a time changes a project: a lock that the kernel releases when the process ends, however it ends.
///
/// The file says who holds it, for whoever comes second; what it says counts only as long as the lock is held.
public final class ProjectLock: Sendable {
    private let held = Mutex<[String: Int32]>([:])

    /// Who works on a project.
    public struct Holder: Codable, Sendable, Equatable {
        public var process: Int32
        /// Seconds since 1970.
        public var since: Int
        /// Such as `howdah apply shop`; never an argument that could be a secret.
        public var command: String

        public var sentence: String { Words.Files.holder(process, command, LocalTime.text(since)) }
    }

    /// Taken once by this process; again is nothing. Another process's is told as such.
    public func take(_ file: String) throws(Failure) {
        let problem: Failure? = held.withLock { held in
            guard held[file] == nil else { return nil }
            let descriptor = open(file, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0o600)
            guard descriptor >= 0 else { return .file(path: file, operation: "open", errno: errno) }
            guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
                close(descriptor)
                return .refused(
                    "project-in-use", sentence: Self.read(file)?.sentence ?? Words.Files.inUse,
                    next: Words.Files.inUseNext)
            }
            held[file] = descriptor
            Self.sign(descriptor)
            SignedFiles.add(descriptor)
            return nil
        }
        if let problem { throw problem }
    }

    /// Who holds the lock now, if it is another process.
    public func holder(_ file: String) -> Holder? {
        guard held.withLock({ $0[file] == nil }) else { return nil }
        let descriptor = open(file, O_RDONLY | O_NOFOLLOW | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        guard flock(descriptor, LOCK_SH | LOCK_NB) != 0 else { return nil }
        return Self.read(file) ?? Holder(process: 0, since: 0, command: "howdah")
    }

    private static func read(_ file: String) -> Holder? {
        guard let text = try? Files.read(file) else { return nil }
        return try? JSONText.decode(Holder.self, from: text)
    }

    private static func sign(_ descriptor: Int32) {
        // The first word that is no option is the command; the rest may be a path, or anything.
        let command = CommandLine.arguments.dropFirst().first { !$0.hasPrefix("-") && !$0.contains("/") }
        let holder = Holder(
            process: getpid(), since: time(nil),
            command: (["howdah"] + [command].compactMap(\.self)).joined(separator: " "))
        guard let text = try? JSONText.encode(holder), ftruncate(descriptor, 0) == 0 else { return }
        let bytes = Array((text + "\n").utf8)
        _ = pwrite(descriptor, bytes, bytes.count, 0)
    }
}

/// Lock files that this process signed: emptied when it ends, so that a run leaves the same bytes as the one before.
/// After a kill the name stays there; without the lock it says nothing.
private enum SignedFiles {
    private static let descriptors = Mutex<[Int32]>([])

    static func add(_ descriptor: Int32) {
        descriptors.withLock { known in
            if known.isEmpty { atexit { SignedFiles.clear() } }
            known.append(descriptor)
        }
    }

    private static func clear() { descriptors.withLock { for descriptor in $0 { ftruncate(descriptor, 0) } } }
}

/// The time of day as people here read it.
enum LocalTime {
    static func text(_ seconds: Int) -> String {
        var moment = time_t(seconds)
        var parts = tm()
        localtime_r(&moment, &parts)
        var buffer = [CChar](repeating: 0, count: 32)
        let count = strftime(&buffer, buffer.count, "%H:%M", &parts)
        return String(decoding: buffer.prefix(count).map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}
