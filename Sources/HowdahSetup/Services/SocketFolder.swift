import HowdahText

/// Where a private server's socket lies: a short path, because a socket's path may have about 103 bytes,
/// in a folder that only its owner may enter.
enum SocketFolder {
    /// `/tmp/howdah-UID/HASH`: the same for the same cluster, different for two projects.
    static func path(for dataDirectory: String, _ services: Services) throws(Failure) -> String {
        "/tmp/howdah-\(services.user.id)/\(ShortHash.of(dataDirectory))"
    }

    /// Makes it, and refuses a folder that somebody else put there.
    static func make(_ path: String) throws(Failure) {
        let parent = Paths.parent(of: path)
        for folder in [parent, path] {
            try Files.makeFolder(folder, mode: 0o700)
            guard Files.isPrivateFolder(folder) else {
                throw .refused(
                    "socket-path-mismatch", sentence: Words.Postgres.foreignSocketFolder(folder),
                    next: Words.Postgres.foreignSocketFolderNext(folder))
            }
        }
    }
}

/// FNV-1a, 64 bits, in 13 letters and digits: a name, not a protection.
enum ShortHash {
    static func of(_ text: String) -> String { of(text.utf8) }

    static func of(_ bytes: some Sequence<UInt8>) -> String { String(number(of: bytes), radix: 36) }

    static func number(of text: String) -> UInt64 { number(of: text.utf8) }

    private static func number(of bytes: some Sequence<UInt8>) -> UInt64 {
        bytes.reduce(0xcbf2_9ce4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
    }
}
