import HowdahSetup
import HowdahText

// What is said, and the keys that work at every question.
extension PlainFace {
    /// In columns: what a line of prose has at most.
    static let width = 78

    func say(_ lines: String...) async { await say(lines) }

    func say(_ lines: [String]) async {
        for line in lines {
            // Commands and what programs say stay whole, so that they can be copied.
            let isProse = line.first != " "
            let text = Self.spoken(line)
            for piece in isProse ? text.wrapped(toWidth: Self.width) : [text] {
                let redacted = services.redactor.redact(piece)
                message.append(redacted)
                await conversation.say(redacted)
            }
        }
    }

    /// Without the signs that a screen reader spells out.
    static func spoken(_ line: String) -> String {
        var text = line
        if let dots = text.firstRange(of: "•") {
            let end = text[dots.lowerBound...].firstIndex { $0 != "•" } ?? text.endIndex
            text = spoken(text[..<dots.lowerBound] + Words.Plain.masked + text[end...])
        }
        for (sign, word) in Words.Plain.signs { text = text.replacing(sign, with: word) }
        return text
    }

    /// The line typed, in lower case and trimmed. What works at every question is answered here.
    func key(_ prompt: String) async throws(Left) -> String {
        var lines = Self.spoken(prompt).wrapped(toWidth: Self.width)
        let last = lines.removeLast().trimmed + (prompt.hasSuffix(" ") ? " " : "")
        while true {
            for line in lines { await conversation.say(line) }
            guard let line = await conversation.ask(last, false) else { throw Left(code: code) }
            let key = line.trimmed.lowercased()
            guard await answer(key) else {
                message = []
                return key
            }
        }
    }

    /// One of these keys, or the word for it; anything else is asked for again, and nothing is told twice. `q` leaves.
    func key(_ prompt: String, of known: Set<String>) async throws(Left) -> String {
        let words = [Words.Plain.back: "b", Words.Plain.quit: "q"]
        while true {
            let typed = try await key(prompt)
            let key = words[typed] ?? typed
            if key == "q" { throw Left(code: code) }
            if known.contains(key) { return key }
            await say(Words.Plain.notUnderstood)
        }
    }

    /// Help, the last message again, the log.
    ///
    /// - Returns: whether the key was one of these.
    func answer(_ key: String) async -> Bool {
        switch key {
        case "h", "?", Words.Plain.help: await sayHelp()
        case "r", Words.Plain.again:
            // As it was: not wrapped or redacted a second time, and not part of the next repetition.
            for line in message { await conversation.say(line) }
        case "l", Words.Plain.log:
            for line in log.isEmpty ? [Words.Plain.noLog] : log {
                await conversation.say(services.redactor.redact(Self.spoken(line)))
            }
        default: return false
        }
        return true
    }

    private func sayHelp() async {
        let kept = message
        await say(["", Words.Plain.helpTitle] + Words.Plain.keys)
        await say(["", Words.Teach.title])
        for (question, answer) in Words.Teach.questions(page.rawValue) { await say([question, answer]) }
        await say(["", Words.Wizard.glossaryTitle])
        for (word, meaning) in Words.Glossary.all { await say("\(word): \(meaning).") }
        await say("")
        // Help is not what one wants to hear again.
        message = kept
    }
}
