import HowdahText

extension Doctor {
    /// Steps 1 and 4: the server that the settings name, the login, and what the role may do there.
    ///
    /// Django's own connection is the first witness. Only where it failed does Howdah ask again, by libpq, because
    /// that tells the SQLSTATE, which the adapters do not.
    func lookAtServer(_ seen: inout Examination) async -> [Finding] {
        guard let application = seen.application, let state = seen.django else {
            let server = await anyServer(seen)
            return [server] + (await planned(&seen, server.state == .ok))
        }
        seen.administrator = await administrator(of: application, seen.choice)
        let address = application.address
        if let version = state.serverVersion {
            let answers = Finding(
                .postgres, "server", .ok,
                Words.Doctor.answers("\(version / 10000).\(version % 10000)", address))
            let login = Finding(
                .database, "login", .ok,
                Words.Doctor.login(application.user.sanitisedLine, application.database.sanitisedLine))
            return [answers, login] + rights(state, application) + session(state, application)
        }
        let django = state.migrations?.error ?? .init(kind: "", message: "", sqlstate: nil)
        do throws(Failure) {
            _ = try await services.query(["SELECT 1"], .direct(application))
        } catch {
            return await refined(error, application, &seen)
        }
        // libpq gets in, the project's adapter does not: what the adapter says is the cause.
        return [
            Finding(.postgres, "server", .ok, Words.Doctor.answers("", address)),
            .failed(.database, "login", django.failure),
        ]
    }

    /// A project that does not use PostgreSQL yet, or whose settings do not load: is there one at all?
    private func anyServer(_ seen: Examination) async -> Finding {
        if let choice = seen.choice {
            let cause = await privateCause(choice)?.0
            return Finding(
                .postgres, "server", choice.state == .running ? .ok : cause == nil ? .missing : .problem,
                choice.title(home: services.user.home), cause: cause, evidence: .server(choice))
        }
        let search = ServerSearch(answers: answers ?? Answers(), services: services)
        if let port = await search.listening().first?.port {
            return Finding(.postgres, "server", .ok, Words.Doctor.answers("", "localhost:\(port)"))
        }
        guard await Binaries.all(services).isEmpty else {
            return Finding(.postgres, "server", .unknown, Words.Doctor.installedNotRunning)
        }
        return Finding(
            .postgres, "server", .missing, Words.Postgres.notInstalled, cause: "postgres-tools-not-found")
    }

    /// The settings do not lead to it yet; but the answers say which role and database there shall be.
    private func planned(_ seen: inout Examination, _ runs: Bool) async -> [Finding] {
        guard runs, let answers, let choice = seen.choice else {
            return [Finding(.database, "login", .unknown, Words.Doctor.notLooked)]
        }
        seen.application = DatabaseTarget.on(choice, answers).application
        seen.administrator = choice.server.admin
        return await Step[.database].inspect(answers, services).filter { $0.check != "server" }
    }

    private func administrator(of application: Connection, _ choice: ServerChoice?) async -> Route? {
        if let server = choice?.server, server.port == application.port, let admin = server.admin { return admin }
        return await ServerSearch(answers: answers ?? Answers(), services: services)
            .administrator(port: application.port, host: application.host)
    }

    // MARK: a login that failed

    private func refined(_ failure: Failure, _ application: Connection, _ seen: inout Examination) async -> [Finding] {
        let reached = failure.sqlState.map { !$0.isEmpty } ?? false
        guard reached else {
            return [
                await unreachable(failure, application, &seen),
                Finding(.database, "login", .unknown, Words.Doctor.notLooked),
            ]
        }
        let server = Finding(.postgres, "server", .ok, Words.Doctor.answers("", application.address))
        if failure.sqlState == "57P03" {
            return [
                .failed(.postgres, "server", failure), Finding(.database, "login", .unknown, Words.Doctor.notLooked),
            ]
        }
        // Two servers on one computer: the settings lead to the one that does not know this project.
        if ["28P01", "28000", "3D000"].contains(failure.sqlState), !application.isLocalSocket,
            let place = await elsewhere(application, seen)
        {
            seen.administrator = await administrator(of: place, seen.choice)
            return [
                found(place, instead: application, "wrong-port"),
                Finding(.database, "login", .unknown, Words.Doctor.notLooked),
            ]
        }
        var finding = Finding.failed(.database, "login", failure)
        if ["28P01", "28000"].contains(failure.sqlState) {
            if seen.administrator.map(\.needsPerson) ?? true, failure.sqlState == "28P01" {
                finding.detail = Words.Doctor.whichOfFour
            }
            if let cause = await roleCause(application, seen) {
                finding.cause = cause
                finding.title = Words.Causes.page(cause.rawValue).title
                finding.detail = Words.Doctor.roleDetail(cause.rawValue, application.user.sanitisedLine)
            } else if services.secrets.get(.settingsPassword) == nil, failure.sqlState != "28000" {
                finding.cause = "password-missing"
                finding.title = Words.Causes.page("password-missing").title
            }
        }
        return [server, finding]
    }

    /// What only an administrator sees: four reasons share 28P01. nil: nobody may look, or nothing is wrong there.
    private func roleCause(_ application: Connection, _ seen: Examination) async -> Cause? {
        guard let admin = seen.administrator, !admin.needsPerson else { return nil }
        let sql: SQL = """
            SELECT rolcanlogin, coalesce(rolvaliduntil < now(), false) FROM pg_roles \
            WHERE rolname = \(literal: application.user)
            """
        guard let rows = try? await services.query([sql], admin) else { return nil }
        guard let row = rows.first, row.count == 2 else { return "role-missing" }
        if row[0] != "t" { return "role-nologin" }
        return row[1] == "t" ? "role-expired" : nil
    }

    /// No server answered there: stopped, somewhere else, or never to be found under that name.
    private func unreachable(
        _ failure: Failure, _ application: Connection, _ seen: inout Examination
    ) async -> Finding {
        var finding = Finding.failed(.postgres, "server", failure)
        var said = ""
        if case .private? = seen.choice?.server.kind {
            if let choice = seen.choice, let (cause, line) = await privateCause(choice) {
                finding.cause = cause
                said = line
            }
        } else if let problem = await ownClusterProblem() {
            return .failed(.postgres, "server", problem)
        }
        if finding.cause != "stale-postmaster-pid", finding.cause != "data-dir-permissions" {
            if let place = await elsewhere(application, seen) {
                seen.administrator = await administrator(of: place, seen.choice)
                // A name that nobody knows, or a host that does not answer, is the cause already.
                if finding.cause != "host-unresolvable", finding.cause != "connection-timeout" {
                    finding.cause = application.isLocalSocket ? "socket-path-mismatch" : "wrong-port"
                }
                return found(place, instead: application, finding.cause ?? "wrong-port")
            }
        }
        if finding.cause == "postgres-not-running", seen.choice.map(\.isPrivate) != true,
            let cluster = await stoppedCluster(seen), Files.exists(cluster.dataDirectory),
            !Files.isClosed(cluster.dataDirectory, owner: cluster.owner)
        {
            finding.cause = "data-dir-permissions"
        }
        if case .private(let cluster)? = seen.choice?.server.kind, seen.choice?.state == .notMade {
            finding.title = Words.Doctor.dataGone
            finding.detail = Words.Doctor.dataGoneDetail(
                Paths.shown(cluster.dataDirectory, home: services.user.home))
            return finding
        }
        if let cause = finding.cause, let title = Words.Causes.title(cause.rawValue) {
            finding.title = title
            finding.detail =
                said.isEmpty ? Words.Causes.page(cause.rawValue).explanation : Words.Doctor.serverSays(said)
        }
        return finding
    }

    private func found(_ place: Connection, instead application: Connection, _ cause: Cause) -> Finding {
        Finding(
            .postgres, "server", .problem, Words.Causes.page(cause.rawValue).title,
            detail: Words.Doctor.elsewhere(application.address, place.address), cause: cause,
            evidence: .elsewhere(place))
    }

    /// Why the project's own server does not run, and its own line about it, if the cause alone does not tell it;
    /// nil: it runs, or it was never made.
    private func privateCause(_ choice: ServerChoice) async -> (Cause, line: String)? {
        guard choice.state == .stopped else { return nil }
        guard case .private(let cluster) = choice.server.kind else { return ("postgres-not-running", "") }
        if PidFile(of: cluster.dataDirectory).isStale { return ("stale-postmaster-pid", "") }
        if !Files.isClosed(cluster.dataDirectory) { return ("data-dir-permissions", "") }
        if let configured = cluster.configuredPort, cluster.port != configured { return ("pg-port-in-use", "") }
        guard let problem = await startProblem(cluster) else { return ("postgres-not-running", "") }
        guard problem.cause == "service-start-failed" else { return (problem.cause, "") }
        return (problem.cause, problem.evidence.split(separator: "\n").suffix(2).joined(separator: "\n"))
    }

    /// What its own programs say against a start, and what the last start failed of; nil: nothing is known.
    private func startProblem(_ cluster: PrivateCluster) async -> Diagnosis? {
        // Reads the configuration as a start would, prints one value of it, and ends.
        let command = Command(
            cluster.binaries + "/postgres", ["-C", "data_directory", "-D", cluster.dataDirectory], directory: "/")
        if let result = try? await services.capture(command), result.code != 0 {
            var problem = Diagnosis(
                of: .command(program: "postgres", code: result.code, output: result.output + result.errors))
            if problem.cause == "unknown" { problem.cause = "service-start-failed" }
            return problem
        }
        guard let end = try? Files.tail(cluster.logFile, most: Self.startLog) else { return nil }
        let lines = String(decoding: end, as: UTF8.self).split(separator: "\n")
        let start = lines.lastIndex { $0.contains("starting PostgreSQL") }
        // A server that wrote so much since its start did start.
        guard start != nil || end.count == Files.size(cluster.logFile) else { return nil }
        let last = lines[(start ?? lines.startIndex)...].joined(separator: "\n")
        guard last.contains("FATAL:"), !last.contains("ready to accept connections") else { return nil }
        let problem = Diagnosis(of: .command(program: "postgres", code: 1, output: last))
        return Self.causesOfStart.contains(problem.cause) ? problem : nil
    }

    /// In bytes: more than a start that fails writes.
    private static let startLog = 256 << 10

    /// Those that the next start would meet again.
    static let causesOfStart: Set<Cause> = [
        "locale-invalid", "shared-memory-limit", "out-of-memory", "disk-full", "data-dir-version-mismatch",
        "service-start-failed",
    ]

    /// Why the answers lead to no server: data of a version whose programs are gone, a folder that nobody may read.
    private func ownClusterProblem() async -> Failure? {
        guard let answers, Files.exists(layout.dataDirectory) else { return nil }
        do throws(Failure) {
            _ = try await ServerSearch.choose(answers, services)
            return nil
        } catch { return error }
    }

    /// A running server that lets the project's own login in, under another address.
    func elsewhere(_ application: Connection, _ seen: Examination) async -> Connection? {
        let search = ServerSearch(answers: answers ?? Answers(), services: services)
        var places: [Connection] = []
        func add(_ host: String, _ port: Int) {
            var place = application
            (place.host, place.port) = (host, port)
            place.options["connect_timeout"] = "3"
            if place.address != application.address, !places.contains(place) { places.append(place) }
        }
        if let server = seen.choice?.server, seen.choice?.state == .running { add(server.host, server.port) }
        if application.isLocalSocket { add("localhost", application.port) }
        for server in await search.listening() {
            add("localhost", server.port)
            if application.isLocalSocket, let folder = server.folder { add(folder, server.port) }
        }
        for place in places where (try? await services.query(["SELECT 1"], .direct(place))) != nil {
            var place = place
            place.options["connect_timeout"] = application.options["connect_timeout"]
            return place
        }
        return nil
    }

    // MARK: rights

    private func rights(_ state: DjangoState, _ application: Connection) -> [Finding] {
        guard let rights = state.rights else { return [] }
        let role = application.user.sanitisedLine
        guard let schema = rights.schema else {
            return [
                Finding(
                    .database, "rights", .problem, Words.Causes.page("no-schema-selected").title,
                    detail: Words.Doctor.searchPath(rights.searchPath.sanitisedLine), cause: "no-schema-selected")
            ]
        }
        if rights.foreignTables > 0 {
            return [
                Finding(
                    .database, "rights", .problem,
                    Words.Doctor.foreignTables(
                        rights.foreignTables, (rights.foreignOwner ?? "").sanitisedLine, role),
                    detail: Words.Causes.page("not-table-owner").explanation, cause: "not-table-owner")
            ]
        }
        guard rights.mayCreate else {
            return [
                Finding(
                    .database, "rights", .problem, Words.Database.mayNotCreate(role),
                    detail: Words.Causes.page("schema-public-permission").explanation,
                    cause: "schema-public-permission")
            ]
        }
        return [
            Finding(.database, "rights", .ok, Words.Doctor.mayCreate(role, schema.sanitisedLine))
        ]
            + (rights.sortsOtherwise == true
                ? [
                    Finding(
                        .database, "collation", .warning, Words.Causes.page("collation-version-mismatch").title,
                        cause: "collation-version-mismatch")
                ] : [])
    }

    /// What every session of this role begins with, where nothing works under it.
    private func session(_ state: DjangoState, _ application: Connection) -> [Finding] {
        guard let session = state.session else { return [] }
        func problem(_ cause: Cause, _ detail: String) -> [Finding] {
            [
                Finding(
                    .database, "session", .problem, Words.Causes.page(cause.rawValue).title, detail: detail,
                    cause: cause)
            ]
        }
        if session.readOnly {
            return problem(
                "database-read-only",
                session.isStandby ? Words.Doctor.isStandby : Words.Doctor.isReadOnly(application.user.sanitisedLine))
        }
        guard session.statementTimeout > 0, session.statementTimeout < Self.shortestStatement else { return [] }
        return problem(
            "statement-timeout",
            Words.Doctor.statementTimeout(application.user.sanitisedLine, session.statementTimeout))
    }

    /// In milliseconds: a limit below it ends what Django itself asks, or a migration of a table with a few rows.
    private static let shortestStatement = 1000
}

extension ServerChoice {
    fileprivate var isPrivate: Bool { if case .private = server.kind { true } else { false } }
}

extension Connection {
    /// As people name it: `localhost:5432`, or the socket's folder.
    var address: String { "\(host.isEmpty ? "socket" : host.sanitisedLine):\(port)" }

    /// Over a socket of this computer: by its folder, or by libpq's default.
    var isLocalSocket: Bool { host.isEmpty || host.hasPrefix("/") }
}
