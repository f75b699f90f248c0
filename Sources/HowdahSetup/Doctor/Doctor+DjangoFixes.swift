import HowdahText

extension Doctor {
    /// Steps 6 and 7.
    func djangoFixes(_ cause: Cause, _ finding: Finding, _ seen: Examination) async -> [Fix] {
        guard let python = seen.python else { return [] }
        func manage(_ words: [String], _ title: String, _ why: String) -> Action {
            Action(
                title, why: why,
                .command(
                    Command(
                        python, ["manage.py"] + words, directory: layout.project,
                        progress: words[0] == "migrate" ? .migrations : .none,
                        progressTotal: seen.django?.migrations?.value?.pending.count ?? 0)))
        }
        let words = Words.Doctor.self
        switch cause {
        case "migrations-not-applied" where finding.step == .migrate:
            let migrations = seen.django?.migrations?.value
            let pending = migrations?.pending.count ?? 0
            if let statements = migrations?.missingSql, !statements.isEmpty, let application = seen.application {
                return [
                    fix(
                        cause, "tables",
                        [
                            Action(
                                words.makeAgain(
                                    tables: migrations?.missingTables?.count ?? 0,
                                    columns: migrations?.missingColumns?.count ?? 0), why: words.makeTablesWhy,
                                .sql(
                                    Statement(
                                        ["BEGIN"] + statements.map { SQL(django: $0) } + ["COMMIT"],
                                        route: .direct(application)))),
                            manage(["migrate", "--noinput"], words.afterTables, words.afterTablesWhy),
                        ])
                ]
            }
            let destroys = migrations?.destroys ?? []
            let why = destroys.isEmpty ? Words.Migrations.runWhy : words.destroys(destroys)
            return [
                fix(
                    cause, "migrate", [manage(["migrate", "--noinput"], Words.Migrations.run(pending), why)],
                    automatic: destroys.isEmpty,
                    typedName: destroys.isEmpty ? nil : seen.application?.database)
            ]
        case "models-not-migrated":
            var make = manage(["makemigrations"], words.makeMigrations, words.makeMigrationsWhy)
            // It asks what only the person knows: a field's old name, what its rows shall have.
            if case .command(var command) = make.work {
                command.terminal = .whole
                make.work = .command(command)
            }
            return [fix(cause, "make", [make], automatic: false)]
        case "conflicting-migrations":
            return [
                fix(
                    cause, "merge",
                    [manage(["makemigrations", "--merge", "--noinput"], words.merge, words.mergeWhy)])
            ]
        case "object-already-exists":
            let names = seen.django?.migrations?.value?.unrecorded ?? []
            if !names.isEmpty {
                return [
                    fix(
                        cause, "fake",
                        Self.last(names).map { app, name in
                            manage(
                                ["migrate", app, name, "--fake", "--noinput"], words.record(names), words.recordWhy)
                        }, automatic: false)
                ]
            }
            return [
                fix(
                    cause, "fake-initial",
                    [manage(["migrate", "--fake-initial", "--noinput"], words.fakeInitial, words.fakeInitialWhy)],
                    automatic: false)
            ]
        case "extension-permission":
            guard let admin = seen.administrator?.asking, let application = seen.application else { return [] }
            let names = seen.django?.migrations?.value?.refusedExtensions ?? Self.extensions(in: finding)
            guard !names.isEmpty else { return [] }
            return [
                fix(
                    cause, "create",
                    [
                        Action(
                            words.addExtensions(names, application.database), why: words.addExtensionsWhy,
                            .sql(
                                Statement(
                                    names.map { "CREATE EXTENSION IF NOT EXISTS \(identifier: $0)" },
                                    route: admin.on(application.database))))
                    ], automatic: answers != nil)
            ]
        case "inconsistent-migration-history": return record(cause, finding, seen)
        case "deadlock-or-lock-timeout": return await endSessions(cause, seen)
        case "superuser-missing": return superuser(cause, python, seen)
        default: return []
        }
    }

    /// The last of each app, which brings those before it. In the order of their first ones: what Django itself does
    /// after a migration wants its content types whole.
    private static func last(_ names: [String]) -> [(app: String, name: String)] {
        var last: [(app: String, name: String)] = []
        for each in names {
            let parts = each.split(separator: ".", maxSplits: 1).map(String.init)
            guard parts.count == 2 else { continue }
            if let index = last.firstIndex(where: { $0.app == parts[0] }) {
                last[index].name = parts[1]
            } else {
                last.append((parts[0], parts[1]))
            }
        }
        return last
    }

    /// The row that is missing in django_migrations: right only if that migration's changes are there.
    private func record(_ cause: Cause, _ finding: Finding, _ seen: Examination) -> [Fix] {
        // Migration admin.0001_initial is applied before its dependency auth.0001_initial on database 'default'.
        guard let application = seen.application,
            let match = finding.title.firstMatch(of: #/dependency ([A-Za-z0-9_]+)\.([A-Za-z0-9_]+) on/#)
        else { return [] }
        let (app, name) = (String(match.1), String(match.2))
        return [
            fix(
                cause, "record",
                [
                    Action(
                        Words.Doctor.record("\(app).\(name)"), why: Words.Doctor.recordWhy,
                        .sql(
                            Statement(
                                [
                                    "INSERT INTO django_migrations (app, name, applied) VALUES (\(literal: app), \(literal: name), now())"
                                ], route: .direct(application))))
                ], automatic: false)
        ]
    }

    /// Sessions in the way of a migration: those that lock whole tables, and those that have begun a transaction and do
    /// nothing. Whoever may see only their own sessions sees fewer.
    func lockHolders(_ seen: Examination) async -> [Int] {
        guard let application = seen.application else { return [] }
        let sql: SQL = """
            SELECT DISTINCT l.pid FROM pg_locks l JOIN pg_stat_activity a ON a.pid = l.pid \
            JOIN pg_class c ON c.oid = l.relation WHERE l.granted AND l.locktype = 'relation' \
            AND c.relkind IN ('r', 'p') AND c.relnamespace NOT IN ('pg_catalog'::regnamespace, \
            'information_schema'::regnamespace) AND a.datname = \(literal: application.database) \
            AND a.pid <> pg_backend_pid() AND a.backend_type = 'client backend' \
            AND a.state LIKE 'idle in transaction%' AND a.state_change < now() - interval '2 seconds' ORDER BY 1
            """
        // In that database: the tables of others are not known elsewhere.
        let route = sessionsRoute(application, seen).on(application.database)
        return ((try? await services.query([sql], route)) ?? [])
            .compactMap { $0.first?.flatMap { Int($0) } }
    }

    private func sessionsRoute(_ application: Connection, _ seen: Examination) -> Route {
        if let admin = seen.administrator, !admin.needsPerson { return admin }
        return .direct(application)
    }

    /// Who holds locks in this database; what they have not committed is lost with them.
    private func endSessions(_ cause: Cause, _ seen: Examination) async -> [Fix] {
        guard let application = seen.application else { return [] }
        let sql: SQL = """
            SELECT DISTINCT l.pid FROM pg_locks l JOIN pg_stat_activity a ON a.pid = l.pid WHERE l.granted \
            AND l.locktype = 'relation' AND a.datname = \(literal: application.database) \
            AND a.pid <> pg_backend_pid() AND l.mode IN ('AccessExclusiveLock', 'ExclusiveLock', \
            'ShareRowExclusiveLock', 'ShareLock') ORDER BY 1
            """
        let route = sessionsRoute(application, seen)
        var pids = ((try? await services.query([sql], route)) ?? []).compactMap { $0.first?.flatMap { Int($0) } }
        for pid in await lockHolders(seen) where !pids.contains(pid) { pids.append(pid) }
        guard !pids.isEmpty else { return [] }
        return [
            fix(
                cause, "end-sessions",
                [
                    Action(
                        Words.Doctor.endSessions(pids.count), why: Words.Doctor.endSessionsWhy,
                        .sql(
                            Statement(
                                pids.map { "SELECT pg_terminate_backend(\(literal: String($0)))" }, route: route)))
                ], automatic: false, typedName: application.database)
        ]
    }

    /// `permission denied to create extension "hstore"`
    private static func extensions(in finding: Finding) -> [String] {
        guard case .failure(let failure) = finding.evidence,
            let match = failure.evidence.firstMatch(of: #/extension "([^"]+)"/#)
        else { return [] }
        return [String(match.1)]
    }

    private static func restoring(_ name: String) -> String {
        "from django.contrib.auth import get_user_model as model; "
            + "user = model()._default_manager.get(**{model().USERNAME_FIELD: \(PythonText.quoted(name))}); "
            + "user.is_active = user.is_staff = user.is_superuser = True; user.save()"
    }

    /// With a password that is known here; else Django asks for one in the person's own terminal.
    private func superuser(_ cause: Cause, _ python: String, _ seen: Examination) -> [Fix] {
        let user = seen.django?.userModel?.value
        if let named = seen.django?.superusers?.value?.named, named.exists, let answers {
            guard named.usablePassword else {
                return [
                    fix(
                        cause, "password",
                        [
                            Action(
                                Words.Doctor.newSuperuserPassword(answers.superuser.username),
                                why: Words.Doctor.newSuperuserPasswordWhy,
                                .command(
                                    Command(
                                        python, ["manage.py", "changepassword", answers.superuser.username],
                                        directory: layout.project, terminal: .whole)))
                        ], automatic: false)
                ]
            }
            // Who is there already is not made a second time; to let them in is somebody's decision.
            let name = answers.superuser.username
            return [
                fix(
                    cause, "restore",
                    [
                        Action(
                            Words.Doctor.restoreSuperuser(name), why: Words.Doctor.restoreSuperuserWhy,
                            .command(
                                Command(
                                    python, ["manage.py", "shell", "-c", Self.restoring(name)],
                                    directory: layout.project)))
                    ], automatic: false)
            ]
        }
        if let answers, user?.supported != false,
            services.secrets.get(.superuserPassword) != nil || answers.superuser.password == .generate
        {
            var fields = answers.superuser.fields
            fields[user?.usernameField ?? "username"] = answers.superuser.username
            for field in user?.requiredFields ?? [] where field.name == "email" && fields["email"] == nil {
                fields["email"] = answers.superuser.email
            }
            var actions: [Action] = []
            if services.secrets.get(.superuserPassword) == nil {
                actions.append(
                    Action(
                        Words.Superuser.makePassword, why: Words.Superuser.makePasswordWhy, .secret(.superuserPassword))
                )
            }
            actions.append(
                Action(
                    Words.Superuser.create(answers.superuser.username), why: Words.Superuser.createWhy,
                    .superuser(
                        SuperuserRequest(
                            python: python, directory: layout.project,
                            settingsModule: seen.django?.settingsModule ?? "", fields: fields)),
                    inverse: .deleteSuperuser(answers.superuser.username)))
            return [fix(cause, "create", actions)]
        }
        return [
            fix(
                cause, "ask",
                [
                    Action(
                        Words.Doctor.askSuperuser, why: Words.Superuser.createWhy,
                        .command(
                            Command(
                                python, ["manage.py", "createsuperuser"], directory: layout.project,
                                terminal: .whole)))
                ], automatic: false)
        ]
    }
}
