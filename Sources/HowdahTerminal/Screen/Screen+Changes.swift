extension Screen {
    /// The stretches of text to send so that a terminal showing `old` shows this screen.
    ///
    /// - Parameter old: what is on the glass; nil, or another size, sends everything.
    func changes(since old: Screen?) -> [(y: Int, run: Run)] {
        var result: [(y: Int, run: Run)] = []
        let old = old?.size == size ? old : nil
        for y in 0..<size.rows {
            let start = y * size.columns
            guard let old else {
                result += runs(row: y).map { (y, $0) }
                continue
            }
            var current: Run?
            var x = 0
            while x < size.columns {
                let cell = cells[start + x]
                let width = max(1, Int(cell.columns))
                let isSame = (x..<min(size.columns, x + width)).allSatisfy {
                    cells[start + $0] == old.cells[start + $0]
                }
                if isSame {
                    if let run = current { result.append((y, run)) }
                    current = nil
                } else if var run = current, run.role == cell.role {
                    run.text.append(cell.character)
                    run.width += width
                    current = run
                } else {
                    if let run = current { result.append((y, run)) }
                    current = Run(x: x, width: width, role: cell.role, text: String(cell.character))
                }
                x += width
            }
            if let run = current { result.append((y, run)) }
        }
        return result
    }
}
