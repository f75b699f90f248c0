import HowdahSetup
import HowdahTerminal
import HowdahText

extension Wizard {
    func drawReceipt(_ frame: Frame, on screen: inout Screen) {
        receiptText().draw(from: scroll, in: frame.whole, on: &screen, isFramed: false)
    }

    func receiptArea() -> Size {
        let area = Frame(size).whole
        // The last row tells what lies below.
        return Size(columns: area.width, rows: area.height - 1)
    }

    /// The admin's address: of the server that was left running, else of the one that will be started.
    private func address(_ receipt: Receipt) -> String? {
        guard let url = receipt.adminURL else { return nil }
        guard let web else { return url }
        return url.replacing(":\(answers.server.port)/", with: ":\(web.port)/")
    }

    func receiptText() -> TextView {
        let words = Words.Receipt.self
        var text = TextView()
        guard let receipt else {
            text.add("\(spinner) \(Words.Wizard.lookingLong)", .dim)
            return text
        }
        text.add(
            "\(receipt.ok ? glyphs.done : glyphs.problem) \(receipt.ok ? words.done : words.notDone)",
            receipt.ok ? .ok : .problem)
        text.add("")
        func add(_ label: String, _ value: String?, _ role: Role = .text) {
            if let value { text.add("  " + label.padded(toWidth: 13) + value, role, hang: 15, lead: 15) }
        }
        add(words.url, address(receipt), .link)
        if web == nil, receipt.adminURL != nil { add("", Words.Wizard.onceItRuns, .dim) }
        add(
            Words.Wizard.receiptUser,
            Words.Wizard.receiptLogin(answers.superuser.username, words.login(receipt.login.rawValue)))
        add(Words.Wizard.receiptPassword, password)
        let versions = [
            receipt.django.map { "Django \($0)" }, receipt.adapter, receipt.serverVersion.map { "PostgreSQL \($0)" },
        ]
        add(Words.Wizard.receiptVersions, versions.compactMap(\.self).joined(separator: ", "))
        add(
            words.database,
            receipt.database.map { Words.Wizard.receiptDatabase($0, receipt.user ?? "", receipt.tables ?? 0) })
        add(Words.Wizard.receiptSecrets, Words.Wizard.secretsAt(projectFolder))
        add(words.notes, receipt.notes)
        add(words.time, Seconds.text(receipt.seconds))
        if let web {
            text.add("")
            text.add(Words.Wizard.webKept(web.port), .title)
            text.add(stopWeb, .code, indent: 2, hang: 2)
        }
        text.add("")
        text.add(Words.Wizard.tomorrow, .title)
        for (command, meaning) in tomorrow {
            // A command is never cut: where it leaves no room for its meaning, it stands alone.
            let hasRoom = !meaning.isEmpty && command.displayWidth < 28
            let line = hasRoom ? command.padded(toWidth: 28) + "# " + meaning : command
            text.add(line, .code, indent: 2, hang: hasRoom ? 30 : 2)
        }
        return text
    }

    private var stopWeb: String { "kill -- -$(cat \(projectFolder)/.howdah/runserver.pid)" }

    private var password: String {
        switch answers.superuser.password {
        case .generate: shownPassword ?? Words.Wizard.passwordKey
        default: Words.Wizard.passwordTyped
        }
    }

    /// The commands of every day, as one would type them.
    var tomorrow: [(command: String, meaning: String)] {
        var lines = [("cd \(projectFolder)", Words.Wizard.tomorrowFolder)]
        if let cluster = privateCluster {
            lines.append(("howdah start", Words.Wizard.tomorrowStart))
            lines.append((cluster.plainCommand("start"), ""))
        }
        lines.append((ShellText.line([".", venv + "/bin/activate"]), Words.Wizard.tomorrowActivate))
        lines.append(("python manage.py runserver", Words.Wizard.tomorrowRun))
        return lines
    }

    /// A person's own environment keeps its name.
    private var venv: String {
        for finding in self[.adapter].findings + self[.adapter].run.verified {
            if case .environment(let facts) = finding.evidence { return Paths.name(of: facts.path) }
        }
        return ".venv"
    }

    /// nil: the server is not ours to start.
    private var privateCluster: PrivateCluster? {
        for finding in self[.postgres].findings + self[.postgres].run.verified {
            if case .server(let choice) = finding.evidence, case .private(let cluster) = choice.server.kind {
                return cluster
            }
        }
        return nil
    }

    /// What stays on the normal screen after the wizard: the conclusion, or where it ended and why.
    public var farewell: [String] {
        if place == .receipt, let receipt, receipt.ok {
            var lines = [Words.Receipt.done]
            if let url = address(receipt) { lines.append("  " + Words.Receipt.url.padded(toWidth: 13) + url) }
            lines.append("  " + Words.Wizard.receiptUser.padded(toWidth: 13) + answers.superuser.username)
            lines.append("  " + Words.Wizard.receiptSecrets.padded(toWidth: 13) + Words.Wizard.secretsAt(projectFolder))
            if let notes = receipt.notes {
                lines.append("  " + Words.Receipt.notes.padded(toWidth: 13) + notes)
            }
            if let web {
                lines.append("  " + Words.Wizard.webKept(web.port) + " " + stopWeb)
            }
            lines.append("  " + Words.Wizard.tomorrow)
            return lines + tomorrow.filter { !$0.command.isEmpty && !$0.meaning.isEmpty }.map { "    " + $0.command }
        }
        var lines: [String] = []
        for id in StepID.allCases where self[id].outcome == .failed {
            guard let diagnosis = self[id].run.diagnosis else { continue }
            lines.append("\(Step[id].name): \(diagnosis.title) (\(diagnosis.cause.rawValue))")
        }
        guard pages.values.contains(where: { $0.run.current != nil || !$0.run.finished.isEmpty }) else {
            return lines + [Words.Wizard.leftUntouched]
        }
        return lines + [Words.Wizard.leftBefore(projectFolder), Words.Wizard.logAt(projectFolder)]
    }
}
