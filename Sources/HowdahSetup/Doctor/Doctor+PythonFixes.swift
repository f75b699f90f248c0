import HowdahText

extension Doctor {
    /// Step 2: packages are installed, or the environment is made anew beside the broken one.
    func pythonFixes(_ cause: Cause, _ finding: Finding, _ seen: Examination) async -> [Fix] {
        switch cause {
        case "venv-broken": return await newEnvironment(cause)
        case "venv-not-active":
            return await install(cause, await requirements(seen), seen)
        case "psycopg-not-installed": return await install(cause, [adapter], seen)
        case "driver-library-broken":
            let names = seen.environment.map { Set($0.installed.keys).union($0.incomplete) } ?? []
            let broken = names.contains("psycopg") ? "psycopg[binary]" : "psycopg2-binary"
            return await install(cause, [broken], again: true, seen)
        case "python-module-missing":
            guard case .failure(let failure) = finding.evidence, let module = Self.module(in: failure.evidence),
                let requirements = requirementsFile() ?? Self.distributions[module].map({ [$0] })
            else { return [] }
            return await install(cause, requirements, seen)
        default: return []
        }
    }

    private var adapter: String {
        guard let adapter = answers?.python.adapter else { return "psycopg2-binary" }
        return adapter == .psycopg ? "psycopg[binary]" : adapter.rawValue
    }

    private func django(_ seen: Examination) async -> String {
        guard let version = seen.environment?.version,
            let fitting = try? DjangoVersions.requirement(
                python: version, postgres: seen.choice?.server.major ?? Binaries.wheelMajor)
        else { return "Django" }
        return fitting
    }

    /// What the project itself asks for; else a Django that fits.
    private func requirements(_ seen: Examination) async -> [String] {
        if let file = requirementsFile() { return file }
        return [await django(seen)]
    }

    private func requirementsFile() -> [String]? {
        let path = layout.project + "/requirements.txt"
        return Files.exists(path) ? ["-r", path] : nil
    }

    private func install(
        _ cause: Cause, _ requirements: [String], again: Bool = false, _ seen: Examination
    ) async -> [Fix] {
        guard let environment = seen.environment else { return [] }
        // The system's own Python is not to be written to (PEP 668).
        guard environment.isVenv else { return await newEnvironment(cause) }
        guard let installer = await installer(environment) else { return [] }
        let again = again || !environment.incomplete.isEmpty
        let venv = Paths.parent(of: Paths.parent(of: environment.executable))
        return [
            fix(
                cause, "install",
                [
                    Action(
                        Words.Python.install(requirements.filter { $0 != "-r" }),
                        why: Words.Python.installWhy(installer.name),
                        .command(installer.install(requirements, into: venv, again: again)))
                ])
        ]
    }

    /// By the environment's own pip where it has one, else by an interpreter beside it.
    private func installer(_ environment: EnvironmentAnswer?) async -> PackageInstaller? {
        var python: PythonFacts?
        if let environment, let pip = environment.installed["pip"] {
            python = PythonFacts(
                executable: environment.executable, version: environment.version, hasVenv: true, hasEnsurepip: false,
                pip: pip, pipWheel: nil)
        } else {
            python = try? await PythonSearch.facts(answers ?? Answers(), services)
        }
        return python.flatMap { try? PackageInstaller.choose(answers ?? Answers(), $0, services) }
    }

    /// What does not work is set aside, and the same packages are installed into a new one.
    private func newEnvironment(_ cause: Cause) async -> [Fix] {
        guard let python = try? await PythonSearch.facts(answers ?? Answers(), services),
            let installer = try? PackageInstaller.choose(answers ?? Answers(), python, services)
        else { return [] }
        var actions: [Action] = []
        if Files.exists(layout.venv) { actions.append(Venv.setAside(layout.venv)) }
        actions.append(
            Action(
                Words.Python.makeVenv, why: Words.Python.makeVenvWhy, .command(installer.makeVenv(layout.venv)),
                inverse: .removeFolder(layout.venv)))
        var wanted = packages(of: layout.venv, series: python.series)
        if wanted.isEmpty {
            wanted = ["pip", adapter] + (await requirements(Examination(layout: layout, answers: answers)))
        }
        actions.append(
            Action(
                Words.Python.install(wanted.filter { $0 != "-r" }), why: Words.Python.installWhy(installer.name),
                .command(installer.install(wanted, into: layout.venv))))
        return [fix(cause, "anew", actions)]
    }

    /// What was installed, read from the names of `*.dist-info`: its Python cannot be asked any more.
    ///
    /// - Parameter series: versions are kept where the new Python is of the same series.
    private func packages(of venv: String, series: String) -> [String] {
        let lib = venv + "/lib"
        for python in Files.names(in: lib) where python.hasPrefix("python") {
            let found = Files.names(in: "\(lib)/\(python)/site-packages").compactMap { name -> String? in
                guard name.hasSuffix(".dist-info") else { return nil }
                let parts = name.dropLast(".dist-info".count).split(separator: "-", maxSplits: 1)
                guard parts.count == 2, !["setuptools", "wheel"].contains(parts[0]) else { return nil }
                let package = String(parts[0]).replacing("_", with: "-")
                return package == "pip" ? "pip" : python == "python\(series)" ? "\(package)==\(parts[1])" : package
            }
            if !found.isEmpty { return found }
        }
        return []
    }

    /// `No module named 'rest_framework.authtoken'` → `rest_framework`
    static func module(in text: String) -> String? {
        guard let match = text.firstMatch(of: #/No module named ['"]?([A-Za-z_][A-Za-z0-9_]*)/#) else { return nil }
        return String(match.1)
    }

    /// Import names whose distribution is called otherwise, of what Django projects use most.
    private static let distributions = [
        "allauth": "django-allauth", "asgiref": "asgiref", "bootstrap4": "django-bootstrap4", "celery": "celery",
        "ckeditor": "django-ckeditor", "configurations": "django-configurations", "corsheaders": "django-cors-headers",
        "crispy_bootstrap4": "crispy-bootstrap4", "crispy_bootstrap5": "crispy-bootstrap5",
        "crispy_forms": "django-crispy-forms", "debug_toolbar": "django-debug-toolbar", "decouple": "python-decouple",
        "dj_database_url": "dj-database-url", "django": "Django", "django_extensions": "django-extensions",
        "django_filters": "django-filter", "dotenv": "python-dotenv", "environ": "django-environ",
        "import_export": "django-import-export", "jazzmin": "django-jazzmin", "mptt": "django-mptt",
        "PIL": "pillow", "redis": "redis", "requests": "requests", "rest_framework": "djangorestframework",
        "rest_framework_simplejwt": "djangorestframework-simplejwt", "simple_history": "django-simple-history",
        "sqlparse": "sqlparse",
        "storages": "django-storages", "taggit": "django-taggit", "whitenoise": "whitenoise", "yaml": "PyYAML",
    ]
}
