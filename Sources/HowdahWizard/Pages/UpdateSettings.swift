import HowdahSetup
import HowdahTerminal
import HowdahText

extension StepForm {
    /// Where the password is to stand; all else the diff says.
    static let updateSettings = StepForm([style] + Entry.otherDatabase)

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
    /// One of the three is shown, by what a change leads to.
    static let otherDatabase = Entry.Target.allCases.map(otherDatabase)

    /// The database that a change leads to.
    fileprivate enum Target: CaseIterable { case new, own, foreign }

    private static func otherDatabase(_ target: Target) -> Entry {
        let words = Words.Fields.self
        let detail =
            switch target {
            case .new: words.otherChangeDetail
            case .own: words.otherChangeBackDetail
            case .foreign: words.otherChangeForeignDetail
            }
        return Entry.choice(
            "settings.existing", words.otherDatabase, \.database.existing,
            [
                (.refuse, words.otherKeep, words.otherKeepDetail),
                (.adopt, words.otherChange, detail),
            ]
        ).shown { source in
            source.target == target
                && (source.used.contains("settings.existing")
                    || source.findings.contains { $0.cause == "settings-other-postgresql" })
        }
    }
}

extension Entry.Source {
    /// Whoever agrees to a change agrees to what becomes of a role and a database that Howdah did not make, too.
    fileprivate var target: Entry.Target {
        if findings["own"] != nil { return .own }
        let isForeign = findings.contains { finding in
            switch finding.evidence {
            case .role(let role): !role.madeByHowdah
            case .database(let database): !database.madeByHowdah
            default: false
            }
        }
        return isForeign ? .foreign : .new
    }
}

extension Diagnosis {
    /// Where a field of the form decides, no key of the answers file is named.
    var inAForm: Diagnosis {
        guard cause == "settings-other-postgresql" else { return self }
        var diagnosis = self
        diagnosis.explanation = Words.Fields.otherExplanation
        diagnosis.fixes.removeAll { $0.actions.isEmpty }
        return diagnosis
    }
}
