import HowdahText

extension Step {
    /// Step 6: Django's tables, in PostgreSQL.
    static let runMigrations = Step(
        id: .migrate,
        inspect: { answers, services in
            guard DjangoInspection.isPossible(answers, services) else {
                return [Finding(.migrate, "migrations", .missing, Words.Migrations.notYet)]
            }
            let state: DjangoState
            do throws(Failure) { state = try await DjangoInspection.state(answers, services) } catch {
                return [.failed(.migrate, "migrations", error)]
            }
            guard state.usesPostgreSQL else {
                // OK on SQLite is the silent failure: the engine is asked first.
                return [
                    Finding(
                        .migrate, "migrations", .missing, Words.Migrations.otherEngine(state.default?.engine ?? ""),
                        cause: "settings-not-postgresql", evidence: .django(state))
                ]
            }
            guard let migrations = state.migrations?.value else {
                return [.failed(.migrate, "migrations", state.migrations?.error?.failure ?? .cancelled)]
            }
            guard migrations.conflicts.isEmpty else {
                return [
                    Finding(
                        .migrate, "migrations", .problem,
                        Words.Migrations.conflicts(
                            migrations.conflicts.flatMap { conflict in conflict.names.map { "\(conflict.app).\($0)" } }),
                        cause: "conflicting-migrations", evidence: .django(state))
                ]
            }
            if let contradiction = migrations.inconsistent {
                return [
                    Finding(
                        .migrate, "migrations", .problem, contradiction.sanitisedLine,
                        cause: "inconsistent-migration-history", evidence: .django(state))
                ]
            }
            guard migrations.pending.isEmpty else {
                return [
                    Finding(
                        .migrate, "migrations", .missing, Words.Migrations.pending(migrations.pending.count),
                        detail: migrations.pending.joined(separator: "\n"), cause: "migrations-not-applied",
                        evidence: .django(state))
                ]
            }
            // Counted in PostgreSQL itself, not by what a command said.
            do throws(Failure) {
                let target = try await DatabaseTarget.of(answers, services)
                let login = try await DatabaseInspection.login(target.application, services)
                return [
                    Finding(
                        .migrate, "migrations", login.tables > 0 ? .ok : .problem,
                        Words.Migrations.applied(migrations.applied, tables: login.tables),
                        cause: login.tables > 0 ? nil : "migrations-not-applied", evidence: .django(state)),
                    Finding(
                        .migrate, "tables", .ok, Words.Migrations.tables(login.tables), evidence: .login(login)),
                ]
            } catch { return [.failed(.migrate, "tables", error)] }
        },
        plan: { answers, findings, services throws(Failure) in
            // migrate would say OK, and fill the wrong database.
            guard findings["migrations"]?.state == .missing, findings["migrations"]?.cause != "settings-not-postgresql"
            else { return [] }
            let layout = Layout(base: services.base, answers: answers)
            var pending = 0
            if case .django(let state)? = findings["migrations"]?.evidence {
                pending = state.migrations?.value?.pending.count ?? 0
            }
            return [
                Action(
                    Words.Migrations.run(pending), why: Words.Migrations.runWhy,
                    .command(
                        Command(
                            layout.venvPython, ["manage.py", "migrate", "--noinput"], directory: layout.project,
                            progress: .migrations, progressTotal: pending)))
            ]
        })
}

extension DjangoState.Problem {
    var failure: Failure { .python(kind: kind, message: message, sqlState: sqlstate ?? "", traceback: "") }
}
