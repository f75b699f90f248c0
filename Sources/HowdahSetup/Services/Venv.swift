import HowdahText

/// A project's virtual environment, judged by its Python's own answer: pyvenv.cfg proves nothing.
enum Venv {
    static let memoKey = "venv "

    /// nil: there is no such folder.
    static func facts(_ path: String, _ adapter: Answers.Adapter, _ services: Services) async -> VenvFacts? {
        guard Files.exists(path) else { return nil }
        let module = adapter == .psycopg ? "psycopg" : "psycopg2"
        do {
            let answer: EnvironmentAnswer = try await services.memo.value("\(memoKey)\(path) \(module)") {
                () async throws(Failure) -> EnvironmentAnswer in
                try await Helper.environment.ask(
                    path + "/bin/python", EnvironmentQuestion(imports: [module]), services)
            }
            return VenvFacts(
                path: path, works: true, version: answer.version, pip: answer.installed["pip"],
                django: answer.installed["django"], adapters: answer.installed.filter { $0.key.hasPrefix("psycopg") },
                incomplete: answer.incomplete, hasZones: answer.hasZones, importError: answer.importErrors[module])
        } catch {
            return VenvFacts(
                path: path, works: false, version: [], pip: nil, django: nil, adapters: [:], importError: nil)
        }
    }

    /// Distribution → version, of those that Howdah knows; empty where there is no environment.
    static func packages(_ path: String, _ services: Services) async -> [String: String] {
        guard Files.isExecutable(path + "/bin/python") else { return [:] }
        let answer: EnvironmentAnswer? = try? await services.memo.value("\(memoKey)\(path) packages") {
            () async throws(Failure) -> EnvironmentAnswer in
            try await Helper.environment.ask(path + "/bin/python", EnvironmentQuestion(), services)
        }
        return answer?.installed ?? [:]
    }

    /// What can install: the interpreter of the answers; failing that, an environment with a pip of its own.
    static func python(_ layout: Layout, _ answers: Answers, _ services: Services) async throws(Failure) -> PythonFacts
    {
        do throws(Failure) { return try await PythonSearch.facts(answers, services) } catch {
            let venv = await facts(layout.venv, answers.python.adapter, services)
            guard let venv, venv.works, let pip = venv.pip else { throw error }
            return PythonFacts(
                executable: venv.path + "/bin/python", version: venv.version, hasVenv: true, hasEnsurepip: false,
                pip: pip, pipWheel: nil)
        }
    }

    /// What does not work is renamed, not deleted: a person may have made it.
    static func setAside(_ path: String) -> Action {
        let aside = nameAside(path)
        return Action(
            Words.Python.setAside(Paths.name(of: path)), why: Words.Python.setAsideWhy,
            .command(Command("mv", [path, aside], directory: "/")), inverse: .rename(from: aside, to: path))
    }

    /// A name beside that is free.
    private static func nameAside(_ path: String) -> String {
        var number = 1
        while Files.exists("\(path).broken-\(number)") { number += 1 }
        return "\(path).broken-\(number)"
    }
}

extension VenvFacts {
    /// Nothing is left to install.
    func isComplete(for adapter: Answers.Adapter) -> Bool {
        works && pip != nil && django != nil && hasAdapter(adapter) && hasZones
    }

    /// Installed, and importing it works.
    func hasAdapter(_ adapter: Answers.Adapter) -> Bool {
        guard importError == nil else { return false }
        return switch adapter {
        // Either distribution gives the module psycopg2.
        case .psycopg2, .psycopg2Binary: adapters["psycopg2"] != nil || adapters["psycopg2-binary"] != nil
        case .psycopg: adapters["psycopg"] != nil
        }
    }

    /// `psycopg2-binary 2.9.13`
    var adapterText: String? {
        guard importError == nil else { return nil }
        return ["psycopg2-binary", "psycopg2", "psycopg"].lazy.compactMap { name in
            adapters[name].map { "\(name) \($0)" }
        }.first
    }
}
