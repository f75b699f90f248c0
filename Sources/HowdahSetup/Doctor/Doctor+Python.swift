import HowdahText

extension Doctor {
    /// Step 2: an interpreter that runs, Django, and an adapter that can be imported.
    func lookAtPython(_ answer: Result<EnvironmentAnswer, Failure>, _ seen: inout Examination) -> [Finding] {
        let hasVenv = Files.exists(layout.venv)
        let facts: EnvironmentAnswer
        switch answer {
        case .failure(let failure):
            guard hasVenv else {
                return [
                    failure.isRefusal
                        ? .failed(.adapter, "venv", failure)
                        : Finding(.adapter, "venv", .missing, Words.Doctor.noVenv, cause: "venv-broken")
                ]
            }
            return [
                Finding(
                    .adapter, "venv", .problem, Words.Python.brokenVenv(Paths.name(of: layout.venv)),
                    detail: failure.evidence.firstLines(3),
                    cause: "venv-broken", evidence: .failure(failure))
            ]
        case .success(let found): facts = found
        }
        seen.environment = facts
        seen.python = facts.executable
        let version = facts.version.map(String.init).joined(separator: ".")
        let name = hasVenv ? Paths.name(of: layout.venv) : Paths.shown(facts.executable, home: services.user.home)
        let title =
            hasVenv || facts.isVenv ? Words.Python.venv(name, version) : Words.Doctor.otherPython(name, version)
        var findings = [Finding(.adapter, "venv", .ok, title)]
        if let django = facts.installed["django"] {
            findings.append(Finding(.adapter, "django", .ok, "Django \(django)"))
        } else {
            findings.append(
                Finding(.adapter, "django", .missing, Words.Doctor.noDjango(name), cause: "venv-not-active"))
        }
        findings.append(Self.adapter(facts))
        return findings
    }

    /// Django tries psycopg first, then psycopg2 (in 4.2 to 6.1 alike).
    private static func adapter(_ facts: EnvironmentAnswer) -> Finding {
        let modules = ["psycopg", "psycopg2"]
        if let works = modules.first(where: { facts.importErrors[$0] == nil }) {
            let name = [works == "psycopg" ? "psycopg" : "psycopg2-binary", works].first { facts.installed[$0] != nil }
            let version = name.flatMap { facts.installed[$0] } ?? ""
            return Finding(.adapter, "adapter", .ok, "\(name ?? works) \(version)".trimmed)
        }
        let installed = (facts.installed.keys + facts.incomplete).filter { $0.hasPrefix("psycopg") }.sorted()
        guard let broken = installed.first else {
            return Finding(
                .adapter, "adapter", .missing, Words.Doctor.noAdapter, cause: "psycopg-not-installed")
        }
        // Installed, and yet it cannot be imported: what is missing is a library, or a part of it.
        let module = broken.hasPrefix("psycopg2") ? "psycopg2" : "psycopg"
        return Finding(
            .adapter, "adapter", .problem, Words.Doctor.brokenAdapter(broken),
            detail: (facts.importErrors[module] ?? "").firstLines(3), cause: "driver-library-broken")
    }
}

extension Failure {
    var isRefusal: Bool { if case .refused = self { true } else { false } }
}

extension String {
    /// For a detail: the beginning of a long text, without control characters.
    func firstLines(_ count: Int) -> String {
        sanitised.split(separator: "\n").prefix(count).joined(separator: "\n")
    }
}
