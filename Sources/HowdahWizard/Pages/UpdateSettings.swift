import HowdahSetup
import HowdahTerminal
import HowdahText

extension StepForm {
    /// Where the password is to stand; all else the diff says.
    static let updateSettings = StepForm([style, .otherDatabase])

    private static let style = Entry(
        id: "settings.style", isShown: { _ in true },
        field: { source in
            // In a repository a password is published sooner than one thinks.
            let isInGit = source.findings["git"] != nil
            let options = Answers.Style.allCases.map { style in
                Choice.Option(
                    Words.Fields.style(style.rawValue),
                    detail: Words.Fields.styleDetail(style.rawValue)
                        + (isInGit && style != .literal ? Words.Fields.styleInGit : ""))
            }
            let index = Answers.Style.allCases.firstIndex(of: source.answers.settings.style) ?? 0
            let words = Words.Fields.settingsStyle
            return Form.Field(
                "settings.style", label: words.label, help: words.help,
                control: .choice(Choice(options, selection: index)))
        },
        put: { control, answers in
            guard case .choice(let choice) = control, Answers.Style.allCases.indices.contains(choice.selection) else {
                return nil
            }
            answers.settings.style = Answers.Style.allCases[choice.selection]
            return nil
        })
}

extension Entry {
    /// Asked only where the project uses a PostgreSQL that Howdah did not set up. The answer is step 4's.
    static let otherDatabase = Entry.choice(
        "settings.existing", Words.Fields.otherDatabase, \.database.existing,
        [
            (.refuse, Words.Fields.otherKeep, Words.Fields.otherKeepDetail),
            (.adopt, Words.Fields.otherChange, Words.Fields.otherChangeDetail),
        ]
    ).shown { source in
        source.used.contains("settings.existing")
            || source.findings.contains { $0.cause == "settings-other-postgresql" }
    }
}
