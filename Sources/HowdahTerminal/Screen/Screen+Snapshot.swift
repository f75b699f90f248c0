extension Screen {
    /// What a person would read: the rows, without the spaces at their ends.
    public var text: String {
        (0..<size.rows).map(text(row:)).joined(separator: "\n")
    }

    /// One row as text, without the spaces at its end; empty outside.
    public func text(row: Int) -> String {
        guard row >= 0, row < size.rows else { return "" }
        return Self.trimmed(String(self.row(row).lazy.filter { !$0.isContinuation }.map(\.character)))
    }

    /// The text with each run's role, `‹title:Howdah›`; plain text stays bare. Ends of blank cells are cut.
    public var annotated: String {
        (0..<size.rows).map { y in
            let line = runs(row: y).map { run in
                let role = run.role
                return role == .text ? run.text : "‹\(role.rawValue):\(run.text)›"
            }
            return Self.trimmed(line.joined())
        }.joined(separator: "\n")
    }

    /// A stretch of one row in one role.
    struct Run: Equatable {
        var x: Int
        /// In columns.
        var width: Int
        var role: Role
        var text: String
    }

    /// One row cut where the role changes.
    func runs(row y: Int) -> [Run] {
        var runs: [Run] = []
        for (x, cell) in row(y).enumerated() {
            if cell.isContinuation, !runs.isEmpty {
                runs[runs.count - 1].width += 1
            } else if let last = runs.last, last.role == cell.role {
                runs[runs.count - 1].width += 1
                runs[runs.count - 1].text.append(cell.character)
            } else {
                runs.append(Run(x: x, width: 1, role: cell.role, text: String(cell.character)))
            }
        }
        return runs
    }

    private static func trimmed(_ line: String) -> String {
        var line = Substring(line)
        while line.last == " " { line.removeLast() }
        return String(line)
    }
}
