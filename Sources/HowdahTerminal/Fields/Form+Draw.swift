import HowdahText

extension Form {
    /// The rows that the form takes at a width, in columns, the focused field's help included.
    public func height(width: Int) -> Int {
        fields.indices.reduce(0) { $0 + self.rows(of: $1, width: controlWidth(width)) }
    }

    /// Draws labels on the left, controls on the right; what is wrong, or else the help, below the control. Where
    /// not all fit, those around the focus are seen.
    public func draw(in rect: Rect, on screen: inout Screen) {
        let width = controlWidth(rect.width)
        let tops = fields.indices.reduce(into: [0]) { $0.append(($0.last ?? 0) + rows(of: $1, width: width)) }
        // From the field that, at the top, lets the focused one be seen whole.
        var first = 0
        while first < focus, tops[focus + 1] - tops[first] > rect.height { first += 1 }
        for index in fields.indices where index >= first {
            let y = rect.y + tops[index] - tops[first]
            guard y < rect.maxY else { break }
            draw(index, in: Rect(x: rect.x, y: y, width: rect.width, height: rect.maxY - y), on: &screen)
        }
    }

    private func draw(_ index: Int, in rect: Rect, on screen: inout Screen) {
        let field = fields[index]
        let isFocused = index == focus
        let marker = isFocused ? String(screen.glyphs.current) : " "
        let (left, right) = rect.split(left: labelWidth(rect.width), gap: 1)
        screen.write(marker, at: Point(x: left.x, y: left.y), role: .accent)
        screen.write(
            field.label, at: Point(x: left.x + 2, y: left.y), role: isFocused ? .accent : .label,
            maxWidth: left.width - 2)
        var (control, below) = right.split(top: field.control.height)
        if case .password(let password) = field.control, isFocused {
            let note = password.isShown ? Words.Terminal.passwordShown : Words.Terminal.passwordHidden
            let (entry, hint) = control.split(left: control.width - note.displayWidth - 1, gap: 1)
            screen.write(note, at: Point(x: hint.x, y: hint.y), role: .dim, maxWidth: hint.width)
            control = entry
        }
        field.control.draw(in: control, on: &screen, isFocused: isFocused)
        if let error = field.error {
            screen.write(paragraph: "\(screen.glyphs.problem) \(error)", in: below, role: .problem)
        } else if isFocused, !field.help.isEmpty {
            screen.write(paragraph: field.help, in: below, role: .dim)
        }
    }

    private func rows(of index: Int, width: Int) -> Int {
        let field = fields[index]
        let below = field.error.map { "x \($0)" } ?? (index == focus ? field.help : "")
        return field.control.height + (below.isEmpty ? 0 : below.sanitised.wrapped(toWidth: width).count)
    }

    /// The marker, a space, the widest label: at most two fifths of the width.
    private func labelWidth(_ width: Int) -> Int {
        min((fields.map(\.label.displayWidth).max() ?? 0) + 2, width * 2 / 5)
    }

    private func controlWidth(_ width: Int) -> Int { max(1, width - labelWidth(width) - 1) }
}
