import Foundation
import HowdahTestSupport
import HowdahText
import Testing

@testable import HowdahSetup

/// Step 4 against a real server.
@Suite(.heavy) struct CreateDatabaseTests {
    /// One that a killed run has just started lets nobody in for a moment.
    @Test func aServerThatIsStartingIsWaitedFor() async throws {
        try await Site.with(project: false) { site in
            let cluster = site.cluster
            try await cluster.stop()
            // It looks for an archive for some seconds, as it would read its log after a crash.
            let script = """
                printf '%s\\n' "restore_command = 'sleep 1; false'" 'hot_standby = off' >> "$1/postgresql.conf"
                touch "$1/recovery.signal"
                exec "$0" --pgdata "$1" --log "$1/log" --no-wait --silent start
                """
            let words = ["/bin/sh", "-c", script, try ScratchCluster.binaries() + "/pg_ctl", cluster.data]
            try await run(words, as: cluster.account).orThrow()
            try await waitUntil("the server answers that it starts") {
                let log = (try? Files.read(cluster.data + "/log")) ?? ""
                return log.contains("starting PostgreSQL") ? true : nil
            }
            let (outcome, recorder) = try await site.advance(.database)
            #expect(outcome == .done, "\(recorder.diagnoses)")
        }
    }

    @Test func roleAndDatabaseAreMadeOnce() async throws {
        try await Site.with(project: false) { site in
            let (outcome, recorder) = try await site.advance(.database)
            #expect(outcome == .done, "\(recorder.diagnoses)")
            let sql = site.cluster.sql
            let database = try await sql(
                """
                SELECT pg_get_userbyid(datdba), pg_encoding_to_char(encoding), shobj_description(oid, 'pg_database')
                FROM pg_database WHERE datname = 'school'
                """, "postgres")
            #expect(database == "learner|UTF8|\(site.mark)")
            let role = try await sql(
                """
                SELECT rolcanlogin, rolsuper, rolcreatedb, shobj_description(oid, 'pg_authid'), rolconfig
                FROM pg_roles WHERE rolname = 'learner'
                """, "postgres")
            #expect(
                role
                    == #"t|f|f|\#(site.mark)|{client_encoding=utf8,"default_transaction_isolation=read committed",TimeZone=UTC}"#
            )
            // What PostgreSQL 15 took from everybody but the owner.
            let may = try await sql("SELECT has_schema_privilege('learner', 'public', 'CREATE')", "school")
            #expect(may == "t")

            let before = try await sql("SELECT rolpassword FROM pg_authid WHERE rolname = 'learner'", "postgres")
            let (again, second) = try await site.advance(.database)
            #expect(again == .alreadyDone)
            #expect(second.actions.isEmpty)
            let after = try await sql("SELECT rolpassword FROM pg_authid WHERE rolname = 'learner'", "postgres")
            #expect(before == after)
        }
    }

    @Test(
        arguments: zip(
            ["my db", "Ünïcode", #"a"b"#, "it's", #"back\slash"#, "select", "{curly}", "100%", "日本🐘"],
            [
                "p w", "pässwörd🐘", #"qu"o'te"#, "100%s%", #"b\a\\ck"#, "#hash?&=/", "{x}", " lead",
                String(repeating: "long", count: 256),
            ]))
    func oddNamesAndPasswords(name: String, password: String) async throws {
        try await Site.with(role: name, database: name, password: password, project: false) { site in
            let (outcome, recorder) = try await site.advance(.database)
            #expect(outcome == .done, "\(recorder.diagnoses)")
            let (again, _) = try await site.advance(.database)
            #expect(again == .alreadyDone)
            let found = try await site.cluster.sql(
                "SELECT datname, pg_get_userbyid(datdba) FROM pg_database WHERE datname NOT IN ('postgres', 'template0', 'template1')"
            )
            #expect(found == "\(name)|\(name)")
        }
    }

    /// The password that the answers name, where the URL has none.
    @Test func aPasswordFromTheEnvironment() async throws {
        let password = #"o'd"d\ %p#ä"#
        try await Site.with(project: false, ["PW": password]) { site in
            var site = site
            site.services.environment["APP_URL"] = "postgresql://learner@127.0.0.1:\(site.cluster.port)/school"
            site.answers.database.password = .environment("PW")
            let (outcome, recorder) = try await site.advance(.database)
            #expect(outcome == .done, "\(recorder.diagnoses)")
            let own = Connection(
                host: "127.0.0.1", port: site.cluster.port, user: "learner", database: "school",
                password: .databasePassword)
            let fresh = Services.scratch(site.base)
            try fresh.secrets.put(.databasePassword, Secret(password), persist: false)
            let rows = try await fresh.query(["SELECT current_user"], .direct(own))
            #expect(rows == [["learner"]])
        }
    }

    @Test func thePreviewHidesThePasswordAndIsWhatRuns() async throws {
        try await Site.with(project: false) { site in
            let (_, recorder) = try await site.advance(.database)
            let text = recorder.actions.map(\.preview).joined(separator: "\n")
            #expect(!text.contains(Site.password))
            #expect(text.contains("CREATE ROLE learner LOGIN;"))
            #expect(text.contains("CREATE DATABASE school OWNER learner TEMPLATE template0 ENCODING 'UTF8';"))
            #expect(text.contains("ALTER ROLE learner PASSWORD 'SCRAM-SHA-256$"))
        }
    }

    // MARK: what is there already

    private func catalogue(_ cluster: ScratchCluster) async throws -> String {
        try await cluster.sql(
            """
            SELECT rolname, rolpassword, rolsuper, rolcanlogin, rolvaliduntil FROM pg_authid ORDER BY 1;
            SELECT setdatabase, setconfig FROM pg_db_role_setting ORDER BY 2;
            SELECT datname, datdba, datacl FROM pg_database ORDER BY 1; SELECT * FROM pg_auth_members ORDER BY 1, 2;
            """)
    }

    @Test(arguments: [
        ("CREATE ROLE learner LOGIN PASSWORD 'theirs'", "role-exists"),
        ("CREATE ROLE learner SUPERUSER LOGIN PASSWORD 'theirs'", "role-exists"),
        ("CREATE ROLE other; CREATE DATABASE school OWNER other", "database-exists"),
        ("CREATE DATABASE school", "database-exists"),
        ("CREATE ROLE learner LOGIN PASSWORD 'theirs'; CREATE DATABASE school OWNER learner", "role-exists"),
    ])
    func whatHowdahDidNotMakeIsRefused(statements: String, cause: String) async throws {
        try await Site.with(project: false) { site in
            // One statement a line: CREATE DATABASE stands alone.
            try await site.cluster.sql(statements.replacingOccurrences(of: "; ", with: ";\n") + ";")
            let before = try await catalogue(site.cluster)
            let (outcome, recorder) = try await site.advance(.database)
            #expect(outcome == .failed)
            #expect(recorder.diagnoses.first?.cause.rawValue == cause)
            #expect(recorder.actions.isEmpty)
            let after = try await catalogue(site.cluster)
            #expect(before == after)
        }
    }

    @Test func whatExistsIsAdoptedOnRequest() async throws {
        try await Site.with(project: false) { site in
            var site = site
            try await site.cluster.sql(
                "CREATE ROLE learner NOLOGIN;\nCREATE ROLE other;\nCREATE DATABASE school OWNER other;")
            try await site.cluster.sql("CREATE TABLE kept (x int); INSERT INTO kept VALUES (7)", database: "school")
            site.answers.database.existing = .adopt
            let (outcome, recorder) = try await site.advance(.database)
            #expect(outcome == .done, "\(recorder.diagnoses)")
            let kept = try await site.cluster.sql("SELECT x FROM kept", database: "school")
            #expect(kept == "7")
            let (again, _) = try await site.advance(.database)
            #expect(again == .alreadyDone)
        }
    }

    @Test func aSuperuserIsNeverAdopted() async throws {
        try await Site.with(project: false) { site in
            var site = site
            try await site.cluster.sql("CREATE ROLE learner SUPERUSER LOGIN PASSWORD 'theirs'")
            site.answers.database.existing = .adopt
            let before = try await catalogue(site.cluster)
            let (outcome, _) = try await site.advance(.database)
            #expect(outcome == .failed)
            let after = try await catalogue(site.cluster)
            #expect(before == after)
        }
    }

    @Test(arguments: [
        "ALTER ROLE learner PASSWORD 'drifted'", "ALTER ROLE learner NOLOGIN", "ALTER ROLE learner PASSWORD NULL",
    ])
    func driftOfHowdahsOwnRoleIsMended(statement: String) async throws {
        try await Site.with(project: false, done: [.database]) { site in
            try await site.cluster.sql(statement)
            let findings = try await site.inspect(.database)
            #expect(!findings.areDone)
            let (outcome, recorder) = try await site.advance(.database)
            #expect(outcome == .done, "\(recorder.diagnoses)")
            let (again, _) = try await site.advance(.database)
            #expect(again == .alreadyDone)
        }
    }

    @Test func anExpiredRoleIsNamed() async throws {
        try await Site.with(project: false, done: [.database]) { site in
            try await site.cluster.sql("ALTER ROLE learner VALID UNTIL '2001-01-01'")
            let (outcome, recorder) = try await site.advance(.database)
            #expect(outcome == .failed)
            #expect(recorder.diagnoses.first?.cause == "role-expired")
        }
    }

    /// PostgreSQL 15: all privileges on the database are not enough; who owns it may create.
    @Test func anotherOwnerIsReplacedWhereHowdahMadeTheDatabase() async throws {
        try await Site.with(project: false, done: [.database]) { site in
            try await site.cluster.sql("ALTER DATABASE school OWNER TO postgres")
            let before = try await site.cluster.sql(
                "SELECT has_schema_privilege('learner', 'public', 'CREATE')", database: "school")
            #expect(before == "f")
            let (outcome, recorder) = try await site.advance(.database)
            #expect(outcome == .done, "\(recorder.diagnoses)")
            let after = try await site.cluster.sql(
                "SELECT has_schema_privilege('learner', 'public', 'CREATE')", database: "school")
            #expect(after == "t")
        }
    }

    @Test func aRunKilledBetweenRoleAndDatabaseGoesOn() async throws {
        try await Site.with(project: false) { site in
            try await site.cluster.sql(
                "CREATE ROLE learner LOGIN; COMMENT ON ROLE learner IS '\(site.mark)'; ALTER ROLE learner PASSWORD 'of the killed run'"
            )
            let (outcome, recorder) = try await site.advance(.database)
            #expect(outcome == .done, "\(recorder.diagnoses)")
            #expect(!recorder.actions.contains { $0.preview.contains("CREATE ROLE") })
        }
    }

    /// The server goes on with the CREATE DATABASE of a run that was killed: it may end between two looks.
    @Test func aDatabaseThatAppearsWhileOneLooks() async throws {
        try await Site.with(project: false) { site in
            var site = site
            let (cluster, mark, query) = (site.cluster, site.mark, site.services.query)
            try await cluster.sql(
                "CREATE ROLE learner LOGIN; COMMENT ON ROLE learner IS '\(mark)'; ALTER ROLE learner PASSWORD '\(Site.password)'"
            )
            site.services.query = { (statements, route) async throws(Failure) in
                do throws(Failure) { return try await query(statements, route) } catch {
                    if error.sqlState == "3D000" { _ = try? await cluster.sql("CREATE DATABASE school OWNER learner") }
                    throw error
                }
            }
            let found = try await site.inspect(.database)
            #expect(found["login"]?.state == .ok, "\(found)")
            let (outcome, recorder) = try await site.advance(.database)
            #expect(outcome == .alreadyDone || outcome == .done, "\(recorder.diagnoses)")
        }
    }

    // MARK: who asks

    @Test func anAdministratorWhoIsNoSuperuser() async throws {
        try await Site.with(project: false) { site in
            var site = site
            try await site.cluster.sql("CREATE ROLE boss LOGIN CREATEROLE CREATEDB PASSWORD 'boss'")
            site.services.environment["ADMIN_URL"] = site.cluster.url(
                user: "boss", password: "boss", database: "postgres")
            let (outcome, recorder) = try await site.advance(.database)
            #expect(outcome == .done, "\(recorder.diagnoses)")
            let (again, _) = try await site.advance(.database)
            #expect(again == .alreadyDone)
        }
    }

    @Test func anAdministratorWithoutTheRight() async throws {
        try await Site.with(project: false) { site in
            var site = site
            try await site.cluster.sql("CREATE ROLE guest LOGIN PASSWORD 'guest'")
            site.services.environment["ADMIN_URL"] = site.cluster.url(
                user: "guest", password: "guest", database: "postgres")
            let (outcome, recorder) = try await site.advance(.database)
            #expect(outcome == .failed)
            #expect(recorder.diagnoses.first?.cause == "create-privilege-missing")
            #expect(recorder.actions.isEmpty)
        }
    }

    @Test func aHostedDatabaseIsOnlyVerified() async throws {
        try await Site.with(admin: false, project: false) { site in
            try await site.cluster.sql(
                "CREATE ROLE learner LOGIN PASSWORD '\(Site.password)';\nCREATE DATABASE school OWNER learner;")
            let (outcome, recorder) = try await site.advance(.database)
            #expect(outcome == .alreadyDone, "\(recorder.diagnoses)")
            #expect(recorder.actions.isEmpty)
        }
    }

    @Test(arguments: [
        ("", "password-auth-failed"), ("CREATE ROLE learner LOGIN PASSWORD '\(Site.password)'", "database-missing"),
        ("CREATE ROLE learner LOGIN PASSWORD 'other';\nCREATE DATABASE school OWNER learner", "password-auth-failed"),
        ("CREATE ROLE learner LOGIN PASSWORD '\(Site.password)';\nCREATE DATABASE school", "schema-public-permission"),
        (
            "CREATE ROLE learner NOLOGIN PASSWORD '\(Site.password)';\nCREATE DATABASE school OWNER learner",
            "role-nologin"
        ),
    ])
    func aHostedDatabaseThatDoesNotOpen(statements: String, cause: String) async throws {
        try await Site.with(admin: false, project: false) { site in
            if !statements.isEmpty { try await site.cluster.sql(statements + ";") }
            let (outcome, recorder) = try await site.advance(.database)
            #expect(outcome == .failed)
            #expect(recorder.diagnoses.first?.cause.rawValue == cause)
        }
    }

    @Test func aServerThatIsDown() async throws {
        try await Site.with(project: false) { site in
            try await site.cluster.stop()
            let (outcome, recorder) = try await site.advance(.database)
            #expect(outcome == .failed)
            #expect(recorder.diagnoses.first?.cause == "postgres-not-running")
        }
    }
}
