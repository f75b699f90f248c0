import HowdahSetup
import HowdahTerminal
import HowdahText

extension StepForm {
    /// The superuser, and what becomes of the web server.
    static let testConnection = StepForm(superuser + [.serverPort, .keepRunning], first: "superuser.password")

    /// Express asks only what has no good answer of its own.
    static let review = StepForm(
        [.projectName] + Entry.otherDatabase + [databasePassword] + superuser + [.keepRunning],
        first: "superuser.password")

    /// Among the superuser's fields it has to say whose it is.
    private static let databasePassword = Entry.password(
        "database.password", Words.Fields.reviewDatabasePassword, \.database.password)

    private static let superuser: [Entry] = [
        .text("superuser.username", Words.Fields.username, \.superuser.username, check: HowdahSetup.Check.notEmpty),
        .text("superuser.email", Words.Fields.email, \.superuser.email),
        .generate("superuser.generate", Words.Fields.superuserGenerate, \.superuser.password),
        .password("superuser.password", Words.Fields.superuserPassword, \.superuser.password),
        .password("superuser.repeat", Words.Fields.superuserRepeat, \.superuser.password),
    ]
}

extension Entry {
    static let serverPort = Entry.port("server.port", Words.Fields.serverPort, \.server.port)
    static let keepRunning = Entry.check("server.keep_running", Words.Fields.keepRunning, \.server.keepRunning)

    /// What the project's own user model requires besides name and e-mail.
    static func required(_ findings: [Finding]) -> [Entry] {
        guard case .django(let state)? = findings["superuser"]?.evidence, let model = state.userModel?.value else {
            return []
        }
        return model.requiredFields.filter { $0.name != "email" && $0.name != model.usernameField }.map { field in
            let name = field.name
            return Entry(
                id: "superuser.fields.\(name)", isShown: { _ in true },
                field: { source in
                    let text = TextField(source.answers.superuser.fields[name] ?? "")
                    return Form.Field(
                        "superuser.fields.\(name)", label: field.verboseName, help: Words.Fields.required,
                        control: .text(text))
                },
                put: { control, answers in
                    guard case .text(let text) = control else { return nil }
                    let value = text.text.trimmed
                    answers.superuser.fields[name] = value.isEmpty ? nil : value
                    return nil
                })
        }
    }
}
