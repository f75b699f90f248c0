import HowdahSetup
import HowdahText

/// A diagnosis as people read it line by line.
enum DiagnosisText {
    static func lines(_ diagnosis: Diagnosis) -> [String] {
        let words = Words.Explain.self
        var lines = Console.prose("\(diagnosis.title) (\(diagnosis.cause.rawValue))") + [""]
        lines += wrapped(diagnosis.explanation)
        if !diagnosis.isNot.isEmpty { lines += wrapped(diagnosis.isNot) }
        if !diagnosis.evidence.isEmpty {
            let evidence = diagnosis.evidence.split(separator: "\n")
            let seen = evidence.count == 1 ? words.seen : words.seenLines
            lines += ["", diagnosis.cause == "unknown" ? words.looked : seen]
            lines += evidence.map { "  | " + $0 }
        }
        guard !diagnosis.fixes.isEmpty else { return lines }
        lines += ["", diagnosis.cause == "unknown" ? words.unknownFixes : words.fixes]
        for (number, fix) in diagnosis.fixes.enumerated() {
            lines += fix.title.wrapped(after: "  \(number + 1). ", toWidth: Console.width)
            lines += fix.commands.map { "       \($0)" }
        }
        return lines
    }

    private static func wrapped(_ text: String) -> [String] { text.wrapped(toWidth: 78) }
}

/// All causes, as the README shows them.
enum CauseTable {
    static var slugs: [String] { Words.Causes.slugs }

    static var text: String {
        ([Words.Explain.tableHead, "|---|---|"]
            + slugs.map { "| `\($0)` | \(Words.Causes.page($0).title) |" }).joined(separator: "\n")
    }
}
