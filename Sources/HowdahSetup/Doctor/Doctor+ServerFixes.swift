import HowdahText

extension Doctor {
    /// Step 1: the server is started, or the settings lead to where it is.
    func serverFixes(_ cause: Cause, _ finding: Finding, _ seen: Examination) async -> [Fix] {
        if case .elsewhere(let place) = finding.evidence {
            guard let edit = await edit(place, seen) else { return [] }
            return [fix(cause, "settings", [edit])]
        }
        if cause == "ssl-not-supported", var place = seen.application, seen.administrator != nil {
            // On this very computer nothing travels that could be listened to.
            place.options["sslmode"] = "prefer"
            guard let edit = await edit(place, seen) else { return [] }
            return [fix(cause, "settings", [edit])]
        }
        if cause == "server-starting-up", let application = seen.application {
            return [
                fix(
                    cause, "wait",
                    [
                        Action(
                            Words.Postgres.wait, why: Words.Postgres.waitWhy,
                            .server(.await(.direct(application), seconds: 60)))
                    ])
            ]
        }
        if case .private(let cluster)? = seen.choice?.server.kind { return await privateFixes(cause, cluster, seen) }
        return await systemFixes(cause, seen)
    }

    private func privateFixes(_ cause: Cause, _ cluster: PrivateCluster, _ seen: Examination) async -> [Fix] {
        let start = Action(
            Words.Postgres.start, why: Words.Postgres.startWhy(cluster.port), .server(.start(cluster)),
            inverse: .stopServer(dataDirectory: cluster.dataDirectory))
        if seen.choice?.state == .notMade, let answers {
            // Empty: whoever still has the data elsewhere puts it back instead.
            let found = await Step[.postgres].inspect(answers, services)
            guard let plan = try? Step[.postgres].plan(answers, found, services), !plan.isEmpty else { return [] }
            return [fix(cause, "anew", plan, automatic: false)]
        }
        switch cause {
        case "stale-postmaster-pid":
            let clear = Action(
                Words.Doctor.clearPid, why: Words.Doctor.clearPidWhy, .server(.clearPid(cluster)))
            return [fix(cause, "clear", [clear, start])]
        case "data-dir-permissions":
            let chmod = Action(
                Words.Doctor.closeFolder, why: Words.Doctor.closeFolderWhy,
                .command(Command("chmod", ["0700", cluster.dataDirectory], directory: "/")))
            return [fix(cause, "chmod", [chmod, start])]
        case "pg-port-in-use":
            // The server moves, and the settings follow.
            var place = seen.application
            place?.port = cluster.port
            var actions = [start]
            if let place, let edit = await edit(place, seen) { actions.append(edit) }
            return [fix(cause, "other-port", actions)]
        case "postgres-not-running": return [fix(cause, "start", [start])]
        default: return []
        }
    }

    private func systemFixes(_ cause: Cause, _ seen: Examination) async -> [Fix] {
        guard ["postgres-not-running", "socket-path-mismatch", "data-dir-permissions"].contains(cause),
            let cluster = await stoppedCluster(seen)
        else { return [] }
        let start = SystemPackages.start(cluster, services)
        guard cause == "data-dir-permissions" else {
            return [fix(cause, "start", [start], automatic: services.user.isRoot)]
        }
        return [
            fix(
                cause, "chmod", SystemPackages.closeData(cluster, services) + [start], automatic: services.user.isRoot)
        ]
    }

    /// A cluster of the system that is down, on the port that the settings name, or the only one there is.
    func stoppedCluster(_ seen: Examination) async -> SystemCluster? {
        let search = ServerSearch(answers: answers ?? Answers(), services: services)
        let stopped = ((try? await search.systemClusters()) ?? []).filter { !$0.online }
        return stopped.first { $0.port == seen.application?.port } ?? (stopped.count == 1 ? stopped[0] : nil)
    }
}
