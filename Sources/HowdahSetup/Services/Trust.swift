import HowdahText
import Synchronization

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// Whether a project's own code (manage.py, its settings, the Python of its environment) may be run.
///
/// Agreed once for a folder, by its real path and inode, and kept in the person's own state folder: a repository that
/// was cloned cannot bring its consent along.
public final class Trust: Sendable {
    private struct Place: Codable, Hashable {
        var path: String
        var device: UInt64
        var inode: UInt64

        init?(_ folder: String) {
            var info = stat()
            path = Files.resolved(folder)
            guard stat(path, &info) == 0 else { return nil }
            (device, inode) = (UInt64(info.st_dev), UInt64(info.st_ino))
        }
    }

    private let file: String?
    private let asks: Bool
    private let agreed = Mutex<Set<Place>>([])

    /// Every folder is agreed to, and nothing is kept.
    public static var everything: Trust { Trust(nil, asks: false) }

    /// Asks for each folder that the file does not know.
    public convenience init(file: String) { self.init(file, asks: true) }

    /// The command line named the folder to a command that runs it, and that is kept.
    public convenience init(named file: String) { self.init(file, asks: false) }

    private init(_ file: String?, asks: Bool) {
        self.file = file
        self.asks = asks
    }

    /// `$XDG_STATE_HOME/howdah/trusted.json`
    public static func file(_ environment: [String: String], home: String) -> String {
        Paths.parent(of: Times.file(environment, home: home)) + "/trusted.json"
    }

    /// There is something of a project's own, and nobody agreed to it yet. A `.howdah` that came along names programs,
    /// and its server has a configuration that may.
    public func isToAsk(_ layout: Layout) -> Bool {
        guard asks, let file, [layout.managePy, layout.venvPython, layout.state].contains(where: Files.exists)
        else { return false }
        guard let place = Place(layout.project) else { return false }
        return !agreed.withLock { $0.contains(place) } && !Self.kept(in: file).contains(place)
    }

    /// Made by Howdah, or agreed to: here, or in an earlier run.
    public func knows(_ folder: String) -> Bool {
        guard let place = Place(folder), Self.concerns(folder).isEmpty else { return false }
        return agreed.withLock { $0.contains(place) } || file.map { Self.kept(in: $0).contains(place) } == true
    }

    /// A folder that others may change is agreed to for this run only.
    func agree(_ folder: String) {
        guard let place = Place(folder) else { return }
        agreed.withLock { _ = $0.insert(place) }
        guard let file, Self.concerns(folder).isEmpty else { return }
        var kept = Self.kept(in: file)
        guard !kept.contains(place) else { return }
        kept.removeAll { $0.path == place.path }
        // A home that cannot be written to is asked again the next time.
        guard let text = try? JSONText.encode(kept + [place]) else { return }
        try? Files.makeFolder(Paths.parent(of: file), mode: 0o700)
        try? Files.write(text + "\n", to: file, mode: 0o600)
    }

    /// Every project that was made or agreed to, by its real path.
    func folders() -> [String] {
        let kept = file.map { Self.kept(in: $0) } ?? []
        return agreed.withLock { $0.union(kept) }.map(\.path)
    }

    /// Only what this user wrote counts.
    private static func kept(in file: String) -> [Place] {
        var info = stat()
        guard lstat(file, &info) == 0, info.st_uid == geteuid(), info.st_mode & S_IFMT == S_IFREG,
            info.st_mode & 0o022 == 0, let text = try? Files.read(file)
        else { return [] }
        return (try? JSONText.decode([Place].self, from: text)) ?? []
    }

    /// Who else could have put code into a folder; sentences.
    ///
    /// root may do that anyway, and behind sudo is the person whose folder it is.
    public static func concerns(_ folder: String, _ environment: [String: String] = [:]) -> [String] {
        var info = stat()
        guard stat(folder, &info) == 0 else { return [] }
        var concerns: [String] = []
        if ![geteuid(), 0].contains(info.st_uid), environment["SUDO_UID"] != String(info.st_uid) {
            concerns.append(Words.Files.otherOwner(folder, Files.owner(of: folder) ?? String(info.st_uid)))
        }
        if info.st_mode & S_IWOTH != 0, info.st_mode & S_ISVTX == 0 { concerns.append(Words.Files.openFolder(folder)) }
        return concerns
    }

    /// The question, as something that is to be settled first; nil: nothing to ask.
    func finding(_ id: StepID, _ layout: Layout, _ services: Services) -> Finding? {
        // The steps that are PostgreSQL's run nothing of a project's, but what its `.howdah` says.
        guard ![.postgres, .database].contains(id) || Files.exists(layout.state), isToAsk(layout) else { return nil }
        let shown = Paths.shown(layout.project, home: services.user.home)
        var finding = Finding(
            id, "trust", .problem, Words.Trust.question(shown),
            detail: ([Words.Trust.explanation(shown)] + Self.concerns(layout.project, services.environment)).joined(
                separator: " "), cause: "project-not-trusted")
        finding.fixes = [
            Fix(
                id: Fix.trustID,
                [Action(Words.Trust.agree(shown), why: Words.Trust.agreeWhy, .trust(layout.project))], automatic: false)
        ]
        return finding
    }
}

extension Fix {
    static let trustID = "trust"

    /// It only says yes: what that makes possible is still to be shown.
    public var isConsent: Bool { id == Self.trustID }
}

extension Engine {
    /// The person agreed to run the project's own code.
    public func agree() { services.trust.agree(layout.project) }
}
