import HowdahSetup
import HowdahTerminal
import HowdahText

extension PlainFace {
    /// The same fields as on the pages.
    func entries(_ form: StepForm, _ findings: [Finding], _ id: StepID) -> [Entry] {
        form.entries + (id == .test ? Entry.required(findings) : [])
    }

    func shown(_ entries: [Entry], _ findings: [Finding]) -> [Entry] {
        entries.filter { $0.isShown(source(findings)) }
    }

    func source(_ findings: [Finding]) -> Entry.Source {
        Entry.Source(
            answers: answers, findings: findings, isRoot: services.user.isRoot,
            isProject: Layout(base: services.base, answers: answers).project == services.base)
    }

    /// What a person answers to a question about one field.
    private enum Reply {
        /// nil: nothing to put into the answers.
        case value(Control?)
        case back
        /// All as it was before.
        case cancel
    }

    /// How the questions about some fields ended. Who goes back before the first keeps what was answered.
    enum Change { case changed, back, cancelled }

    /// Asks for each field in turn; one answer may show or hide those after it.
    func change(_ entries: [Entry], _ findings: [Finding]) async throws(Left) -> Change {
        if !shown(entries, findings).isEmpty { await say(Words.Plain.changing) }
        let (before, typed) = (answers, passwords)
        var index = 0
        /// The fields asked for so far, for the way back.
        var asked: [Int] = []
        while index < entries.count {
            let entry = entries[index]
            guard entry.isShown(source(findings)), entry.id != "superuser.repeat" else {
                index += 1
                continue
            }
            let field = entry.field(source(findings))
            if !field.help.isEmpty { await say(field.help) }
            switch try await ask(field) {
            case .back:
                guard let last = asked.popLast() else { return .back }
                index = last
            case .cancel:
                (answers, passwords) = (before, typed)
                await say(Words.Plain.cancelled)
                return .cancelled
            case .value(let control):
                if let control, let problem = entry.put(control, &answers) {
                    await say(problem)
                } else {
                    asked.append(index)
                    index += 1
                }
            }
        }
        return .changed
    }

    /// The words that work at every field, also where text is typed.
    private func word(_ line: String) async throws(Left) -> Reply?? {
        switch line.lowercased() {
        case Words.Plain.back: return .some(.back)
        case Words.Plain.cancel: return .some(.cancel)
        case Words.Plain.quit: throw Left(code: code)
        case Words.Plain.help, Words.Plain.again, Words.Plain.log:
            _ = await answer(line.lowercased())
            return .some(nil)
        default: return nil
        }
    }

    private func ask(_ field: Form.Field) async throws(Left) -> Reply {
        switch field.control {
        case .text(var text):
            let shown = text.text.isEmpty ? text.placeholder : text.text
            while true {
                let prompt = Self.spoken(Words.Plain.text(field.label, shown))
                guard let line = await conversation.ask(prompt, false) else { throw Left(code: code) }
                let typed = line.trimmed
                switch try await word(typed) {
                case .some(let reply?): return reply
                case .some(nil): continue
                case nil: break
                }
                message = []
                if typed == "-" { text.text = "" } else if !typed.isEmpty { text.text = typed }
                return .value(.text(text))
            }
        case .choice(let choice):
            switch try await pick(field.label, choice) {
            case .value(let selection): return .value(.choice(Choice(choice.options, selection: selection)))
            case .back: return .back
            case .cancel: return .cancel
            }
        case .check(var check):
            while true {
                switch try await key(Words.Plain.yesNo(check.title, check.isOn)) {
                case "": return .value(.check(check))
                case "y", Words.Plain.yes: check.isOn = true
                case "n", Words.Plain.no: check.isOn = false
                case "b", Words.Plain.back: return .back
                case "x", Words.Plain.cancel: return .cancel
                case "q", Words.Plain.quit: throw Left(code: code)
                default:
                    await say(Words.Plain.yesOrNo)
                    continue
                }
                return .value(.check(check))
            }
        case .password: return try await askPassword(field.id)
        }
    }

    enum Pick {
        /// The index chosen.
        case value(Int)
        case back, cancel
    }

    func pick(_ label: String, _ choice: Choice) async throws(Left) -> Pick {
        await say("\(label):")
        for (index, option) in choice.options.enumerated() {
            await say("  \(index + 1) \(option.title)\(option.detail.isEmpty ? "" : ": \(option.detail)")")
        }
        while true {
            let line = try await key(Words.Plain.number(choice.selection + 1))
            switch line {
            case "": return .value(choice.selection)
            case "b", Words.Plain.back: return .back
            case "x", Words.Plain.cancel: return .cancel
            case "q", Words.Plain.quit: throw Left(code: code)
            default: break
            }
            if let number = Int(line), choice.options.indices.contains(number - 1) { return .value(number - 1) }
            await say(Words.Plain.noSuchNumber)
        }
    }

    /// Those that are needed and not typed yet.
    ///
    /// - Returns: whether all are there: the person may go back instead.
    func askPasswords(_ entries: [Entry]) async throws(Left) -> Bool {
        for entry in entries where entry.isShown(source([])) {
            guard let name = Self.secret(entry.id), passwords[name] == nil, services.secrets.get(name) == nil else {
                continue
            }
            guard case .value = try await askPassword(entry.id) else { return false }
        }
        return true
    }

    private static func secret(_ id: String) -> SecretName? {
        ["database.password": .databasePassword, "superuser.password": .superuserPassword][id]
    }

    /// It has Django's own validators; what an existing one asks of a password only Django knows.
    private var isNewProject: Bool {
        outcomes[.project] == .done || !Files.exists(Layout(base: services.base, answers: answers).managePy)
    }

    /// Twice, because it is not seen.
    private func askPassword(_ id: String) async throws(Left) -> Reply {
        guard let name = Self.secret(id) else { return .value(nil) }
        let label =
            name == .databasePassword
            ? Words.Plain.databasePassword : Words.Plain.superuserPassword(answers.superuser.username)
        while true {
            await say(Words.Plain.hidden)
            var typed: [String] = []
            while typed.count < 2, typed != [""] {
                let prompt = typed.isEmpty ? label : Words.Fields.superuserRepeat.label
                guard let line = await conversation.ask("\(prompt): ", true) else { throw Left(code: code) }
                switch try await word(line) {
                case .some(let reply?): return reply
                case .some(nil): continue
                case nil: typed.append(line)
                }
            }
            message = []
            if typed == [""] {
                await say(Words.Fields.passwordNeeded)
            } else if name == .superuserPassword, isNewProject, Strength(typed[0]) == .tooShort {
                await say(Words.Fields.strengthShort)
            } else if typed[0] != typed[1] {
                await say(Words.Fields.repeatDiffers)
            } else {
                await say(Strength(typed[0]).word)
                passwords[name] = Secret(typed[0])
                return .value(nil)
            }
        }
    }
}
