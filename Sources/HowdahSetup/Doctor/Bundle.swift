import HowdahText

/// What somebody who helps from afar asks for: versions, findings, answers, the last lines of the logs.
///
/// No secret: the answers hold none, and all of it passes the redactor.
public enum Bundle {
    /// Lines of each log that are worth sending.
    private static let lastLines = 60
    /// Bytes of each log that are read for them.
    private static let lastBytes = 64 << 10

    public static func text(_ seen: Examination, _ services: Services) -> String {
        let words = Words.Doctor.self
        var parts = [
            section(words.versions, seen.versions.map { "\($0.name) \($0.version)" }),
            section(
                words.findings,
                seen.findings.map { finding in
                    let cause = finding.cause.map { " (\($0.rawValue))" } ?? ""
                    return
                        "\(finding.step.rawValue) \(finding.check): \(finding.state.rawValue)\(cause) \(finding.title)"
                        + finding.detail.split(separator: "\n").map { "\n    \($0)" }.joined()
                }),
        ]
        if let answers = seen.answers {
            parts.append(section(words.answersHeading, [AnswersFile.text(answers).trimmed]))
        }
        for (heading, name) in [(words.logHeading, "howdah.log"), (words.serverLogHeading, "postgresql.log")] {
            let path = "\(seen.layout.logFolder)/\(name)"
            guard let end = try? Files.tail(path, most: lastBytes) else { continue }
            let lines = String(decoding: end, as: UTF8.self).split(separator: "\n").suffix(lastLines)
            parts.append(section(heading, lines.map { Redactor.withoutPasswords(String($0)) }))
        }
        return services.redactor.redact(parts.joined(separator: "\n").sanitised)
    }

    private static func section(_ heading: String, _ lines: [String]) -> String {
        "== \(heading)\n" + lines.joined(separator: "\n") + "\n"
    }

    /// Writes it for its owner only; nothing that is there is replaced.
    public static func write(_ text: String, to path: String) throws(Failure) {
        guard !Files.exists(path) else {
            throw .refused(
                "file-permission", sentence: Words.Doctor.bundleExists(path), next: Words.Doctor.bundleExistsNext)
        }
        try Files.write(text, to: path, mode: 0o600)
    }
}
