import HowdahText
import Logging

/// How long each kind of action took on this computer: what "usual" means in the estimates.
///
/// A value, read once; a run adds to the file what it measured. It lies in the person's state folder (XDG), not in the
/// project: the next project is as fast as the last one.
public struct Times: Codable, Sendable, Equatable {
    /// What is known of the time that something takes.
    public struct Usual: Sendable, Equatable {
        public var seconds: Double
        /// Else it is a guess, and is told as one.
        public var isMeasured: Bool

        public init(seconds: Double, isMeasured: Bool) {
            self.seconds = seconds
            self.isMeasured = isMeasured
        }
    }

    /// Kind of action → seconds of the last runs, the newest last.
    private var measured: [String: [Double]] = [:]

    public init() {}

    /// More would remember a slower network for months.
    private static let most = 5

    /// The median of the last runs here; without one a guess (of an ordinary laptop and network).
    public func usual(_ action: Action) -> Usual {
        let kind = action.kind
        let known = (measured[kind.rawValue] ?? []).sorted()
        guard !known.isEmpty else { return Usual(seconds: kind.guess, isMeasured: false) }
        return Usual(seconds: known[known.count / 2], isMeasured: true)
    }

    /// Of several actions one after the other; measured if most of the time is.
    public func usual(_ actions: [Action]) -> Usual {
        let all = actions.map(usual)
        let sum = all.reduce(0) { $0 + $1.seconds }
        let known = all.reduce(0) { $0 + ($1.isMeasured ? $1.seconds : 0) }
        return Usual(seconds: sum, isMeasured: known * 2 > sum)
    }

    public mutating func add(_ action: Action, seconds: Double) {
        measured[action.kind.rawValue, default: []].append((seconds * 1000).rounded() / 1000)
        measured[action.kind.rawValue] = measured[action.kind.rawValue]?.suffix(Self.most)
    }

    /// `$XDG_STATE_HOME/howdah/times.json`
    static func file(_ environment: [String: String], home: String) -> String {
        let state = environment["XDG_STATE_HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil }
        return (state ?? home + "/.local/state") + "/howdah/times.json"
    }

    /// What was measured so far; a file that is not there or not readable is as good as none: these are only estimates.
    public static func load(_ services: Services) -> Times {
        guard let file = services.timesFile, let text = try? Files.read(file),
            let times = try? JSONText.decode(Times.self, from: text)
        else { return Times() }
        return times
    }

    /// Two runs at the same time may lose one measurement; that is no harm.
    static func record(_ action: Action, seconds: Double, _ services: Services) {
        guard let file = services.timesFile else { return }
        var times = load(services)
        times.add(action, seconds: seconds)
        do {
            try Files.makeFolder(Paths.parent(of: file), mode: 0o700)
            try Files.write(try JSONText.encode(times) + "\n", to: file, mode: 0o600)
        } catch {
            // A home that cannot be written to still gets its project.
            services.log.debug("times: \(error)")
        }
    }
}

extension Action {
    /// Actions that take about the same time wherever they run.
    enum Kind: String {
        case installWithUV = "install uv"
        case installWithPip = "install pip"
        case environment, migrate, packages, initialise, startServer, sql, edit, project, superuser, web, login, other

        /// Seconds, from runs with a cold cache on an ordinary computer.
        var guess: Double {
            switch self {
            case .installWithUV: 5
            case .installWithPip: 15
            case .packages: 60
            case .initialise, .migrate, .superuser: 2
            case .environment, .startServer, .project, .web, .login: 1
            case .sql, .edit, .other: 0.3
            }
        }
    }

    var kind: Kind {
        switch work {
        case .command(let command):
            if command.arguments.contains("migrate") { return .migrate }
            if command.arguments.contains("venv") { return .environment }
            if command.isPackageManager { return .packages }
            switch command.progress {
            case .pipRaw: return .installWithPip
            case .installer: return Paths.name(of: command.executable) == "uv" ? .installWithUV : .installWithPip
            case .migrations: return .migrate
            case .none: return .other
            }
        case .sql: return .sql
        case .edit, .restore, .line: return .edit
        case .server(.initialise): return .initialise
        case .server(.start), .server(.await), .server(.stop), .server(.admit): return .startServer
        case .server(.startWeb), .server(.stopWeb): return .web
        case .install: return .project
        case .secret, .trust, .server(.clearPid): return .other
        case .superuser: return .superuser
        case .probe: return .login
        }
    }

    /// Why it may be waiting, where it says nothing for long.
    public var likelyWait: Wait {
        switch work {
        case .command(let command):
            if command.terminal == .handOver { return .password }
            if command.isPackageManager { return .packageLock }
            switch command.progress {
            case .pipRaw, .installer: return .network
            case .migrations: return .databaseLock
            case .none: return .unknown
            }
        case .sql(let statement):
            if case .becoming(let how, _) = statement.route, how.program == .sudo { return .password }
            return .databaseLock
        case .server(.start), .server(.await): return .recovery
        default: return .unknown
        }
    }

    /// What something that is silent may be waiting for.
    public enum Wait: String, Sendable { case packageLock, network, password, databaseLock, recovery, unknown }
}

extension Command {
    /// The system's, which waits while another one of its kind runs.
    fileprivate var isPackageManager: Bool {
        let names: Set = ["apt-get", "apt", "dnf", "yum", "zypper", "pacman", "apk", "brew"]
        return ([executable] + arguments).contains { names.contains(Paths.name(of: $0)) }
    }
}

extension Action.Wait {
    /// The package managers say it themselves.
    public init?(line: String) {
        let text = line.lowercased()
        let signs = [
            "waiting for cache lock", "could not get lock", "another app is currently holding", "is held by process",
        ]
        guard signs.contains(where: text.contains) else { return nil }
        self = .packageLock
    }
}
