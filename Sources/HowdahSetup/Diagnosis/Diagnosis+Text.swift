import HowdahText

extension Diagnosis {
    /// What a text of errors points at: a traceback, a log, a question with all that somebody pasted.
    ///
    /// - Parameter classifier: has read the text.
    public init(explaining reader: ExplainReader) {
        var classifier = reader.classifier
        let answer = classifier.finish()
        guard let answer else {
            // Whoever pasted the wrong text, or half of it, sees that here.
            self.init(cause: "unknown", evidence: classifier.glance.lines.joined(separator: "\n"))
            return
        }
        self.init(cause: answer.cause, evidence: answer.lines.map(Redactor.withoutPasswords).joined(separator: "\n"))
    }

    /// A cause's page, as `--cause` shows it. nil: no such cause.
    public init?(page slug: String) {
        guard
            slug == "unknown" || Rule.all.contains(where: { $0.cause.rawValue == slug })
                || Words.Causes.title(slug) != nil
        else { return nil }
        self.init(cause: Cause(rawValue: slug), evidence: "")
    }

    init(cause: Cause, evidence: String) {
        let words = Words.Causes.page(cause.rawValue)
        self.init(
            cause: cause, title: words.title, explanation: words.explanation, fixes: Self.fixes(cause, words),
            evidence: evidence)
    }
}

/// Takes a text part by part, in bounded memory.
public struct ExplainReader {
    var classifier = Classifier()
    /// Something but white space was read.
    public private(set) var hasText = false

    public init() {}

    public mutating func read(_ bytes: some Collection<UInt8>) {
        if !hasText { hasText = bytes.contains { $0 > 0x20 } }
        classifier.read(bytes)
    }
}

extension Diagnosis {
    /// What it looks like and is not; empty where nothing is confused with it.
    public var isNot: String { Words.Causes.page(cause.rawValue).isNot }
}
