import HowdahText

/// Decides which PostgreSQL server a project uses, from the answers and from what is really there.
///
/// The table of modes (README, "Where PostgreSQL comes from") is this file.
public struct ServerSearch: Sendable {
    let answers: Answers
    let services: Services

    /// The oldest major that any Django which Howdah installs can use.
    static let oldestMajor = 12

    /// The same answer for everybody who asks until an action changes something.
    public static func choose(_ answers: Answers, _ services: Services) async throws(Failure) -> ServerChoice {
        try await services.memo.value("server \(answers.project) \(answers.postgres)") {
            () async throws(Failure) -> ServerChoice in
            try await ServerSearch(answers: answers, services: services).choose()
        }
    }

    private var layout: Layout { Layout(base: services.base, answers: answers) }

    func choose() async throws(Failure) -> ServerChoice {
        switch answers.postgres.mode {
        case .url: return try await remote()
        case .private: return try await privateCluster()
        case .system: return try await system()
        case .auto:
            // What an earlier run began is gone on with.
            if !services.user.isRoot, Files.exists(layout.dataDirectory + "/PG_VERSION") {
                return try await privateCluster()
            }
            if services.user.isRoot { return try await system() }
            if let own = await administeredWithoutPassword() { return own }
            return try await privateCluster()
        }
    }

    // MARK: url

    /// What the URLs of the answers name: the application's connection, and an administrator's where there is one.
    func connections() throws(Failure) -> (application: Connection, admin: Route?) {
        let application = try SecretFiles.connection(
            answers.postgres.url, key: "postgres.url", password: .databasePassword, services)
        var admin: Route?
        if !answers.postgres.adminURL.isEmpty {
            admin = .direct(
                try SecretFiles.connection(
                    answers.postgres.adminURL, key: "postgres.admin_url", password: .adminPassword, services))
        }
        return (application, admin)
    }

    private func remote() async throws(Failure) -> ServerChoice {
        let (application, admin) = try connections()
        let rows = try await services.query([Self.versionQuery], admin ?? .direct(application))
        return ServerChoice(
            server: Server(
                kind: .remote, host: application.host, port: application.port, major: Self.major(rows), admin: admin,
                application: application),
            state: .running)
    }

    static let versionQuery: SQL = "SELECT current_setting('server_version_num')"

    static func major(_ rows: [[String?]]) -> Int { (rows.first?.first.flatMap { $0 }.flatMap(Int.init) ?? 0) / 10000 }

    // MARK: private

    private func privateCluster() async throws(Failure) -> ServerChoice {
        guard !services.user.isRoot else {
            throw .refused("run-as-root", sentence: Words.Postgres.rootPrivate, next: Words.Postgres.rootPrivateNext)
        }
        let data = layout.dataDirectory
        let all = await Binaries.all(services)
        let socket = try SocketFolder.path(for: data, services)
        if Files.exists(data + "/PG_VERSION") {
            let major = Int(try Files.read(data + "/PG_VERSION").trimmed) ?? 0
            guard let binaries = all.first(where: { $0.major == major }) else {
                throw .refused(
                    "data-dir-version-mismatch", sentence: Words.Postgres.noBinaries(for: major, data: data),
                    next: Words.Postgres.noBinariesNext(major))
            }
            let port = Self.port(inConfigurationOf: data) ?? answers.postgres.port
            // A project that was moved, or made by its own script, keeps the socket that its server knows.
            let socket = Self.setting("unix_socket_directories", inConfigurationOf: data) ?? socket
            var cluster = cluster(port: port, binaries: binaries.folder, socket: socket)
            // The process's word, not a login's: a login may fail for other reasons, and a running server is not touched.
            if cluster.isRunning {
                try await cluster.settle()
                cluster.port = Self.portOfRunning(data) ?? port
                return choice(cluster, major: major, .running, .found)
            }
            // Another project's server may have taken the port since: this one moves, and step 5 follows.
            if try services.freePort(port) != port { cluster.port = try await privatePort() }
            return choice(cluster, major: major, .stopped, .found)
        }
        let port = try await privatePort()
        if let newest = all.first(where: { $0.major >= Self.oldestMajor }) {
            return choice(
                cluster(port: port, binaries: newest.folder, socket: socket), major: newest.major, .notMade, .found)
        }
        let python = try await PythonSearch.facts(answers, services)
        let venv = Binaries.wheelVenv(services)
        let binaries = Binaries.wheelFolder(venv: venv, python: "python" + python.series)
        return choice(
            cluster(port: port, binaries: binaries, socket: socket), major: Binaries.wheelMajor, .notInstalled,
            .wheel(venv: venv))
    }

    /// The first free one; a port that a stopped cluster of the system or another project's is configured for counts
    /// as taken, because that one may start at the next boot, or tomorrow.
    private func privatePort() async throws(Failure) -> Int {
        let own = Files.resolved(layout.project)
        let others = services.trust.folders().filter { $0 != own }
            .compactMap { Self.port(inConfigurationOf: Layout.dataDirectory(in: $0)) }
        let claimed = Set(try await systemClusters().map(\.port) + others)
        var port = try services.freePort(answers.postgres.port)
        while claimed.contains(port) { port = try services.freePort(port + 1) }
        return port
    }

    private func cluster(port: Int, binaries: String, socket: String) -> PrivateCluster {
        PrivateCluster(
            dataDirectory: layout.dataDirectory, socketDirectory: socket, port: port, binaries: binaries,
            logFile: layout.logFolder + "/postgresql.log")
    }

    private func choice(
        _ cluster: PrivateCluster, major: Int, _ state: ServerChoice.State, _ source: ServerChoice.Source
    ) -> ServerChoice {
        ServerChoice(
            server: Server(
                kind: .private(cluster), host: answers.postgres.host, port: cluster.port, major: major,
                admin: Self.admin(of: cluster, services)),
            state: state, source: source)
    }

    /// Its owner, over its own socket: the operating system vouches for them (peer).
    static func admin(of cluster: PrivateCluster, _ services: Services) -> Route {
        .direct(
            Connection(
                host: cluster.socketDirectory, port: cluster.port, user: services.user.name, database: "postgres",
                options: ["requirepeer": services.user.name]))
    }

    /// The last `port = N` of the cluster's postgresql.conf: the one that counts.
    static func port(inConfigurationOf data: String) -> Int? {
        setting("port", inConfigurationOf: data).flatMap { Int($0) }
    }

    /// A setting of the cluster's postgresql.conf as its last line of that name has it, without quotes.
    private static func setting(_ name: String, inConfigurationOf data: String) -> String? {
        guard let text = try? Files.read(data + "/postgresql.conf") else { return nil }
        return text.split(separator: "\n").compactMap { line -> String? in
            let parts = line.split(separator: "=", maxSplits: 1)
            guard parts.count == 2, parts[0].trimmed == name else { return nil }
            let value = parts[1].trimmed
            return value.first == "'"
                ? String(value.dropFirst().prefix { $0 != "'" })
                : String(value.prefix { !$0.isWhitespace && $0 != "#" })
        }.last
    }

    /// The fourth line of postmaster.pid (PostgreSQL's pidfile.h).
    static func portOfRunning(_ data: String) -> Int? {
        guard let text = try? Files.read(data + "/postmaster.pid") else { return nil }
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        return lines.count > 3 ? Int(lines[3].trimmed) : nil
    }

    // MARK: system

    /// Folders in which packaged servers put their sockets.
    static let socketFolders = ["/var/run/postgresql", "/tmp"]

    private func system() async throws(Failure) -> ServerChoice {
        let clusters = try await systemClusters()
        let best =
            clusters.first { $0.online && $0.port == answers.postgres.port } ?? clusters.first { $0.online }
            ?? clusters.first
        if let best {
            return ServerChoice(
                server: Server(
                    kind: .system(best), host: answers.postgres.host, port: best.port, major: best.major,
                    admin: await systemAdmin(port: best.port, owner: best.owner)),
                state: best.online ? .running : .stopped)
        }
        // No postgresql-common: whoever listens on a socket is asked.
        for (folder, port, owner) in sockets() {
            let admin = await systemAdmin(folder: folder, port: port, owner: owner)
            let answer = try? await services.query([Self.versionQuery], admin)
            // Who may not look yet sees at least that somebody listens; 0 stands for an unknown version.
            guard let rows = answer ?? (admin.needsPerson ? [] : nil) else { continue }
            return ServerChoice(
                server: Server(
                    kind: .system(nil), host: answers.postgres.host, port: port, major: Self.major(rows), admin: admin),
                state: .running)
        }
        let packaged = ServerChoice(
            server: Server(
                kind: .system(nil), host: answers.postgres.host, port: 5432, major: 0,
                admin: becoming(folder: Self.socketFolders[0], port: 5432, owner: "postgres")),
            state: .notInstalled, source: .packages)
        return packaged
    }

    /// The newest first.
    func systemClusters() async throws(Failure) -> [SystemCluster] {
        guard services.find("pg_lsclusters") != nil else { return [] }
        let answer = try await services.capture(Command("pg_lsclusters", ["--no-header"]))
        return Self.clusters(in: answer.output).sorted { $0.major > $1.major }
    }

    /// `15  main  5432 online postgres /var/lib/postgresql/15/main /var/log/…`
    static func clusters(in text: String) -> [SystemCluster] {
        text.split(separator: "\n").compactMap { line in
            let words = line.split(separator: " ").map(String.init)
            // `down,binaries_missing`: the packages of that version were removed, its data stayed.
            guard words.count >= 6, let port = Int(words[2]), !words[3].contains("binaries_missing") else { return nil }
            return SystemCluster(
                version: words[0], name: words[1], port: port, online: words[3].hasPrefix("online"), owner: words[4],
                dataDirectory: words[5], logFile: words.count > 6 ? words[6] : "")
        }
    }

    /// Sockets of servers that belong to the system or to this user: anybody may put one into /tmp.
    private func sockets() -> [(folder: String, port: Int, owner: String)] {
        Self.socketFolders.flatMap { folder in Files.names(in: folder).compactMap { socket("\(folder)/\($0)") } }
    }

    private func socket(_ path: String) -> (folder: String, port: Int, owner: String)? {
        let name = Paths.name(of: path)
        guard name.hasPrefix(".s.PGSQL."), let port = Int(name.dropFirst(9)), let owner = Files.owner(of: path),
            ["root", "postgres", services.user.name].contains(owner)
        else { return nil }
        return (Paths.parent(of: path), port, owner)
    }

    /// Every PostgreSQL of this computer that can be told, private ones of other projects too.
    ///
    /// - Returns: the port, and the folder of the socket where one is known.
    func listening() async -> [(port: Int, folder: String?)] {
        var found: [(port: Int, folder: String?)] = allSockets().map { ($0.port, $0.folder) }
        for cluster in (try? await systemClusters()) ?? [] where cluster.online {
            if !found.contains(where: { $0.port == cluster.port }) { found.append((cluster.port, nil)) }
        }
        // A server in a container shows only its port.
        for port in 5432...5442 where !Ports.isFree(port) && !found.contains(where: { $0.port == port }) {
            found.append((port, nil))
        }
        return found
    }

    /// Linux tells where the sockets of all processes lie.
    private func allSockets() -> [(folder: String, port: Int, owner: String)] {
        var found = sockets()
        let text = (try? Files.read("/proc/net/unix")) ?? ""
        for line in text.split(separator: "\n") {
            guard let start = line.firstIndex(of: "/"), let other = socket(String(line[start...])),
                !found.contains(where: { $0.folder == other.folder && $0.port == other.port })
            else { continue }
            found.append(other)
        }
        return found
    }

    /// Who may be asked about roles and databases of the local server on that port; nil: nobody, or it is elsewhere.
    ///
    /// A route that `needsPerson` cannot be looked through, but an action may ask.
    ///
    /// - Parameter host: as the settings have it.
    func administrator(port: Int, host: String) async -> Route? {
        guard ["", "localhost", "127.0.0.1", "::1"].contains(host) || host.hasPrefix("/") else { return nil }
        for (folder, found, owner) in allSockets() where found == port {
            let own = own(folder, port, owner: owner)
            if await mayAdminister(own) { return own }
            let other = becoming(folder: folder, port: port, owner: owner)
            // As root, or where sudo asks nothing: looking must not ask.
            if owner != services.user.name, await mayAdminister(other) || other.needsPerson { return other }
        }
        return nil
    }

    /// This user's own login over a socket whose server must run as that owner.
    private func own(_ folder: String, _ port: Int, owner: String) -> Route {
        .direct(
            Connection(
                host: folder, port: port, user: services.user.name, database: "postgres",
                options: ["requirepeer": owner]))
    }

    private func becoming(folder: String, port: Int, owner: String) -> Route {
        .becoming(
            Become(services.user.isRoot ? .runuser : .sudo, user: owner),
            Connection(host: folder, port: port, user: owner, database: "postgres"))
    }

    /// As oneself where that suffices, else as the cluster's owner.
    private func systemAdmin(folder: String? = nil, port: Int, owner: String) async -> Route {
        let folder =
            folder ?? Self.socketFolders.first { Files.exists("\($0)/.s.PGSQL.\(port)") } ?? Self.socketFolders[0]
        let own = own(folder, port, owner: owner)
        if await mayAdminister(own) { return own }
        return becoming(folder: folder, port: port, owner: owner)
    }

    private func mayAdminister(_ route: Route) async -> Bool {
        let sql: SQL =
            "SELECT rolsuper OR (rolcreatedb AND rolcreaterole) FROM pg_roles WHERE rolname = current_user"
        return (try? await services.query([sql], route)) == [["t"]]
    }

    /// Homebrew's and Postgres.app's way, and that of a careful system administrator.
    private func administeredWithoutPassword() async -> ServerChoice? {
        for (folder, port, owner) in sockets() {
            let own = own(folder, port, owner: owner)
            guard await mayAdminister(own), let rows = try? await services.query([Self.versionQuery], own) else {
                continue
            }
            let cluster = (try? await systemClusters())?.first { $0.port == port && $0.online }
            return ServerChoice(
                server: Server(
                    kind: .system(cluster), host: answers.postgres.host, port: port, major: Self.major(rows), admin: own
                ),
                state: .running)
        }
        return nil
    }
}
