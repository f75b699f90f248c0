import Foundation

/// An operating system user that children of the tests run as.
///
/// PostgreSQL refuses root, and most people are not root: when the tests run as root, an unprivileged
/// user is made once and used for scratch clusters and for end-to-end runs.
public struct Account: Sendable, Equatable {
    public var id: UInt32
    public var group: UInt32
    public var name: String

    public static let isRoot = getuid() == 0

    /// Who runs the tests.
    public static let current = Account(named: nil)!

    /// Not root: the user of the tests, or `howdah-test` when that is root.
    public static func ordinary() async throws -> Account { try await Shared.account.value() }

    init(id: UInt32, group: UInt32, name: String) {
        self.id = id
        self.group = group
        self.name = name
    }

    /// nil: there is no such user. A nil name is the user of the tests.
    init?(named name: String?) {
        guard let entry = name.map({ getpwnam($0) }) ?? getpwuid(getuid()) else { return nil }
        self.init(id: entry.pointee.pw_uid, group: entry.pointee.pw_gid, name: String(cString: entry.pointee.pw_name))
    }

    /// The words that run these words as this account.
    ///
    /// setpriv changes the user in a process with one thread. Subprocess's own way does it between fork and exec,
    /// where libc's lock over the threads may be held by a thread that the child does not have: it waits for ever.
    func leading(_ words: [String]) -> [String] {
        guard Self.isRoot, self != .current else { return words }
        return ["/usr/bin/setpriv", "--reuid=\(id)", "--regid=\(group)", "--clear-groups", "--"] + words
    }

    static func make() async throws -> Account {
        guard isRoot else { return current }
        let name = "howdah-test"
        if let known = Account(named: name) { return known }
        try await run(["/usr/sbin/useradd", "--create-home", "--shell", "/bin/sh", name]).orThrow()
        guard let made = Account(named: name) else { throw Trouble("useradd made no user \(name)") }
        return made
    }
}

/// What a test cannot go on from.
public struct Trouble: Error, CustomStringConvertible {
    public var description: String
    public init(_ description: String) { self.description = description }
}
