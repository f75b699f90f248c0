import HowdahSetup
import HowdahTerminal
import HowdahText

// The form of a page is made anew whenever it is needed; what is typed lives in `drafts`, by the field's id, so that
// two pages with the same field agree and nothing is lost by going back and forth.

extension Wizard {
    /// The fields that stand on the page now.
    var entries: [Entry] {
        switch place {
        case .step(let id) where self[id].phase == .form:
            let form = StepForm[id].entries
            return (id == .test ? Self.withRequired(form, self[id].findings) : form).filter { $0.isShown(source) }
        case .welcome, .review: return stepForm.entries.filter { $0.isShown(source) }
        default: return []
        }
    }

    private var stepForm: StepForm {
        switch place {
        case .welcome: .welcome
        case .step(let id): StepForm[id]
        case .review, .board, .receipt: .review
        }
    }

    private static func withRequired(_ entries: [Entry], _ findings: [Finding]) -> [Entry] {
        let place = entries.firstIndex { $0.id == "superuser.generate" } ?? entries.endIndex
        return Array(entries[..<place]) + Entry.required(findings) + Array(entries[place...])
    }

    private var source: Entry.Source {
        let findings =
            if case .step(let id) = place { self[id].findings } else { StepID.allCases.flatMap { self[$0].findings } }
        return Entry.Source(
            answers: answers, findings: findings, isRoot: context.isRoot,
            isProject: folder == context.folder, used: Set(drafts.keys))
    }

    var form: Form {
        let source = source
        let fields = entries.map { entry in
            var field = entry.field(source)
            field.control = Self.control(draft: drafts[entry.id], like: field.control)
            field.error = errors[entry.id]
            if case .password(let password) = field.control, !entry.id.hasSuffix("repeat") {
                let word = Strength(password.text).word
                if !word.isEmpty { field.help = word }
            }
            return field
        }
        let wanted = focus[place] ?? stepForm.first
        return Form(fields, focus: fields.firstIndex { $0.id == wanted } ?? 0)
    }

    /// A placeholder follows the answers; what is typed stays.
    private static func control(draft: Control?, like fresh: Control) -> Control {
        switch (draft, fresh) {
        case (.text(var field)?, .text(let model)):
            field.placeholder = model.placeholder
            return .text(field)
        case (let draft?, _): return draft
        case (nil, _): return fresh
        }
    }

    /// Takes the form's state back, and its values into the answers.
    ///
    /// - Returns: whether the answers changed.
    mutating func take(_ form: Form) -> Bool {
        let before = answers
        let password = typed("superuser.password")
        defer {
            // A repetition of what is no longer there can only be wrong.
            if typed("superuser.password") != password, !typed("superuser.repeat").isEmpty {
                drafts["superuser.repeat"] = .password(PasswordField())
                errors["superuser.repeat"] = nil
            }
        }
        if let id = form.focusedID { focus[place] = id }
        for entry in entries {
            guard let control = form[entry.id]?.control else { continue }
            if drafts[entry.id] != control { errors[entry.id] = nil }
            drafts[entry.id] = control
            if let problem = entry.put(control, &answers) { errors[entry.id] = problem }
        }
        return answers != before
    }

    /// One that was refused is of no use: both fields are empty, and the first says why.
    mutating func askForAnotherPassword(_ reason: String) {
        guard answers.superuser.password == .ask else { return }
        for id in ["superuser.password", "superuser.repeat"] { drafts[id] = .password(PasswordField()) }
        errors["superuser.password"] = reason
        focus[place] = "superuser.password"
    }

    func typed(_ id: String) -> String {
        guard case .password(let field)? = drafts[id] else { return "" }
        return field.text
    }

    /// What must be mended before anything runs; the first such field gets the focus.
    ///
    /// - Returns: whether something is wrong.
    mutating func refuse() -> Bool {
        let entries = entries
        for entry in entries where errors[entry.id] == nil {
            var copy = answers
            let form = form
            if let control = form[entry.id]?.control, let problem = entry.put(control, &copy) {
                errors[entry.id] = problem
            }
        }
        // What is done already needs no password any more.
        if entries.contains(where: { $0.id == "database.password" }), !self[.database].isDone,
            typed("database.password").isEmpty
        {
            errors["database.password"] = Words.Fields.passwordNeeded
        }
        if entries.contains(where: { $0.id == "superuser.password" }), !self[.test].isDone {
            let (first, second) = (typed("superuser.password"), typed("superuser.repeat"))
            if first.isEmpty {
                errors["superuser.password"] = Words.Fields.passwordNeeded
            } else if isNewProject, Strength(first) == .tooShort {
                errors["superuser.password"] = Words.Fields.strengthShort
            } else if first != second {
                errors["superuser.repeat"] = second.isEmpty ? Words.Fields.repeatNeeded : Words.Fields.repeatDiffers
            }
        }
        for entry in entries
        where entry.id.hasPrefix("superuser.fields.") && answers.superuser.fields[String(entry.id.dropFirst(17))] == nil
        {
            errors[entry.id] = Words.Answers.empty
        }
        guard let wrong = entries.first(where: { errors[$0.id] != nil }) else { return false }
        focus[place] = wrong.id
        return true
    }

    /// It has Django's own validators; what an existing one asks of a password only Django knows.
    private var isNewProject: Bool {
        self[.project].outcome == .done || self[.project].preview?.findings.first?.state == .missing
    }

    /// The typed passwords that what starts now will need.
    func passwords(for ids: [StepID]) -> [Effect] {
        var effects: [Effect] = []
        for (id, name, source, field) in [
            (StepID.database, SecretName.databasePassword, answers.database.password, "database.password"),
            (.test, .superuserPassword, answers.superuser.password, "superuser.password"),
        ] where ids.contains(id) {
            if source == .ask, !typed(field).isEmpty {
                effects.append(.keep(name, Secret(typed(field)), answers))
            } else if source == .generate, drafts[field] != nil {
                effects.append(.forget(name))
            }
        }
        return effects
    }
}
