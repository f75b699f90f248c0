import HowdahText

extension Doctor {
    /// A SECRET_KEY of one's own, put where the settings read it: a project that was cloned comes without.
    ///
    /// Whoever logged in under another key has to log in again; nothing else hangs on it in a project at work here.
    func secretKeyFixes(_ finding: Finding, _ seen: Examination) -> [Fix] {
        guard case .failure(let failure) = finding.evidence, let place = secretKeyPlace(failure.evidence, seen),
            let edit = try? LineEdit.needed(place.line, in: place.path, services)
        else { return [] }
        let words = Words.Doctor.self
        return [
            fix(
                "secret-key-empty", "make",
                [
                    Action(words.makeSecretKey, why: words.makeSecretKeyWhy, .secret(.secretKey)),
                    Action(
                        words.writeSecretKey(Paths.name(of: place.path)), why: words.writeSecretKeyWhy, .line(edit),
                        inverse: edit.inverse(layout)),
                ])
        ]
    }

    /// - Parameter said: what Python or Django complained of.
    private func secretKeyPlace(_ said: String, _ seen: Examination) -> (path: String, line: LineEdit.Line)? {
        guard let file = seen.project?.settingsFile, let text = try? Files.read(file) else { return nil }
        if said.contains("setting must not be empty") {
            let assignments = text.split(separator: "\n").filter { $0.hasPrefix("SECRET_KEY") }
            // A value that is computed is somebody's own arrangement.
            // Of several the last one counts.
            let isLiteral =
                assignments.last.map { $0.firstMatch(of: #/^SECRET_KEY\s*=\s*(''|"")\s*(#.*)?$/#) != nil } ?? true
            if isLiteral, !text.contains("import *") || !assignments.isEmpty {
                return (file, .secretKey(variable: nil))
            }
        }
        let names = (said + "\n" + text).matches(of: #/['"( ]([A-Z][A-Z0-9_]*SECRET[A-Z0-9_]*|SECRET_KEY)['" ]/#)
        guard let name = names.first.map({ String($0.1) }), services.environment[name] == nil,
            let path = environmentFiles(seen).first(where: Files.exists)
        else { return nil }
        return (path, .secretKey(variable: name))
    }
}
