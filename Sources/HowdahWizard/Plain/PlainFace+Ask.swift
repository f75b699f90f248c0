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

    /// Asks for each field in turn; one answer may show or hide those after it.
    func change(_ entries: [Entry], _ findings: [Finding]) async throws(Left) {
        await say(Words.Plain.changing)
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
                index = asked.popLast() ?? index
            case .cancel:
                (answers, passwords) = (before, typed)
                await say(Words.Plain.cancelled)
                return
            case .value(let control):
                if let control, let problem = entry.put(control, &answers) {
                    await say(problem)
                } else {
                    asked.append(index)
                    index += 1
                }
            }
        }
    }

    /// The words that work at every field, also where text is typed.
    private func word(_ line: String) async -> Reply?? {
        switch line.lowercased() {
        case Words.Plain.back: return .some(.back)
        case Words.Plain.cancel: return .some(.cancel)
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
                default:
                    await say(Words.Plain.yesOrNo)
                    continue
                }
                return .value(.check(check))
            }
        case .password:
            try await askPassword(field.id)
            return .value(nil)
        }
    }

    private enum Pick {
        case value(Int)
        case back, cancel
    }

    private func pick(_ label: String, _ choice: Choice) async throws(Left) -> Pick {
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
            default: break
            }
            if let number = Int(line), choice.options.indices.contains(number - 1) { return .value(number - 1) }
            await say(Words.Plain.noSuchNumber)
        }
    }

    /// - Returns: the index chosen.
    func choose(_ label: String, _ choice: Choice) async throws(Left) -> Int {
        while true {
            switch try await pick(label, choice) {
            case .value(let index): return index
            case .back: await say(Words.Plain.noWayBack)
            case .cancel: throw Left(code: code)
            }
        }
    }

    /// Those that are needed and not typed yet.
    func askPasswords(_ entries: [Entry]) async throws(Left) {
        for entry in entries where entry.isShown(source([])) {
            guard let name = Self.secret(entry.id), passwords[name] == nil, services.secrets.get(name) == nil else {
                continue
            }
            try await askPassword(entry.id)
        }
    }

    private static func secret(_ id: String) -> SecretName? {
        ["database.password": .databasePassword, "superuser.password": .superuserPassword][id]
    }

    /// Twice, because it is not seen.
    private func askPassword(_ id: String) async throws(Left) {
        guard let name = Self.secret(id) else { return }
        let label =
            name == .databasePassword
            ? Words.Plain.databasePassword : Words.Plain.superuserPassword(answers.superuser.username)
        while true {
            await say(Words.Plain.hidden)
            guard let first = await conversation.ask("\(label): ", true),
                let second = await conversation.ask("\(Words.Fields.superuserRepeat.label): ", true)
            else { throw Left(code: code) }
            message = []
            if first.isEmpty {
                await say(Words.Fields.passwordNeeded)
            } else if first != second {
                await say(Words.Fields.repeatDiffers)
            } else {
                await say(Strength(first).word)
                passwords[name] = Secret(first)
                return
            }
        }
    }
}
