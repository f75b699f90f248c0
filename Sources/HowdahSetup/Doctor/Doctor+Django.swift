import HowdahText

// Steps 6 and 7: what is in the database.
extension Doctor {
    func lookAtMigrations(_ seen: Examination) async -> [Finding] {
        guard seen.application != nil, let state = seen.django, state.serverVersion != nil, !state.isBlind else {
            return [Finding(.migrate, "migrations", .unknown, Words.Doctor.notLooked)]
        }
        guard let migrations = state.migrations?.value else {
            return [.failed(.migrate, "migrations", state.migrations?.error?.failure ?? .cancelled)]
        }
        func finding(_ state: Finding.State, _ title: String, _ cause: Cause?, detail: String = "") -> [Finding] {
            [
                Finding(
                    .migrate, "migrations", state, title.sanitised, detail: detail, cause: cause,
                    evidence: seen.django.map(Evidence.django) ?? .none)
            ]
        }
        if !migrations.conflicts.isEmpty {
            return finding(
                .problem,
                Words.Migrations.conflicts(
                    migrations.conflicts.flatMap { conflict in conflict.names.map { "\(conflict.app).\($0)" } }),
                "conflicting-migrations")
        }
        if let contradiction = migrations.inconsistent {
            return finding(.problem, contradiction, "inconsistent-migration-history")
        }
        if let first = migrations.unrecorded?.first {
            return finding(
                .problem, Words.Doctor.unrecorded(first), "object-already-exists",
                detail: Words.Doctor.unrecordedDetail)
        }
        if let extensions = migrations.refusedExtensions, !extensions.isEmpty {
            return finding(
                .problem, Words.Doctor.refusedExtensions(extensions), "extension-permission",
                detail: Words.Causes.page("extension-permission").explanation)
        }
        if let tables = migrations.missingTables, !tables.isEmpty {
            return finding(
                .problem, Words.Doctor.missingTables(tables), "migrations-not-applied",
                detail: Words.Doctor.missingTablesDetail)
        }
        if let columns = migrations.missingColumns, !columns.isEmpty {
            return finding(
                .problem, Words.Doctor.missingColumns(columns), "migrations-not-applied",
                detail: Words.Doctor.missingColumnsDetail)
        }
        guard migrations.pending.isEmpty else {
            // migrate would wait for them without a word, for as long as they last.
            let holders = await lockHolders(seen)
            guard holders.isEmpty else {
                return finding(
                    .problem, Words.Doctor.lockHeld(holders.count), "deadlock-or-lock-timeout",
                    detail: Words.Doctor.lockHeldDetail)
            }
            return finding(
                .missing, Words.Migrations.pending(migrations.pending.count), "migrations-not-applied",
                detail: migrations.pending.joined(separator: "\n").sanitised)
        }
        if let unmade = migrations.unmade, !unmade.isEmpty {
            return finding(
                .problem, Words.Doctor.unmade(unmade), "models-not-migrated",
                detail: Words.Causes.page("models-not-migrated").explanation)
        }
        return finding(.ok, Words.Migrations.applied(migrations.applied, tables: state.tables ?? 0), nil)
    }

    /// What `manage.py check` says: migrate and runserver refuse to work where it finds an error. Nothing to tell where
    /// it finds none.
    func lookAtChecks(_ seen: Examination) -> [Finding] {
        guard let checks = seen.django?.checks else { return [] }
        if let errors = checks.value?.errors {
            guard let first = errors.first else { return [] }
            let more = errors.dropFirst().prefix(4).map(\.sanitised)
            return [
                Finding(
                    .migrate, "check", .problem, Words.Doctor.checkFails(errors.count),
                    detail: ([first.sanitised] + more).joined(separator: "\n"), cause: "project-check-failed")
            ]
        }
        // Django could not be set up at all: that is told at its settings.
        guard let error = checks.error, seen.django?.setUpError == nil else { return [] }
        var finding = Finding.failed(.migrate, "check", error.failure)
        if finding.cause == "unknown" {
            let page = Words.Causes.page("project-check-failed")
            (finding.cause, finding.title, finding.detail) = ("project-check-failed", page.title, page.explanation)
        }
        finding.detail = [error.place(in: layout.project), finding.detail].compactMap(\.self).joined(separator: "\n")
        return [finding]
    }

    func lookAtTest(_ seen: Examination) -> [Finding] {
        var findings = [superuser(seen)]
        if seen.django?.allowedHostsOk == false {
            findings.append(
                Finding(.test, "hosts", .warning, Words.Doctor.hosts, cause: "disallowed-host"))
        }
        let port = answers?.server.port ?? 8000
        // A server that Howdah keeps running is meant to be there.
        if WebServer.port(of: layout) == nil, !Ports.isFree(port) {
            findings.append(
                Finding(.test, "port", .warning, Words.Doctor.portTaken(port), cause: "runserver-port-in-use"))
        }
        return findings
    }

    private func superuser(_ seen: Examination) -> Finding {
        guard seen.application != nil, let state = seen.django, state.serverVersion != nil, !state.isBlind,
            state.migrations?.value?.pending.isEmpty == true, let superusers = state.superusers
        else { return Finding(.test, "superuser", .unknown, Words.Doctor.notLooked) }
        guard let value = superusers.value else {
            return .failed(.test, "superuser", superusers.error?.failure ?? .cancelled)
        }
        return value.activeWithPassword > 0
            ? Finding(.test, "superuser", .ok, Words.Doctor.superusers(value.activeWithPassword))
            : Finding(
                .test, "superuser", .missing, Words.Doctor.noSuperuser, cause: "superuser-missing",
                evidence: .django(state))
    }
}

extension DjangoState.Problem {
    /// `shop/urls.py, line 20`; nil: not in the project's own code.
    fileprivate func place(in project: String) -> String? {
        guard let file, let line, file.hasPrefix(project + "/") else { return nil }
        return Words.Doctor.place(String(file.dropFirst(project.count + 1)).sanitisedLine, line)
    }
}

extension DjangoState {
    /// The role does not see the tables, or may not read them: what it says about them means nothing.
    fileprivate var isBlind: Bool { rights.map { $0.schema == nil || $0.foreignTables > 0 } ?? false }
}
