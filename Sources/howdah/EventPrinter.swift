import HowdahSetup
import HowdahText

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// Prints the events of a run: as lines for people, or as one JSON object a line for programs.
struct EventPrinter: Sendable {
    let print: @Sendable (Event) async -> Void

    static func json(_ redactor: Redactor) -> EventPrinter {
        EventPrinter { event in
            for object in JSONEvent.objects(of: event, redactor) { Console.out(JSON.line(object)) }
        }
    }

    static func text(_ redactor: Redactor) -> EventPrinter {
        EventPrinter { event in
            for line in TextEvent.lines(event) { Console.out(redactor.redact(line)) }
        }
    }
}

extension EventPrinter {
    /// What actions say, and how long they took: their titles and commands were shown when consent was asked.
    static func work(_ redactor: Redactor) -> EventPrinter {
        EventPrinter { event in
            switch event {
            case .lines(_, let lines): for line in lines { Console.out("  | " + redactor.redact(line)) }
            case .actionFinished(_, let action, let seconds):
                let sentence = Words.Commands.finished(action.title, TextEvent.seconds(seconds))
                Console.tell(redactor.redact(sentence), indent: 2)
            default: break
            }
        }
    }
}

/// One object on one line, its keys in order.
enum JSON {
    static func line(_ value: some Encodable) -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return (try? encoder.encode(value)).map { String(decoding: $0, as: UTF8.self) } ?? ""
    }
}

/// An event in the contract's form.
struct JSONEvent: Encodable {
    private enum Keys: String, CodingKey {
        case event, step, name, title, preview, text, done, total, seconds, cause, explanation, fixes, evidence, outcome
    }

    private let encodeBody: (inout KeyedEncodingContainer<Keys>) throws -> Void
    private let receipt: Receipt?
    private let step: StepID?
    private let event: String

    /// One object for most events, one a line for lines, none for what the contract does not have.
    ///
    /// Texts are redacted one by one: a password that is a word of the contract must not change its keys.
    static func objects(of event: Event, _ redactor: Redactor) -> [JSONEvent] {
        if case .lines(let id, let lines) = event { return lines.compactMap { JSONEvent(.lines(id, [$0]), redactor) } }
        return [JSONEvent(event, redactor)].compactMap(\.self)
    }

    private init?(_ event: Event, _ redactor: Redactor) {
        receipt = if case .receipt(let receipt) = event { receipt } else { nil }
        switch event {
        case .stepBegan(let id): (self.event, step, encodeBody) = ("step-began", id, { _ in })
        case .inspected, .planned: return nil
        case .actionBegan(let id, let action):
            (self.event, step, encodeBody) = (
                "action-began", id,
                {
                    try $0.encode(redactor.redact(action.title), forKey: .title)
                    try $0.encode(redactor.redact(action.preview), forKey: .preview)
                }
            )
        case .lines(let id, let lines):
            (self.event, step, encodeBody) = (
                "line", id, { try $0.encode(redactor.redact(lines.joined(separator: "\n")), forKey: .text) }
            )
        case .progress(let id, let done, let total):
            (self.event, step, encodeBody) = (
                "progress", id,
                {
                    try $0.encode(done, forKey: .done)
                    try $0.encode(total, forKey: .total)
                }
            )
        case .actionFinished(let id, let action, let seconds):
            (self.event, step, encodeBody) = (
                "action-finished", id,
                {
                    try $0.encode(redactor.redact(action.title), forKey: .title)
                    try $0.encode((seconds * 1000).rounded() / 1000, forKey: .seconds)
                }
            )
        case .diagnosed(let id, let diagnosis):
            (self.event, step, encodeBody) = (
                "diagnosis", id,
                {
                    try $0.encode(diagnosis.cause.rawValue, forKey: .cause)
                    try $0.encode(redactor.redact(diagnosis.title), forKey: .title)
                    try $0.encode(redactor.redact(diagnosis.explanation), forKey: .explanation)
                    try $0.encode(diagnosis.fixes.map { $0.redacted(by: redactor) }, forKey: .fixes)
                    try $0.encode(redactor.redact(diagnosis.evidence), forKey: .evidence)
                }
            )
        case .stepFinished(let id, let outcome):
            (self.event, step, encodeBody) = ("step-finished", id, { try $0.encode(outcome, forKey: .outcome) })
        case .receipt: (self.event, step, encodeBody) = ("receipt", nil, { _ in })
        }
    }

    func encode(to encoder: any Encoder) throws {
        try receipt?.encode(to: encoder)
        var container = encoder.container(keyedBy: Keys.self)
        try container.encode(event, forKey: .event)
        if let step {
            try container.encode(step.rawValue, forKey: .step)
            try container.encode(Step[step].name, forKey: .name)
        }
        try encodeBody(&container)
    }
}

/// An event as lines for a person; each says which step it belongs to, since two run at once.
enum TextEvent {
    static func lines(_ event: Event) -> [String] {
        switch event {
        case .stepBegan(let id): [""] + of(id, [Step[id].name])
        case .inspected(let id, let findings):
            of(id, findings.map { "[\(Words.States.word($0.state.rawValue))] \($0.title)" })
        case .planned: []
        case .actionBegan(let id, let action):
            of(id, ["> \(action.title)"] + indented(action.preview, by: "  $ "))
        case .lines(let id, let lines): of(id, lines.map { "  | \($0)" })
        case .progress: []
        case .actionFinished(let id, let action, let seconds):
            of(id, [". \(Words.Commands.finished(action.title, Self.seconds(seconds)))"])
        case .diagnosed(let id, let diagnosis):
            of(
                id,
                ["! \(diagnosis.title) (\(diagnosis.cause.rawValue))"] + indented(diagnosis.explanation, by: "  ")
                    + diagnosis.fixes.flatMap { fix in ["  - \(fix.title)"] + fix.commands.map { "      \($0)" } }
                    + indented(diagnosis.evidence, by: "  | "))
        case .stepFinished(let id, let outcome): [end(id, Words.Outcomes.word(outcome.rawValue))]
        case .receipt(let receipt): receipt.lines
        }
    }

    /// A step's last line.
    static func end(_ id: StepID, _ word: String) -> String { "\(id.rawValue)/7 = \(word)" }

    private static func of(_ id: StepID, _ lines: [String]) -> [String] { lines.map { "\(id.rawValue)/7 \($0)" } }

    private static func indented(_ text: String, by prefix: String) -> [String] {
        text.split(separator: "\n", omittingEmptySubsequences: false).filter { !$0.isEmpty }.map { prefix + $0 }
    }

    static func seconds(_ value: Double) -> String {
        let tenths = Int((value * 10).rounded())
        return "\(tenths / 10).\(tenths % 10)"
    }
}

extension Receipt {
    /// The conclusion, a fact a line.
    var lines: [String] {
        let words = Words.Receipt.self
        var lines = ["", ok ? words.done : words.notDone]
        func add(_ label: String, _ value: String?) {
            if let value { lines.append("  " + label.padded(toWidth: 12) + value) }
        }
        add(words.url, adminURL)
        add(words.login, words.login(login.rawValue))
        add("PostgreSQL", serverVersion)
        add(words.database, database.map { "\($0) (\(words.user) \(user ?? ""))" })
        add(words.tables, tables.map(String.init))
        add("Django", django)
        add(words.adapter, adapter)
        add(words.notes, notes)
        add(words.time, "\(TextEvent.seconds(seconds)) s")
        return lines
    }
}
