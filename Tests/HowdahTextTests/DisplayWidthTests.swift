import HowdahText
import Testing

#if canImport(Glibc)
    import Glibc
#endif

@Suite struct DisplayWidthTests {
    @Test(arguments: [
        ("", 0), ("abc", 3), ("é", 1), ("e\u{301}", 1), ("漢字", 4), ("한글", 4), ("\u{1112}\u{1161}\u{11AB}", 2),
        ("😀", 2), ("✓", 1), ("→…", 2), ("ｱ", 1), ("Ａ", 2), ("\u{200D}", 0), ("❌", 2), ("─│╭", 3), ("⠋", 1),
    ])
    func countsColumns(_ text: String, _ columns: Int) {
        #expect(text.displayWidth == columns)
        #expect(text.reduce(0) { $0 + $1.displayWidth } == columns)
    }

    #if canImport(Glibc)
        /// curses asks the C library, so both must agree wherever both know the scalar.
        @Test func agreesWithTheCLibrary() throws {
            let locale = try #require(newlocale(LC_CTYPE_MASK, "C.UTF-8", nil))
            defer { freelocale(locale) }
            let before = uselocale(locale)
            defer { uselocale(before) }
            // Glibc's module hides wcwidth behind _XOPEN_SOURCE.
            let symbol = try #require(dlsym(nil, "wcwidth"))
            let wcwidth = unsafeBitCast(symbol, to: (@convention(c) (wchar_t) -> CInt).self)
            var different: [String] = []
            for value in UInt32(0x20)..<0x20000 {
                guard let scalar = Unicode.Scalar(value), scalar.properties.generalCategory != .unassigned else {
                    continue
                }
                // Ambiguous in kind, and dropped by the sanitiser: controls and formats.
                switch scalar.properties.generalCategory {
                case .format, .control, .lineSeparator, .paragraphSeparator: continue
                default: break
                }
                let theirs = Int(wcwidth(wchar_t(value)))
                if theirs >= 0, theirs != scalar.displayWidth { different.append(String(value, radix: 16)) }
            }
            #expect(different.count < 40, "\(different.joined(separator: " "))")
        }
    #endif

    @Test(arguments: [
        ("hello", 5, "hello"), ("hello", 4, "hel…"), ("漢字漢字", 5, "漢字…"), ("漢字漢字", 4, "漢…"), ("ab", 1, "…"),
        ("ab", 0, ""), ("", 3, ""), ("x", -1, ""),
    ])
    func truncates(_ text: String, _ columns: Int, _ expected: String) {
        #expect(text.truncated(toWidth: columns) == expected)
    }

    @Test func truncatesInASCII() {
        #expect("hello world".truncated(toWidth: 8, ellipsis: "...") == "hello...")
        #expect("hello".truncated(toWidth: 2, ellipsis: "...") == "he")
    }

    @Test func pads() {
        #expect("漢".padded(toWidth: 4) == "漢  ")
        #expect("漢字漢".padded(toWidth: 4) == "漢… ")
        #expect("abc".padded(toWidth: 0) == "")
    }

    @Test(arguments: [
        ("the quick brown fox", 10, ["the quick", "brown fox"]),
        ("", 5, [""]),
        ("a\n\nb", 5, ["a", "", "b"]),
        ("abcdefghij", 4, ["abcd", "efgh", "ij"]),
        ("to abcdefgh", 4, ["to", "abcd", "efgh"]),
        ("漢字漢字", 5, ["漢字", "漢字"]),
        ("  indented text here", 12, ["  indented", "text here"]),
        ("exact fit", 9, ["exact fit"]),
        ("one  two   three", 8, ["one  two", "three"]),
        ("漢", 1, ["漢"]),
        ("trailing   ", 8, ["trailing"]),
    ])
    func wraps(_ text: String, _ columns: Int, _ expected: [String]) {
        #expect(text.wrapped(toWidth: columns) == expected)
    }

    /// A label, and what continues the text below it; in a pipe all on one line.
    @Test func afterALabel() {
        let text = "one two three four five six"
        #expect(text.wrapped(after: "1. ", toWidth: nil) == ["1. one two three four five six"])
        #expect(text.wrapped(after: "1. ", toWidth: 24) == ["1. one two three four", "   five six"])
        // A narrow window leaves room for a word.
        #expect(text.wrapped(after: "1. ", toWidth: 5) == ["1. one two three four", "   five six"])
    }
}
