import HowdahSetup
import HowdahTerminal
import HowdahText

/// One answer as a field of a form: how it looks at first, and what a typed or chosen value means.
struct Entry: Sendable {
    /// What fields are made from: the answers, and what was found in their step.
    struct Source: Sendable {
        var answers: Answers
        var findings: [Finding]
        var isRoot: Bool
        /// Howdah was started in a project.
        var isProject = false
        /// The fields that were shown and used: one that its own answer would hide stays, as the way back.
        var used: Set<String> = []
    }

    /// The key in the answers file, such as `database.name`.
    let id: String
    let isShown: @Sendable (Source) -> Bool
    /// The field as the answers have it.
    let field: @Sendable (Source) -> Form.Field
    /// Takes the value into the answers, or says why it cannot be.
    let put: @Sendable (Control, inout Answers) -> String?

    /// A copy that is shown only where something holds.
    func shown(_ condition: @escaping @Sendable (Source) -> Bool) -> Entry {
        Entry(id: id, isShown: condition, field: field, put: put)
    }

    /// A copy with another help where something is to be said about this very case.
    func helped(_ help: @escaping @Sendable (Source) -> String?) -> Entry {
        Entry(
            id: id, isShown: isShown,
            field: { source in
                var field = self.field(source)
                field.help = help(source) ?? field.help
                return field
            }, put: put)
    }

    static func text(
        _ id: String, _ words: Words.Fields.Field, _ path: any WritableKeyPath<Answers, String> & Sendable,
        placeholder: @escaping @Sendable (Source) -> String = { _ in "" },
        check: @escaping @Sendable (String) -> String? = { _ in nil }
    ) -> Entry {
        Entry(
            id: id, isShown: { _ in true },
            field: { source in
                let field = TextField(source.answers[keyPath: path], placeholder: placeholder(source))
                return Form.Field(id, label: words.label, help: words.help, control: .text(field))
            },
            put: { control, answers in
                guard case .text(let field) = control else { return nil }
                // A space at an end is never meant, and cannot be seen afterwards.
                let text = field.text.trimmed
                if let problem = check(text) { return problem }
                answers[keyPath: path] = text
                return nil
            })
    }

    static func port(_ id: String, _ words: Words.Fields.Field, _ path: any WritableKeyPath<Answers, Int> & Sendable)
        -> Entry
    {
        Entry(
            id: id, isShown: { _ in true },
            field: { source in
                let field = TextField(String(source.answers[keyPath: path]))
                return Form.Field(id, label: words.label, help: words.help, control: .text(field))
            },
            put: { control, answers in
                guard case .text(let field) = control else { return nil }
                guard let port = Int(field.text.trimmed), HowdahSetup.Check.port(port) == nil else {
                    return Words.Answers.portRange
                }
                answers[keyPath: path] = port
                return nil
            })
    }

    static func choice<Value: Equatable & Sendable>(
        _ id: String, _ words: Words.Fields.Field, _ path: any WritableKeyPath<Answers, Value> & Sendable,
        _ options: [(value: Value, title: String, detail: String)]
    ) -> Entry {
        Entry(
            id: id, isShown: { _ in true },
            field: { source in
                let index = options.firstIndex { $0.value == source.answers[keyPath: path] } ?? 0
                let choice = Choice(options.map { .init($0.title, detail: $0.detail) }, selection: index)
                return Form.Field(id, label: words.label, help: words.help, control: .choice(choice))
            },
            put: { control, answers in
                guard case .choice(let choice) = control, options.indices.contains(choice.selection) else { return nil }
                answers[keyPath: path] = options[choice.selection].value
                return nil
            })
    }

    static func check(
        _ id: String, _ words: Words.Fields.Field, _ path: any WritableKeyPath<Answers, Bool> & Sendable
    ) -> Entry {
        Entry(
            id: id, isShown: { _ in true },
            field: { source in
                let check = HowdahTerminal.Check(words.title, isOn: source.answers[keyPath: path])
                return Form.Field(id, label: words.label, help: words.help, control: .check(check))
            },
            put: { control, answers in
                guard case .check(let check) = control else { return nil }
                answers[keyPath: path] = check.isOn
                return nil
            })
    }

    /// Whether Howdah makes a password: on is `generate`, off is `ask`. Not shown where the answers point elsewhere.
    static func generate(
        _ id: String, _ words: Words.Fields.Field, _ path: any WritableKeyPath<Answers, PasswordSource> & Sendable
    ) -> Entry {
        Entry(
            id: id, isShown: { [.generate, .ask].contains($0.answers[keyPath: path]) },
            field: { source in
                let check = HowdahTerminal.Check(words.title, isOn: source.answers[keyPath: path] == .generate)
                return Form.Field(id, label: words.label, help: words.help, control: .check(check))
            },
            put: { control, answers in
                guard case .check(let check) = control else { return nil }
                answers[keyPath: path] = check.isOn ? .generate : .ask
                return nil
            })
    }

    /// A password to type. It stays in its field: the answers never hold one.
    static func password(
        _ id: String, _ words: Words.Fields.Field, _ path: any WritableKeyPath<Answers, PasswordSource> & Sendable
    ) -> Entry {
        Entry(
            id: id, isShown: { $0.answers[keyPath: path] == .ask },
            field: { _ in Form.Field(id, label: words.label, help: words.help, control: .password(PasswordField())) },
            put: { _, _ in nil })
    }
}
