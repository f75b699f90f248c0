import HowdahText
import Synchronization

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// One Howdah at a time changes a project: a lock that the kernel releases when the process ends, however it ends.
public final class ProjectLock: Sendable {
    private let held = Mutex<[String: Int32]>([:])

    /// Taken once by this process; again is nothing. Another process's is told as such.
    func take(_ file: String) throws(Failure) {
        let problem: Failure? = held.withLock { held in
            guard held[file] == nil else { return nil }
            let descriptor = open(file, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0o600)
            guard descriptor >= 0 else { return .file(path: file, operation: "open", errno: errno) }
            guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
                close(descriptor)
                return .refused("project-in-use", sentence: Words.Files.inUse, next: Words.Files.inUseNext)
            }
            held[file] = descriptor
            return nil
        }
        if let problem { throw problem }
    }
}
