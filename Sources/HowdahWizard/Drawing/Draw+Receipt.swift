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
        if !Frame(size).isLow { text.add("") }
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
        // The folder itself stands above and below; with it in every path the rows would break.
        if let secretsLabel { add(secretsLabel, Words.Wizard.inProject(Words.Wizard.secrets)) }
        add(words.notes, receipt.notes.map(inProject))
        // Where all was there already nothing ran that could have taken time.
        if receipt.seconds >= 0.05 { add(words.time, Seconds.text(receipt.seconds)) }
        text.add("")
        text.add(Words.Wizard.tomorrow, .title)
        for (command, meaning) in tomorrow {
            // A command is never cut: where it leaves no room for its meaning, it stands alone.
            let hasRoom = command.displayWidth < 28
            let line = hasRoom ? command.padded(toWidth: 28) + "# " + meaning : command
            text.add(line, .code, indent: 2, hang: hasRoom ? 30 : 2)
        }
        // What is needed less often comes last: in a low window it lies below the edge.
        func add(_ title: String, command: String) {
            text.add("")
            text.add(title, .title)
            text.add(command, .code, indent: 2, hang: 2)
        }
        if let web { add(Words.Wizard.webKept(web.port), command: stopWeb) }
        if let privateCluster { add(Words.Wizard.startPlain, command: privateCluster.plainCommand("start")) }
        return text
    }

    private func inProject(_ path: String) -> String {
        path.hasPrefix(projectFolder + "/")
            ? Words.Wizard.inProject(String(path.dropFirst(projectFolder.count + 1))) : path
    }

    /// Whose passwords `secrets.toml` holds; nil: it holds none.
    private var secretsLabel: String? {
        if answers.superuser.password == .generate { return Words.Wizard.receiptSecrets }
        let isKept = answers.postgres.mode != .url && [.generate, .ask].contains(answers.database.password)
        return isKept ? Words.Wizard.receiptRoleSecret : nil
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
        if privateCluster != nil { lines.append(("howdah start", Words.Wizard.tomorrowStart)) }
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

    /// The columns before a value in the farewell.
    public static let farewellHang = 15

    /// What stays on the normal screen after the wizard: the conclusion, or where it ended and why.
    public var farewell: [String] {
        if place == .receipt, let receipt, receipt.ok {
            var lines = [Words.Receipt.done]
            if let url = address(receipt) { lines.append("  " + Words.Receipt.url.padded(toWidth: 13) + url) }
            lines.append("  " + Words.Wizard.receiptUser.padded(toWidth: 13) + answers.superuser.username)
            if let secretsLabel {
                lines.append("  " + secretsLabel.padded(toWidth: 13) + Words.Wizard.secretsAt(projectFolder))
            }
            if let notes = receipt.notes {
                lines.append("  " + Words.Receipt.notes.padded(toWidth: 13) + notes)
            }
            if let web {
                lines += ["  " + Words.Wizard.webKept(web.port), "    " + stopWeb]
            }
            lines.append("  " + Words.Wizard.tomorrow)
            return lines + tomorrow.map { "    " + $0.command }
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
