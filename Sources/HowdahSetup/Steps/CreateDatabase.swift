import HowdahText

extension Step {
    /// Step 4: the role that Django logs in as, and the database that it owns.
    static let createDatabase = Step(
        id: .database,
        inspect: { answers, services in
            do throws(Failure) {
                return try await findings(answers, services)
            } catch {
                return [.failed(.database, "server", error)]
            }
        },
        plan: { answers, findings, services throws(Failure) in
            guard !findings.areDone, findings.problem == nil,
                case .server(let choice)? = findings["server"]?.evidence
            else { return [] }
            let target = DatabaseTarget.on(choice, answers)
            guard let admin = choice.server.admin else {
                return [
                    Action(
                        Words.Database.tryLogin, why: Words.Database.tryLoginWhy,
                        .probe(.databaseLogin(target.application)))
                ]
            }
            var actions: [Action] = []
            if services.secrets.get(.databasePassword) == nil {
                guard answers.database.password == .generate else {
                    throw .refused(
                        "password-missing", sentence: Words.Answers.missing("database.password"),
                        next: Words.Answers.missingPasswordNext("database.password"))
                }
                actions.append(
                    Action(Words.Database.makePassword, why: Words.Database.makePasswordWhy, .secret(.databasePassword))
                )
            }
            let mark = Mark.comment(Layout(base: services.base, answers: answers))
            actions += roleActions(findings, target, admin, mark)
            actions += databaseActions(findings, target, admin, mark)
            actions.append(
                Action(
                    Words.Database.tryLogin, why: Words.Database.tryLoginWhy, .probe(.databaseLogin(target.application))
                ))
            return actions
        })

    private static func findings(_ answers: Answers, _ services: Services) async throws(Failure) -> [Finding] {
        let target = try await DatabaseTarget.of(answers, services)
        for (check, problem) in [
            ("role", DatabaseTarget.roleProblem(target.role)), ("database", DatabaseTarget.nameProblem(target.name)),
        ] {
            if let problem { return [Finding(.database, check, .problem, problem, cause: "unknown")] }
        }
        let server = Finding(
            .database, "server", .ok, Words.Database.on(target.application.host, target.application.port),
            evidence: .server(target.choice))
        guard target.choice.state == .running else {
            // In a server that only stands still they may be there.
            let isStopped = target.choice.state == .stopped
            return [
                server,
                Finding(
                    .database, "role", .missing,
                    isStopped ? Words.Database.serverStands : Words.Database.noRole(target.role)),
                Finding(
                    .database, "database", .missing,
                    isStopped ? Words.Database.serverStands : Words.Database.noDatabase(target.name)),
            ]
        }
        var login = await login(target, answers, services)
        guard let admin = target.choice.server.admin else { return [server, login] }
        if login.state == .ok, admin.needsPerson { return [server, login] }
        let inspection = DatabaseInspection(
            target: target, mark: Mark.comment(Layout(base: services.base, answers: answers)), services: services)
        let administrator: AdministratorFacts
        do throws(Failure) { administrator = try await inspection.administrator(admin) } catch {
            guard admin.needsPerson, case .command = error else { throw error }
            // Nobody was asked yet. What an empty server would need is planned; if something is there already,
            // the transaction fails whole, and the next look sees it.
            return [
                server, Finding(.database, "role", .missing, Words.Database.notLooked(target.role)),
                Finding(.database, "database", .missing, Words.Database.notLooked(target.name)),
                Finding(
                    .database, "administrator", .ok, Words.Database.willAsk(admin.connection.user),
                    evidence: .administrator(
                        AdministratorFacts(isSuperuser: true, mayCreateRoles: true, mayCreateDatabases: true))),
            ]
        }
        let role = try await inspection.role(admin)
        let database = try await inspection.database(admin)
        // A killed run's CREATE DATABASE may have come to its end between the two looks.
        if database != nil, login.cause == "database-missing" { login = await Self.login(target, answers, services) }
        let adopts = answers.database.existing == .adopt
        let opens = login.state == .ok
        let roleFinding = Self.finding(role, target, opens: opens, adopts: adopts)
        let mine = role?.madeByHowdah == true || adopts
        let databaseFinding = Self.finding(database, target, opens: opens, ownerIsMine: mine, adopts: adopts)
        var findings = [server, roleFinding, databaseFinding]
        let lacks =
            (role == nil && !administrator.mayCreateRoles) || (database == nil && !administrator.mayCreateDatabases)
        findings.append(
            Finding(
                .database, "administrator", lacks ? .problem : .ok,
                lacks
                    ? Words.Database.mayNotAdminister(admin.connection.user)
                    : Words.Database.administrator(admin.connection.user),
                cause: lacks ? "create-privilege-missing" : nil, evidence: .administrator(administrator)))
        if let database, database.encoding != "UTF8" {
            findings.append(
                Finding(.database, "encoding", .warning, Words.Database.notUTF8(database.name, database.encoding)))
        }
        // A login that fails because there is nothing yet to log in to, or as, says nothing new.
        if role?.canLogin == true, database != nil { findings.append(login) }
        return findings
    }

    private static func login(_ target: DatabaseTarget, _ answers: Answers, _ services: Services) async -> Finding {
        if target.application.password != nil, services.secrets.get(.databasePassword) == nil {
            return Finding(.database, "login", .missing, Words.Database.noPasswordYet(target.role))
        }
        do throws(Failure) {
            return finding(try await DatabaseInspection.login(target.application, services), target)
        } catch {
            if error.sqlState == "28P01", let facts = await ChangedPassword.adopt(target, answers, services) {
                return finding(facts, target)
            }
            // With an administrator at hand the plan sets the password; without, only the person can.
            let mendable = target.choice.server.admin != nil && error.sqlState == "28P01"
            let failed = Finding.failed(.database, "login", error)
            return mendable
                ? Finding(.database, "login", .missing, failed.title, cause: failed.cause, evidence: failed.evidence)
                : failed
        }
    }

    private static func finding(_ login: LoginFacts, _ target: DatabaseTarget) -> Finding {
        Finding(
            .database, "login", login.canCreate ? .ok : .missing,
            login.canCreate ? Words.Database.opens(target.role, target.name) : Words.Database.mayNotCreate(target.role),
            cause: login.canCreate ? nil : "schema-public-permission", evidence: .login(login))
    }

    private static func finding(_ role: RoleFacts?, _ target: DatabaseTarget, opens: Bool, adopts: Bool) -> Finding {
        guard let role else {
            return Finding(.database, "role", .missing, Words.Database.noRole(target.role))
        }
        let evidence = Evidence.role(role)
        if role.expired {
            return Finding(
                .database, "role", .problem, Words.Database.roleExpired(role.name), cause: "role-expired",
                evidence: evidence)
        }
        if opens || role.madeByHowdah || (adopts && !role.isSuperuser) {
            return Finding(
                .database, "role", role.canLogin ? .ok : .missing,
                role.canLogin ? Words.Database.role(role.name) : Words.Database.roleNoLogin(role.name),
                cause: role.canLogin ? nil : "role-nologin", evidence: evidence)
        }
        return Finding(
            .database, "role", .problem,
            role.isSuperuser ? Words.Database.superuserRole(role.name) : Words.Database.roleExists(role.name),
            detail: Words.Database.existsNext("database.user"), cause: "role-exists", evidence: evidence)
    }

    private static func finding(
        _ database: DatabaseFacts?, _ target: DatabaseTarget, opens: Bool, ownerIsMine: Bool, adopts: Bool
    ) -> Finding {
        guard let database else {
            return Finding(.database, "database", .missing, Words.Database.noDatabase(target.name))
        }
        if opens || database.madeByHowdah || adopts || (ownerIsMine && database.owner == target.role) {
            return Finding(
                .database, "database", .ok, Words.Database.database(database.name, database.owner),
                evidence: .database(database))
        }
        return Finding(
            .database, "database", .problem, Words.Database.databaseExists(database.name, database.owner),
            detail: Words.Database.existsNext("database.name"), cause: "database-exists", evidence: .database(database))
    }

    private static func roleActions(
        _ findings: [Finding], _ target: DatabaseTarget, _ admin: Route, _ mark: String
    ) -> [Action] {
        let role = target.role
        if findings["role"]?.evidence == Evidence.none {
            // One transaction: a killed run leaves a marked role or none.
            let statements: [SQL] = [
                "BEGIN", "CREATE ROLE \(identifier: role) LOGIN",
                "COMMENT ON ROLE \(identifier: role) IS \(literal: mark)",
                "ALTER ROLE \(identifier: role) PASSWORD \(verifier: .databasePassword)",
                "ALTER ROLE \(identifier: role) SET client_encoding TO 'utf8'",
                "ALTER ROLE \(identifier: role) SET default_transaction_isolation TO 'read committed'",
                "ALTER ROLE \(identifier: role) SET timezone TO 'UTC'", "COMMIT",
            ]
            return [
                Action(
                    Words.Database.createRole(role), why: Words.Database.createRoleWhy,
                    .sql(Statement(statements, route: admin)), inverse: .dropRole(name: role, route: admin))
            ]
        }
        let cannotLogin = findings["role"]?.cause == "role-nologin"
        // No finding about the login: it was not tried, because the database is not there yet.
        let passwordUnknown = findings["login"]?.state != .ok && findings["login"]?.cause != "schema-public-permission"
        guard cannotLogin || passwordUnknown else { return [] }
        return [
            Action(
                Words.Database.setPassword(role), why: Words.Database.setPasswordWhy,
                .sql(
                    Statement(
                        ["ALTER ROLE \(identifier: role) LOGIN PASSWORD \(verifier: .databasePassword)"], route: admin))
            )
        ]
    }

    private static func databaseActions(
        _ findings: [Finding], _ target: DatabaseTarget, _ admin: Route, _ mark: String
    ) -> [Action] {
        let (name, role) = (target.name, target.role)
        // Only a superuser may make somebody else the owner without being a member of that role.
        var membership: [SQL] = []
        if case .administrator(let facts)? = findings["administrator"]?.evidence, !facts.isSuperuser {
            membership = ["GRANT \(identifier: role) TO CURRENT_USER"]
        }
        if findings["database"]?.evidence == Evidence.none {
            return [
                Action(
                    Words.Database.createDatabase(name), why: Words.Database.createDatabaseWhy,
                    .sql(
                        Statement(
                            membership + [
                                "CREATE DATABASE \(identifier: name) OWNER \(identifier: role) TEMPLATE template0 ENCODING 'UTF8'",
                                "COMMENT ON DATABASE \(identifier: name) IS \(literal: mark)",
                                "GRANT ALL PRIVILEGES ON DATABASE \(identifier: name) TO \(identifier: role)",
                            ], route: admin)),
                    inverse: .dropDatabase(name: name, route: admin))
            ]
        }
        guard case .database(let database)? = findings["database"]?.evidence, database.owner != role,
            findings["login"]?.state != .ok
        else { return [] }
        return [
            Action(
                Words.Database.makeOwner(role, name), why: Words.Database.makeOwnerWhy,
                .sql(
                    Statement(
                        membership + ["ALTER DATABASE \(identifier: name) OWNER TO \(identifier: role)"], route: admin))
            )
        ]
    }
}
