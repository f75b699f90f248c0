import Testing

@testable import HowdahTerminal

@Suite struct WidgetTests {
    @Test func header() {
        let header = Header(title: "Howdah", subject: "blog", position: "Step 4 of 7 · Create the database")
        #expect(
            drawn(80, 1) { header.draw(in: $0, on: &$1) }.text
                == " Howdah · blog                                Step 4 of 7 · Create the database")
        #expect(drawn(44, 1) { header.draw(in: $0, on: &$1) }.text == " Howdah   Step 4 of 7 · Create the database")
        // Of a long path the end is what one knows it by.
        let deep = Header(title: "Howdah", subject: "/home/learner/projects/2026/shop", position: "Done")
        #expect(drawn(40, 1) { deep.draw(in: $0, on: &$1) }.text == " Howdah · …ner/projects/2026/shop  Done")
    }

    @Test func footerLeavesOutWhatDoesNotFit() {
        let footer = Footer([.init("Enter", "Run"), .init("Esc", "Back"), .init("F1", "Help")])
        #expect(
            drawn(30, 1) { footer.draw(in: $0, on: &$1) }.annotated
                == "‹footer: ›‹key:Enter›‹footer: ›‹key-label:Run›‹footer:  ›‹key:Esc›‹footer: ›‹key-label:Back›"
                + "‹footer:  ›‹key:F1›‹footer: ›‹key-label:Help›‹footer: ›")
        #expect(drawn(21, 1) { footer.draw(in: $0, on: &$1) }.text == " Enter Run  Esc Back")
        #expect(drawn(19, 1) { footer.draw(in: $0, on: &$1) }.text == " Enter Run")
    }

    @Test(arguments: [
        (0.0, "░░░░░░░░░░ 0%"), (0.45, "████░░░░░░ 45%"), (0.999, "█████████░ 99%"), (1.0, "██████████ 100%"),
        (7.0, "██████████ 100%"), (-1.0, "░░░░░░░░░░ 0%"), (.nan, "░░░░░░░░░░ 0%"),
    ])
    func progress(_ fraction: Double, _ expected: String) {
        let width = expected.count - 10 + 11
        #expect(drawn(width, 1) { ProgressBar(fraction).draw(in: $0, on: &$1) }.text == expected)
    }

    @Test func progressWithLabel() {
        let bar = ProgressBar(done: 12, of: 40, label: "12 of 40 MB")
        #expect(
            drawn(36, 1, glyphs: .ascii) { bar.draw(in: $0, on: &$1) }.text == "#####-------------- 30% 12 of 40 MB")
        #expect(ProgressBar(done: 0, of: 0).fraction == 1)
    }

    @Test func stepStripFitsSevenSteps() {
        let states: [StepStrip.State] = [.done, .alreadyDone, .failed, .running, .warning, .toDo, .cancelled]
        let names = ["Python", "Server", "Packages", "Database", "Settings", "Migrate", "Admin"]
        let strip = StepStrip(zip(names, states).map { .init($0, $1) }, current: 3)
        #expect(
            drawn(80, 2) { strip.draw(in: $0, on: &$1) }.text == """
                1 Python   2 Server   3 Packages  4 Database 5 Settings  6 Migrate  7 Admin
                ✓ done     ✓ there    ✗ failed    ▸ runs     ! check     · to do    – stopped
                """)
        #expect(
            drawn(80, 1) { strip.draw(in: $0, on: &$1) }.text
                == "1 ✓ done   2 ✓ there  3 ✗ failed  4 ▸ runs   5 ! check   6 · to do  7 – stopped")
        for state in StepStrip.State.allCases {
            #expect(state.word.count <= 7)
            // In ASCII, too, each sign and word tell states apart.
            #expect(Set(StepStrip.State.allCases.map { "\($0.sign(.ascii))\($0.word)" }).count == 8)
        }
    }

    @Test func spinnerTurns() {
        #expect(Spinner(frame: 0).character(.ascii) == "|")
        #expect(Spinner(frame: 5).character(.ascii) == "/")
        #expect(Spinner(frame: -1).character(.ascii) == "\\")
        #expect(drawn(1, 1) { Spinner(frame: 3).draw(at: Point(x: $0.x, y: $0.y), on: &$1) }.annotated == "‹running:⠸›")
    }

    @Test func diff() {
        var diff = DiffView("--- a/settings.py\n+++ b/settings.py\n@@ -1 +1,2 @@\n old\n-\tgone\n+new\n")
        #expect(
            drawn(20, 6) { diff.draw(in: $0, on: &$1) }.annotated
                == """
                ‹hunk:--- a/settings.py›
                ‹hunk:+++ b/settings.py›
                ‹hunk:@@ -1 +1,2 @@›
                ‹code: old›
                ‹removed:-       gone›
                ‹added:+new›
                """.replacing("›\n", with: "›\n"))
        #expect(diff.handle(.end, height: 2) && diff.top == 4)
        #expect(drawn(20, 2) { diff.draw(in: $0, on: &$1) }.text == "-       gone\n+new")
        #expect(diff.handle(.down, height: 2) == false)
        #expect(diff.handle(.pageUp, height: 2) && diff.top == 3)
        // A window that grew shows all.
        #expect(drawn(20, 6) { diff.draw(in: $0, on: &$1) }.text(row: 0) == "--- a/settings.py")
        #expect(drawn(20, 1) { DiffView("").draw(in: $0, on: &$1) }.text == "No changes.")
    }

    @Test func tooSmall() {
        let small = TooSmall()
        #expect(small.applies(to: Size(columns: 79, rows: 24)) && small.applies(to: Size(columns: 80, rows: 23)))
        #expect(!small.applies(to: .standard))
        #expect(
            drawn(40, 5) {
                small.draw(on: &$1)
                _ = $0
            }.text
                == """
                The window is too small: 40×5. Howdah
                needs 80×24.
                Make it larger, and all is as it was.
                Ctrl-Q quits.

                """)
        // In the tiniest window, what is needed.
        #expect(
            drawn(7, 1) {
                small.draw(on: &$1)
                _ = $0
            }.text == "80×24!")
    }
}
