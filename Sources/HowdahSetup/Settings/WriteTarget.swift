import HowdahText

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// A file of a person's that is about to be replaced: which one it really is, and what speaks against it.
struct WriteTarget: Sendable, Equatable {
    /// As it was named.
    let named: String
    /// The file behind links: what Python reads, and what is written.
    let path: String
    /// Sentences: what the person must agree to first.
    let concerns: [String]
    /// A sentence: it may not be written at all.
    let obstacle: String?

    init(_ named: String) {
        self.named = named
        path = Files.resolved(named)
        let folder = Paths.parent(of: path)
        var file = stat()
        var place = stat()
        guard stat(path, &file) == 0, stat(folder, &place) == 0 else {
            (concerns, obstacle) = ([], nil)
            return
        }
        // Root may write where nobody is meant to: who took the right away had a reason.
        if file.st_mode & 0o222 == 0 || access(path, W_OK) != 0 {
            obstacle = Words.Files.readOnly(path)
        } else if place.st_mode & 0o222 == 0 || access(folder, W_OK) != 0 {
            obstacle = Words.Files.readOnlyFolder(folder)
        } else {
            obstacle = nil
        }
        var concerns: [String] = []
        if file.st_nlink > 1 { concerns.append(Words.Files.hardLinks(path, Int(file.st_nlink))) }
        if file.st_uid != geteuid() {
            concerns.append(Words.Files.otherOwner(path, Files.owner(of: path) ?? String(file.st_uid)))
        }
        // With the sticky bit nobody else can put another file in its place.
        if place.st_mode & S_IWOTH != 0, place.st_mode & S_ISVTX == 0 {
            concerns.append(Words.Files.openFolder(folder))
        }
        self.concerns = concerns
    }

    /// - Parameter consents: the person was told the concerns and agreed.
    func check(consents: Bool) throws(Failure) {
        if let obstacle {
            throw .refused("file-permission", sentence: obstacle, next: Words.Files.readOnlyNext)
        }
        if !consents, !concerns.isEmpty {
            throw .refused(
                "file-permission", sentence: concerns.joined(separator: " "), next: Words.Files.concernsNext)
        }
    }
}
