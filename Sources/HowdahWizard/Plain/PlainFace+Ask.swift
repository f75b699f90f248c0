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

    /// Asks for each field in turn; one answer may show or hide those after it.
    func change(_ entries: [Entry], _ findings: [Finding]) async throws(Left) {
        await say(Words.Plain.changing)
        for entry in entries where entry.isShown(source(findings)) && entry.id != "superuser.repeat" {
            while true {
                let field = entry.field(source(findings))
                if !field.help.isEmpty { await say(field.help) }
                let control = try await ask(field)
                guard let control else { break }
                guard let problem = entry.put(control, &answers) else { break }
                await say(problem)
            }
        }
    }

    /// - Returns: nil: nothing to put into the answers.
    private func ask(_ field: Form.Field) async throws(Left) -> Control? {
        switch field.control {
        case .text(var text):
            let shown = text.text.isEmpty ? text.placeholder : text.text
            guard let line = await conversation.ask(Words.Plain.text(field.label, shown), false) else {
                throw Left(code: code)
            }
            let typed = Self.trimmed(line)
            if typed == "-" { text.text = "" } else if !typed.isEmpty { text.text = typed }
            return .text(text)
        case .choice(let choice):
            let selection = try await choose(field.label, choice)
            return .choice(Choice(choice.options, selection: selection))
        case .check(var check):
            while true {
                switch try await key(Words.Plain.yesNo(check.title, check.isOn)) {
                case "": return .check(check)
                case "y", Words.Plain.yes: check.isOn = true
                case "n", Words.Plain.no: check.isOn = false
                default:
                    await say(Words.Plain.yesOrNo)
                    continue
                }
                return .check(check)
            }
        case .password:
            try await askPassword(field.id)
            return nil
        }
    }

    /// - Returns: the index chosen.
    func choose(_ label: String, _ choice: Choice) async throws(Left) -> Int {
        await say("\(label):")
        for (index, option) in choice.options.enumerated() {
            await say("  \(index + 1) \(option.title)\(option.detail.isEmpty ? "" : ": \(option.detail)")")
        }
        while true {
            let line = try await key(Words.Plain.number(choice.selection + 1))
            if line.isEmpty { return choice.selection }
            if let number = Int(line), choice.options.indices.contains(number - 1) { return number - 1 }
            await say(Words.Plain.noSuchNumber)
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
