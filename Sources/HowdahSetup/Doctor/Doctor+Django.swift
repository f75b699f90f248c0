import HowdahText

// Steps 6 and 7: what is in the database.
extension Doctor {
    func lookAtMigrations(_ seen: Examination) -> [Finding] {
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
        guard migrations.pending.isEmpty else {
            return finding(
                .missing, Words.Migrations.pending(migrations.pending.count), "migrations-not-applied",
                detail: migrations.pending.joined(separator: "\n").sanitised)
        }
        return finding(.ok, Words.Migrations.applied(migrations.applied, tables: state.tables ?? 0), nil)
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
        guard let state = seen.django, state.serverVersion != nil, !state.isBlind,
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

extension DjangoState {
    /// The role does not see the tables, or may not read them: what it says about them means nothing.
    fileprivate var isBlind: Bool { rights.map { $0.schema == nil || $0.foreignTables > 0 } ?? false }
}
