import HowdahSetup
import HowdahTerminal
import HowdahText

extension Wizard {
    private struct FormLayout {
        var why: Rect
        var form: Rect
        var panel: Rect
    }

    /// The form has its rows. What Enter will do comes next, at least six rows of it: the explanation gives way before
    /// that, by whole sentences.
    ///
    /// What is typed changes none of this: nothing jumps below the cursor.
    private func formLayout(_ id: StepID, _ frame: Frame) -> FormLayout {
        let body = frame.body
        let wanted = form.fields.isEmpty ? 0 : form.stableHeight(width: body.width) + (frame.isLow ? 0 : 1)
        let rows = min(wanted, max(0, body.height - 6))
        let left = body.height - rows
        var why = 0
        if frame.side == nil, teaches {
            why = Self.cut(Words.Steps.why(id.rawValue), Size(columns: body.width, rows: left - 7), glyphs).count
            if why > 0 { why += 1 }
        }
        let (top, rest) = body.split(top: why)
        let (middle, bottom) = rest.split(top: rows)
        return FormLayout(why: top, form: middle, panel: bottom)
    }

    /// Whether the explanation is cut above the form.
    private func isWhyCut(_ id: StepID) -> Bool {
        let frame = Frame(size)
        guard frame.side == nil, teaches else { return false }
        let lines = Words.Steps.why(id.rawValue).wrapped(toWidth: frame.body.width).count
        return lines > formLayout(id, frame).why.height - 1
    }

    /// The size of the preview inside its frame.
    func previewArea(_ id: StepID) -> Size {
        let panel = formLayout(id, Frame(size)).panel.inset(columns: 2, rows: 1)
        return Size(columns: panel.width, rows: panel.height)
    }

    func drawForm(_ id: StepID, _ frame: Frame, on screen: inout Screen) {
        let layout = formLayout(id, frame)
        if let side = frame.side {
            drawSide(id, side, on: &screen)
        } else if layout.why.height > 1 {
            let area = layout.why.split(bottom: 1).rest
            let shown = Self.cut(
                Words.Steps.why(id.rawValue), Size(columns: area.width, rows: area.height), glyphs)
            screen.write(paragraph: shown.joined(separator: "\n"), in: area, role: .dim)
        }
        form.draw(in: layout.form, on: &screen)
        let page = self[id]
        let title =
            isLookingLong
            ? "\(spinner) \(Words.Wizard.lookingTitle)"
            : page.isDone
                ? Words.Wizard.doneTitle
                : page.obstacle != nil ? Words.Wizard.obstacleTitle : Words.Wizard.planTitle(inAll(page.actions))
        let role: Role = page.obstacle != nil && !page.isDone && !isLookingLong ? .problem : .border
        let inner = Panel(title, role: role).draw(in: layout.panel, on: &screen)
        guard page.preview != nil else {
            guard isLookingLong else { return }
            screen.write(
                "\(spinner) \(Words.Wizard.lookingLong)", at: Point(x: inner.x, y: inner.y), role: .dim,
                maxWidth: inner.width)
            return
        }
        previewText(id).draw(from: page.scroll, in: inner, on: &screen)
    }

    /// As many whole sentences as there is room for. A first one that is too long says that it goes on.
    private static func cut(_ text: String, _ room: Size, _ glyphs: Glyphs) -> [String] {
        guard room.rows > 0 else { return [] }
        var rest = text[...]
        while true {
            let lines = String(rest).wrapped(toWidth: room.columns)
            if lines.count <= room.rows { return lines }
            guard let end = rest.ranges(of: ". ").last?.lowerBound else {
                return lines.prefix(room.rows - 1) + [cut(line: lines[room.rows - 1], room.columns, glyphs)]
            }
            rest = rest[...end]
        }
    }

    /// Without its last word where the sign for that has no room.
    private static func cut(line: String, _ width: Int, _ glyphs: Glyphs) -> String {
        let sign = " \(glyphs.ellipsis)"
        guard line.displayWidth + sign.displayWidth > width, let space = line.lastIndex(of: " ") else {
            return line + sign
        }
        return line[..<space] + sign
    }

    /// How long these take in all; nil: no time that is worth a word.
    func inAll(_ actions: [Action]) -> String? {
        let usual = context.times.usual(actions)
        guard usual.seconds >= 1 else { return nil }
        return Words.Times.inAll(Seconds.rounded(usual.seconds), isMeasured: usual.isMeasured)
    }

    /// What Enter will run, word for word, and what was found.
    func previewText(_ id: StepID) -> TextView {
        let page = self[id]
        var text = TextView()
        guard page.preview != nil else { return text }
        if page.isDone {
            text.add(Words.Wizard.nothingToRun, .ok)
        } else if let obstacle = page.obstacle {
            text.add(obstacle, glyphs)
            text.addEnter(obstacle)
        } else {
            text.add(page.actions, glyphs, teaches: teaches)
        }
        // Beside the work there is a place for these of their own.
        if let side = Frame(size).side {
            if teaches, !questionsFit(id, beside: side) { text.addQuestions(id) }
            return text
        }
        if page.isDone || page.obstacle == nil, !page.findings.isEmpty {
            text.add("")
            text.add(Words.Wizard.foundTitle, .title)
            for finding in page.findings { text.add(line(finding), role(finding.state), hang: 2) }
        }
        if isWhyCut(id) {
            text.add("")
            text.add(Words.Wizard.whyTitle, .title)
            text.add(Words.Steps.why(id.rawValue))
        }
        if teaches { text.addQuestions(id) }
        return text
    }
}

extension Form {
    /// The rows at a width whichever field is in focus: the page below must not jump with the focus.
    func stableHeight(width: Int) -> Int {
        fields.indices.map { Form(fields, focus: $0).height(width: width) }.max() ?? 0
    }
}

extension TextView {
    /// Actions: title, why, and the exact command, SQL or diff.
    mutating func add(_ actions: [Action], _ glyphs: Glyphs, indent: Int = 0, teaches: Bool = true) {
        for (index, action) in actions.enumerated() {
            if index > 0 { add("") }
            add("\(index + 1). \(action.title)", .title, indent: indent, hang: 3)
            if teaches { add(action.why, .dim, indent: indent + 3) }
            for line in action.preview.split(separator: "\n", omittingEmptySubsequences: false) {
                // A command's continuation is told from the next command.
                add(String(line), Self.role(String(line), of: action), indent: indent + 3, hang: 2)
            }
        }
    }

    /// What learners ask at a step.
    mutating func addQuestions(_ id: StepID) {
        add("")
        add(Words.Teach.title, .title)
        for (question, answer) in Words.Teach.questions(id.rawValue) {
            add(question, .accent)
            add(answer)
        }
    }

    private static func role(_ line: String, of action: Action) -> Role {
        switch action.work {
        case .edit, .line: break
        default: return .code
        }
        if line.hasPrefix("+++") || line.hasPrefix("---") || line.hasPrefix("@@") { return .hunk }
        return line.hasPrefix("+") ? .added : line.hasPrefix("-") ? .removed : .code
    }

    /// What is wrong, why, and what mends it.
    mutating func add(_ diagnosis: Diagnosis, _ glyphs: Glyphs) {
        add("\(glyphs.problem) \(diagnosis.title)", .problem)
        if diagnosis.explanation != diagnosis.title { add(diagnosis.explanation) }
        add(diagnosis.fixes, glyphs)
    }

    /// What Enter does about it.
    mutating func addEnter(_ diagnosis: Diagnosis) {
        guard let fix = diagnosis.mendable.first else { return }
        add(fix.isConsent ? Words.Wizard.enterAgrees(fix.title) : Words.Wizard.enterMends(fix.title), .title)
    }

    /// What mends it, and the commands of each.
    mutating func add(_ fixes: [Fix], _ glyphs: Glyphs) {
        for fix in fixes {
            add("\(glyphs.bullet) \(fix.title)", hang: 2)
            for command in fix.commands { add(command, .code, indent: 4, hang: 2) }
        }
    }
}
