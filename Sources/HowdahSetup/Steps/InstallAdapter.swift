import HowdahText

extension Step {
    /// Step 2: a virtual environment with Django and the adapter through which Django talks to PostgreSQL.
    static let installAdapter = Step(
        id: .adapter,
        inspect: { answers, services in
            let layout = Layout(base: services.base, answers: answers)
            var findings: [Finding] = []
            let venv = await Venv.facts(layout.venv, answers.python.adapter, services)
            // A complete environment needs no interpreter beside it, and none is looked for.
            if venv?.isComplete(for: answers.python.adapter) != true {
                findings.append(await pythonFinding(answers, services))
            }
            guard let venv else {
                return findings + [
                    Finding(
                        .adapter, "venv", .missing,
                        Words.Python.noVenv(Paths.shown(layout.venv, home: services.user.home)))
                ] + (await plannedDjango(answers, services))
            }
            findings.append(
                Finding(
                    .adapter, "venv", venv.works ? .ok : .missing,
                    venv.works
                        ? Words.Python.venv(
                            Paths.name(of: venv.path), venv.version.map(String.init).joined(separator: "."))
                        : Words.Python.brokenVenv(Paths.name(of: layout.venv)),
                    cause: venv.works ? nil : "venv-broken", evidence: .environment(venv)))
            guard venv.works else { return findings + (await plannedDjango(answers, services)) }
            findings.append(await djangoFinding(venv, answers, services))
            findings.append(
                Finding(
                    .adapter, "adapter", venv.hasAdapter(answers.python.adapter) ? .ok : .missing,
                    venv.adapterText ?? Words.Python.noAdapter(answers.python.adapter.rawValue),
                    detail: venv.importError ?? "",
                    cause: venv.hasAdapter(answers.python.adapter) ? nil : "psycopg-not-installed"))
            findings.append(
                Finding(
                    .adapter, "pip", venv.pip == nil ? .missing : .ok,
                    venv.pip.map { "pip \($0)" } ?? Words.Python.noPipInVenv))
            if !venv.hasZones {
                findings.append(Finding(.adapter, "tzdata", .missing, Words.Python.noZones))
            }
            return findings
        },
        plan: { answers, findings, services throws(Failure) in
            guard !findings.areDone else { return [] }
            let layout = Layout(base: services.base, answers: answers)
            var actions: [Action] = []
            var python: PythonFacts?
            if case .python(let facts)? = findings["python"]?.evidence { python = facts }
            let venv: VenvFacts? = if case .environment(let facts)? = findings["venv"]?.evidence { facts } else { nil }
            if venv?.works != true {
                guard let python else { return [] }
                let installer = try PackageInstaller.choose(answers, python, services)
                if venv != nil {
                    actions.append(Venv.setAside(layout.venv))
                }
                actions.append(
                    Action(
                        Words.Python.makeVenv, why: Words.Python.makeVenvWhy,
                        .command(installer.makeVenv(layout.venv)), inverse: .removeFolder(layout.venv)))
            }
            guard let python else { return actions }
            let installer = try PackageInstaller.choose(answers, python, services)
            var wanted: [String] = []
            if findings["pip"]?.state != .ok { wanted.append("pip") }
            if findings["django"]?.state != .ok { wanted.append(findings["django"]?.detail ?? "Django") }
            var source = false
            if findings["adapter"]?.state != .ok {
                let adapter = answers.python.adapter
                wanted.append(adapter == .psycopg ? "psycopg[binary]" : adapter.rawValue)
                source = adapter == .psycopg2
            }
            let hasZones = if let venv, venv.works { venv.hasZones } else { python.hasZones }
            if !hasZones {
                try installer.check(has: "tzdata", else: Words.Python.noZonesInWheelhouse)
                wanted.append("tzdata")
            }
            guard !wanted.isEmpty else { return actions }
            actions.append(
                Action(
                    Words.Python.install(wanted), why: Words.Python.installWhy(installer.name),
                    .command(
                        installer.install(
                            wanted, into: layout.venv, source: source, again: venv?.incomplete.isEmpty == false))))
            return actions
        })

    private static func pythonFinding(_ answers: Answers, _ services: Services) async -> Finding {
        do throws(Failure) {
            let python = try await Venv.python(Layout(base: services.base, answers: answers), answers, services)
            return Finding(
                .adapter, "python", .ok, Words.Python.found(python.series, python.executable), evidence: .python(python)
            )
        } catch { return .failed(.adapter, "python", error) }
    }

    private static func plannedDjango(_ answers: Answers, _ services: Services) async -> [Finding] {
        do throws(Failure) {
            let requirement = try await requirement(answers, nil, services)
            return [Finding(.adapter, "django", .missing, Words.Django.planned(requirement), detail: requirement)]
        } catch { return [.failed(.adapter, "django", error)] }
    }

    private static func djangoFinding(_ venv: VenvFacts, _ answers: Answers, _ services: Services) async -> Finding {
        if let django = venv.django {
            if let choice = try? await ServerSearch.choose(answers, services),
                let series = DjangoVersions.conflict(django: django, postgres: choice.server.major)
            {
                return Finding(
                    .adapter, "django", .problem,
                    Words.Django.conflict(django: django, needs: series.postgres, has: choice.server.major),
                    cause: "postgres-version-too-old")
            }
            return Finding(.adapter, "django", .ok, "Django \(django)")
        }
        do throws(Failure) {
            let requirement = try await requirement(answers, venv.version, services)
            return Finding(.adapter, "django", .missing, Words.Django.planned(requirement), detail: requirement)
        } catch { return .failed(.adapter, "django", error) }
    }

    /// What to ask the installer for.
    private static func requirement(_ answers: Answers, _ version: [Int]?, _ services: Services) async throws(Failure)
        -> String
    {
        let asked = answers.python.django
        if !asked.isEmpty { return asked.first.map { $0.isNumber } == true ? "Django==\(asked)" : "Django\(asked)" }
        let python: [Int]
        if let version { python = version } else { python = try await PythonSearch.facts(answers, services).version }
        // A server that is not there yet will be a current one.
        let major = (try? await ServerSearch.choose(answers, services).server.major).flatMap { $0 == 0 ? nil : $0 }
        return try DjangoVersions.requirement(python: python, postgres: major ?? Binaries.wheelMajor)
    }
}
