import Foundation
import Testing

@testable import HowdahTerminal

@Suite struct ScreenTests {
    @Test func writesClipsAndSanitises() {
        let screen = drawn(10, 3) { _, screen in
            #expect(screen.write("hello", at: Point(x: 7, y: 0)) == 3)
            #expect(screen.write("\u{1B}[31mred\tx", at: Point(x: 0, y: 1), role: .ok) == 9)
            #expect(screen.write("outside", at: Point(x: 0, y: 3)) == 0)
            #expect(screen.write("outside", at: Point(x: 10, y: 0)) == 0)
            #expect(screen.write("abcdef", at: Point(x: 0, y: 2), maxWidth: 4) == 4)
        }
        #expect(screen.text == "       hel\nred     x\nabc…")
        #expect(screen.annotated == "       hel\n‹ok:red     x›\nabc…")
    }

    @Test func writesLeftOfTheEdge() {
        let screen = drawn(5, 1) { _, screen in screen.write("abcde", at: Point(x: -2, y: 0)) }
        #expect(screen.text == "cde")
    }

    @Test func keepsWideCharactersWhole() {
        var screen = drawn(6, 1) { _, screen in screen.write("漢字漢字", at: Point(x: 0, y: 0)) }
        #expect(screen.text == "漢字漢")
        #expect(screen[1, 0].isContinuation)
        // At an odd column the last would be cut in half: it is left out.
        #expect(drawn(5, 1) { _, screen in screen.write("漢字漢", at: Point(x: 0, y: 0)) }.text == "漢字")
        // Half a character overwritten is no character.
        screen.write("x", at: Point(x: 1, y: 0))
        #expect(screen.text == " x字漢")
        screen.write("漢", at: Point(x: 3, y: 0))
        #expect(screen.text == " x 漢")
        #expect(screen[5, 0] == Cell())
    }

    @Test func drawsMarksWithTheirBase() {
        let screen = drawn(4, 1) { _, screen in screen.write("\u{301}e\u{301}x", at: Point(x: 0, y: 0)) }
        #expect(screen[0, 0].character == "e\u{301}")
        #expect(screen.text == "éx")
    }

    @Test func drawsBoxesInBothGlyphSets() {
        let draw: (Rect, inout Screen) -> Void = { rect, screen in
            Panel("Log").draw(in: rect, on: &screen)
        }
        #expect(
            drawn(12, 3, draw).text == """
                ╭─ Log ────╮
                │          │
                ╰──────────╯
                """)
        #expect(
            drawn(12, 3, glyphs: .ascii, draw).text == """
                +- Log ----+
                |          |
                +----------+
                """)
        #expect(drawn(1, 1, draw).text == "")
    }

    @Test func survivesAnyArea() {
        for (columns, rows) in [(0, 0), (1, 1), (3, 2), (80, 1)] {
            _ = drawn(columns, rows) { _, screen in
                for rect in [Rect(x: -5, y: -5, width: 200, height: 100), Rect(x: 90, y: 90, width: 5, height: 5)] {
                    screen.fill(rect, with: "x")
                    screen.paint(rect, role: .selected)
                    screen.box(rect)
                    screen.write(paragraph: "some words", in: rect)
                    Header(title: "H", subject: "s", position: "p").draw(in: rect, on: &screen)
                    ProgressBar(0.5).draw(in: rect, on: &screen)
                    StepStrip([.init("a", .done)]).draw(in: rect, on: &screen)
                    TextField("text").draw(in: rect, on: &screen, isFocused: true)
                }
            }
        }
    }

    @Test func transliteratesItsOwnTypographyInASCII() {
        let screen = drawn(30, 1, glyphs: .ascii) { _, screen in
            screen.write("“name” … ä → 3×4", at: Point(x: 0, y: 0))
        }
        #expect(screen.text == "\"name\" ... ä -> 3x4")
    }

    @Test func wrapsParagraphs() {
        let screen = drawn(10, 3) { rect, screen in
            #expect(screen.write(paragraph: "the quick brown fox jumps", in: rect) == 3)
        }
        #expect(screen.text == "the quick\nbrown fox\njumps")
    }
}

@Suite struct ChangeTests {
    private let before = drawn(12, 2) { _, screen in
        screen.write("hello world", at: Point(x: 0, y: 0))
        screen.write("漢字", at: Point(x: 0, y: 1))
    }

    @Test func sendsNothingForTheSame() {
        #expect(before.changes(since: before).isEmpty)
    }

    @Test func sendsOnlyWhatChanged() {
        var after = before
        after.write("jolly", at: Point(x: 0, y: 0))
        after.write("w", at: Point(x: 6, y: 0), role: .ok)
        let changes = after.changes(since: before)
        #expect(changes.map(\.run.text) == ["jo", "y", "w"])
        #expect(changes.map(\.run.x) == [0, 4, 6])
        #expect(changes.map(\.run.role) == [.text, .text, .ok])
    }

    @Test func sendsBothHalvesOfAWideCharacter() {
        var after = before
        after.write("ab", at: Point(x: 1, y: 1))
        #expect(after.changes(since: before).map(\.run.text) == [" ab "])
        #expect(before.changes(since: after).map(\.run.text) == ["漢字"])
        #expect(before.changes(since: after).map(\.run.width) == [4])
    }

    @Test func sendsEverythingAtFirstAndAfterAResize() {
        #expect(before.changes(since: nil).map(\.run.text).count == 2)
        #expect(before.changes(since: Screen(size: .standard)).count == 2)
    }

    /// Four times the cells may cost some four times as much, not their square. Counted is the time that this
    /// thread had, the best of some rounds each: what else runs on the machine does not count.
    @Test func costsWhatItsCellsCost() {
        func used() -> Double {
            var time = timespec()
            clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
            return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
        }
        func frame(_ size: Size) -> Double {
            let line = String(repeating: "the quick 漢字 ", count: size.columns / 15)
            let old = Screen(size: size)
            let began = used()
            var screen = Screen(size: size)
            for y in 0..<size.rows { screen.write(line, at: Point(x: 0, y: y), role: .code) }
            _ = screen.changes(since: old)
            return used() - began
        }
        let rounds = (0..<10).map { _ in
            (frame(Size(columns: 100, rows: 30)), frame(Size(columns: 200, rows: 60)))
        }
        let (small, large) = (rounds.map(\.0).min()!, rounds.map(\.1).min()!)
        #expect(large < small * 12, "\(small) s and \(large) s")
    }
}
