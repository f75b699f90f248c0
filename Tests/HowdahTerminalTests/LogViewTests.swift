import Testing

@testable import HowdahTerminal

@Suite struct LogViewTests {
    private let size = Size(columns: 20, rows: 3)

    private func log(_ count: Int, capacity: Int = 100) -> LogView {
        var log = LogView(capacity: capacity)
        log.append(contentsOf: (0..<count).map { "line \($0)" })
        return log
    }

    private func text(_ log: LogView, columns: Int = 20, rows: Int = 3) -> String {
        drawn(columns, rows) { log.draw(in: $0, on: &$1) }.text
    }

    @Test func followsItsEnd() {
        var log = log(5)
        #expect(text(log) == "line 2\nline 3\nline 4")
        log.append("\u{1B}[1mline 5\u{1B}[0m", role: .warning)
        #expect(drawn(20, 3) { log.draw(in: $0, on: &$1) }.annotated == "line 3\nline 4\n‹warning:line 5›")
        #expect(text(LogView()) == "Nothing yet.\n\n")
    }

    @Test func forgetsTheOldest() {
        let log = log(12, capacity: 4)
        #expect(log.lines.map(\.text) == ["line 8", "line 9", "line 10", "line 11"])
        #expect(log.dropped == 8)
    }

    /// An hour of a chatty program: what is kept stays the same, in lines and in bytes.
    @Test func neverGrows() {
        var log = LogView(capacity: 500)
        func bytes() -> Int { log.lines.reduce(0) { $0 + $1.text.utf8.count } }
        let batch = (0..<1000).map { "line \(1000 + $0) of a program that says much" }
        log.append(contentsOf: batch)
        let before = (log.lines.count, bytes())
        for _ in 0..<200 { log.append(contentsOf: batch) }
        #expect((log.lines.count, bytes()) == before)
        #expect(log.dropped == 201 * 1000 - 500)
    }

    @Test func keepsItsPlaceWhenScrolledUp() {
        var log = log(10)
        #expect(log.handle(.up, in: size) == true)
        #expect(!log.isFollowing)
        let lines = { (log: LogView) in
            drawn(60, 3) { log.draw(in: $0, on: &$1) }.text.split(separator: "\n").map { $0.prefix(6) }
        }
        #expect(lines(log) == ["line 6", "line 7", "line 8"])
        log.append(contentsOf: ["more", "and more"])
        #expect(lines(log) == ["line 6", "line 7", "line 8"])
        #expect(text(log, columns: 60).hasSuffix("↓ 3 more below, End follows"))
        #expect(log.handle(.home, in: size) == true)
        #expect(lines(log).first == "line 0")
        #expect(log.handle(.pageDown, in: size) == true)
        #expect(lines(log).first == "line 2")
        #expect(log.handle(.end, in: size) == true)
        #expect(log.isFollowing && text(log).hasSuffix("and more"))
        // Scrolling down to the end follows again, too.
        _ = log.handle(.up, in: size)
        _ = log.handle(.down, in: size)
        #expect(log.isFollowing)
    }

    @Test func keepsItsPlaceUntilThatIsForgotten() {
        var log = log(10, capacity: 10)
        _ = log.handle(.home, in: size)
        log.append(contentsOf: (10..<14).map { "line \($0)" })
        #expect(text(log).hasPrefix("line 4\n"))
    }

    @Test func shiftsOrWrapsLongLines() {
        var log = LogView()
        log.append("0123456789abcdefghijKLMNOPQRSTUV")
        #expect(text(log) == "0123456789abcdefghi…\n\n")
        #expect(log.handle(.right, in: size) == true)
        #expect(text(log) == "89abcdefghijKLMNOPQ…\n\n")
        #expect(log.handle(.left, in: size) && !log.handle(.left, in: size))
        #expect(log.handle(.character("w"), in: size) == true)
        #expect(text(log) == "0123456789abcdefghij\n  KLMNOPQRSTUV\n")
        #expect(log.handle(.right, in: size) == false)
        // Wrapped, the end is what is followed.
        log.append(contentsOf: ["next", "last"])
        #expect(text(log) == "next\nlast\n" || text(log).hasSuffix("next\nlast"))
    }

    @Test func searches() {
        var log = log(30)
        for key: Key in [.character("/"), .character("L"), .character("i"), .character("n"), .character("e")] {
            #expect(log.handle(key, in: size) == true)
        }
        #expect(text(log).hasSuffix("Search: Line"))
        for key: Key in [.character(" "), .character("2"), .enter] { #expect(log.handle(key, in: size) == true) }
        #expect(log.matches == [2, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29])
        #expect(log.search?.found == 29)
        #expect(text(log, columns: 40).hasSuffix("Search: Line 2 · 1 of 11"))
        #expect(log.handle(.character("n"), in: size) && log.search?.found == 28)
        #expect(log.handle(.character("N"), in: size) && log.search?.found == 29)
        // Round at the end.
        #expect(log.handle(.character("N"), in: size) && log.search?.found == 2)
        // Where one stands is told from the other matches, and the cursor is there.
        let screen = drawn(20, 3) { log.draw(in: $0, on: &$1) }
        #expect(screen.annotated.hasPrefix("line 1\n‹selected:line 2›"))
        #expect(screen.cursor == Point(x: 0, y: 1))
        #expect(log.handle(.character("N"), in: size) && log.search?.found == 20)
        #expect(drawn(20, 3) { log.draw(in: $0, on: &$1) }.annotated.contains("‹match:line 2›1") == false)
        #expect(drawn(20, 6) { log.draw(in: $0, on: &$1) }.annotated.contains("‹match:line 2›"))
        #expect(log.handle(.escape, in: size) && log.search == nil)
        #expect(log.handle(.escape, in: size) == false)
    }

    @Test func saysWhenNothingIsFound() {
        var log = log(3)
        for key: Key in [.character("/"), .character("z"), .enter] { _ = log.handle(key, in: size) }
        #expect(text(log, columns: 40).hasSuffix("z · not found"))
        _ = log.handle(.character("/"), in: size)
        #expect(log.handle(.enter, in: size) && log.search == nil)
    }
}
