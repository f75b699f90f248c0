import Testing

@testable import HowdahTerminal

extension TextField {
    fileprivate mutating func press(_ keys: Key...) { for key in keys { _ = handle(key) } }
}

@Suite struct TextFieldTests {
    @Test func edits() {
        var field = TextField("one two")
        field.press(.character("!"), .control("a"), .character(">"), .delete, .right, .backspace)
        #expect(field.text == ">e two!")
        #expect(field.cursor == 1)
        field.press(.end, .control("w"))
        #expect(field.text == ">e ")
        field.press(.control("w"), .backspace, .left, .left)
        #expect(field.text == "")
        field.text = "abc"
        field.press(.left, .control("u"))
        #expect(field.text == "c")
        field.press(.control("k"))
        #expect(field.text == "")
        #expect(!field.handle(.enter) && !field.handle(.up) && !field.handle(.tab))
    }

    @Test func joinsMarksToTheirBase() {
        var field = TextField("ax")
        field.press(.left, .character("\u{301}"))
        #expect(field.cursor == 1)
        field.press(.backspace)
        #expect(field.text == "x")
    }

    @Test func pastesTheFirstLine() {
        var field = TextField("[]")
        field.press(.left)
        field.paste("\nblog\u{7}\tx\nsecond\n")
        #expect(field.text == "[blogx]")
        #expect(field.cursor == 6)
    }

    @Test func scrollsSoThatTheCursorIsSeen() {
        var field = TextField("abcdefghij")
        let atEnd = drawn(6, 1) { field.draw(in: $0, on: &$1, isFocused: true) }
        #expect(atEnd.annotated == "‹field-focused:…ghij ›")
        #expect(atEnd.cursor == Point(x: 5, y: 0))
        field.press(.home)
        let atStart = drawn(6, 1) { field.draw(in: $0, on: &$1, isFocused: true) }
        #expect(atStart.text == "abcdef")
        #expect(atStart.cursor == Point(x: 0, y: 0))
        let wide = drawn(6, 1) { TextField("漢字漢字").draw(in: $0, on: &$1, isFocused: true) }
        #expect(wide.text == "…漢字")
        #expect(wide.cursor == Point(x: 5, y: 0))
    }

    @Test func showsAPlaceholder() {
        let screen = drawn(10, 1) { TextField(placeholder: "myproject").draw(in: $0, on: &$1) }
        #expect(screen.annotated == "‹placeholder:myproject›‹field: ›")
    }
}

@Suite struct PasswordFieldTests {
    @Test func isMaskedUntilShown() {
        var field = PasswordField("geheim 漢")
        #expect(drawn(12, 1) { field.draw(in: $0, on: &$1) }.text == "••••••••")
        #expect(drawn(12, 1, glyphs: .ascii) { field.draw(in: $0, on: &$1) }.text == "********")
        #expect(field.handle(.function(2)) == true)
        #expect(drawn(12, 1) { field.draw(in: $0, on: &$1) }.text == "geheim 漢")
        #expect(field.text == "geheim 漢")
    }

    @Test func neverPrintsItself() {
        let field = PasswordField("geheim")
        var dumped = "\(field) \(String(reflecting: field))"
        dump(field, to: &dumped)
        dump(Form([.init("p", label: "P", control: .password(field))]), to: &dumped)
        #expect(!dumped.contains("geheim"))
    }
}

@Suite struct FormTests {
    static let form = Form([
        .init("name", label: "Database", help: "Any name will do.", control: .text(TextField("blog"))),
        .init("password", label: "Password", control: .password(PasswordField("geheim"))),
        .init(
            "mode", label: "PostgreSQL",
            control: .choice(Choice([.init("auto", detail: "Howdah looks"), .init("system"), .init("private")]))),
        .init("keep", label: "Server", error: "Port 8000 is taken.", control: .check(Check("Keep it running"))),
    ])

    @Test func draws() {
        let screen = drawn(50, 8) { FormTests.form.draw(in: $0, on: &$1) }
        #expect(
            screen.text == """
                ▸ Database   blog
                             Any name will do.
                  Password   ••••••
                  PostgreSQL (•) auto     Howdah looks
                             ( ) system
                             ( ) private
                  Server     [ ] Keep it running
                             ✗ Port 8000 is taken.
                """)
        #expect(Self.form.height(width: 50) == 8)
        // The cursor is on the field in focus, whatever its kind: braille displays and magnifiers follow it.
        var form = Self.form
        form.focus(on: "mode")
        #expect(drawn(50, 8) { form.draw(in: $0, on: &$1) }.cursor == Point(x: 14, y: 2))
        form.focus(on: "keep")
        #expect(drawn(50, 8) { form.draw(in: $0, on: &$1) }.cursor == Point(x: 14, y: 5))
        #expect(screen.cursor == Point(x: 17, y: 0))
    }

    @Test func showsTheFocusWhereNotAllFits() {
        var form = Self.form
        form.focus(on: "keep")
        let screen = drawn(50, 3) { form.draw(in: $0, on: &$1) }
        #expect(
            screen.annotated == """
                ‹accent:▸› ‹accent:Server›     ‹selected:[ ] Keep it running›
                             ‹problem:✗ Port 8000 is taken.›

                """)
    }

    @Test func movesTheFocus() {
        var form = Self.form
        #expect(form.handle(.tab) && form.focusedID == "password")
        #expect(form.handle(.down) && form.focusedID == "mode")
        // Inside a choice the arrows choose, and go on at its ends.
        #expect(form.handle(.down) && form.focusedID == "mode" && form.selection("mode") == 1)
        #expect(form.handle(.down) && form.handle(.down) && form.focusedID == "keep")
        #expect(form.handle(.down) == false)
        #expect(form.handle(.tab) && form.focusedID == "name")
        #expect(form.handle(.backTab) && form.focusedID == "keep")
        #expect(!form.handle(.enter) && !form.handle(.escape))
    }

    @Test func changesValuesAndForgetsWhatWasWrong() {
        var form = Self.form
        #expect(form.paste("s\n") && form.text("name") == "blogs")
        form.focus(on: "keep")
        #expect(form.handle(.character(" ")) == true)
        #expect(form.isOn("keep") == true)
        let keep = form["keep"]
        #expect(keep != nil && keep?.error == nil)
        #expect(form.paste("x") == false)
        form.focus(on: "mode")
        #expect(form.handle(.character("3")) && form.selection("mode") == 2)
        #expect(form.handle(.character("4")) == false)
        #expect(form.text("mode") == nil && form.isOn("nothing") == nil)
    }

    @Test func tellsHowToShowAPassword() {
        var form = Self.form
        form.focus(on: "password")
        #expect(
            drawn(50, 8) { form.draw(in: $0, on: &$1) }.text(row: 1)
                == "▸ Password   ••••••                    ^P shows it")
    }
}
