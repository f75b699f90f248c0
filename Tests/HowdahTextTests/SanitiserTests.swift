import HowdahText
import Testing

@Suite struct SanitiserTests {
    @Test(arguments: [
        ("\u{1B}[31mred\u{1B}[0m", "red"),
        ("\u{1B}[?25l\u{1B}[2J\u{1B}[1;1Hhome", "home"),
        ("\u{1B}]0;title\u{07}after", "after"),
        ("\u{1B}]8;;http://x\u{1B}\\link\u{1B}]8;;\u{1B}\\", "link"),
        ("\u{1B}Pq#0;1\u{1B}\\sixel", "sixel"),
        ("\u{1B}(B\u{1B}=\u{1B}cplain", "plain"),
        ("\u{9B}31mC1\u{9D}0;t\u{9C}end", "C1end"),
        ("\u{1B}]0;never ends\nnext", "\nnext"),
        ("\u{1B}[12\nnext", "\nnext"),
        ("cut\u{1B}", "cut"),
        ("a\u{0}b\u{7}c\u{8}d\u{7F}e", "abcde"),
        ("one\ttwo\nthree", "one\ttwo\nthree"),
        ("safe\u{202E}txt.exe\u{2066}x\u{2069}", "safetxt.exex"),
        ("a\u{200B}b\u{FEFF}c", "abc"),
        ("family 👨‍👩‍👧 here", "family \u{FFFD} here"),
        ("🇩🇪", "\u{FFFD}"),
        ("👍🏽", "👍"),
        ("1\u{FE0F}\u{20E3}", "1\u{20E3}"),
        ("Ünïcode 漢字 é", "Ünïcode 漢字 é"),
        ("a\u{2028}b", "a b"),
    ])
    func removes(_ raw: String, _ expected: String) {
        #expect(raw.sanitised.unicodeScalars.elementsEqual(expected.unicodeScalars))
    }

    @Test(arguments: [
        ("10%\r20%\r", "20%"), ("10%\r20%\n", "20%\n"), ("line\r\nnext\r\n", "line\nnext\n"),
        ("a\rb\nc\rd", "b\nd"), ("\u{1B}[2K\r 50%\u{1B}[K", " 50%"), ("\r\r", ""),
    ])
    func keepsWhatAProgressLineEndedWith(_ raw: String, _ expected: String) {
        #expect(raw.sanitised == expected)
    }

    @Test func repairsBytes() {
        #expect(String(sanitising: [0x61, 0xFF, 0x62] as [UInt8]) == "a\u{FFFD}b")
        #expect(String(sanitising: [0xED, 0xA0, 0x80, 0x00] as [UInt8]) == "\u{FFFD}\u{FFFD}\u{FFFD}")
        // 0x9B as a byte is no C1 control in UTF-8, only an invalid byte.
        #expect(String(sanitising: [0x9B, 0x33, 0x31, 0x6D] as [UInt8]) == "\u{FFFD}31m")
    }

    @Test func expandsTabsOfALine() {
        #expect("a\tb\tc".sanitisedLine == "a       b       c")
        #expect("漢\tb".sanitisedLine == "漢      b")
        #expect("a\nb".sanitisedLine == "a b")
    }

    @Test func limitsStackedMarks() {
        let zalgo = "a" + String(repeating: "\u{301}", count: 50)
        #expect(zalgo.sanitised.unicodeScalars.count == 5)
    }

    @Test func isStable() {
        for raw in ["\u{1B}\u{1B}[[31m31mx", "\u{1B}]\u{1B}[31mx\u{7}", "👨‍\u{1B}[m👩"] {
            #expect(raw.sanitised.sanitised == raw.sanitised)
            #expect(!raw.sanitised.unicodeScalars.contains("\u{1B}"))
        }
    }

    /// A thousand texts of what terminals are attacked with, the same in every run.
    @Test func leavesNothingDangerous() {
        let parts: [Unicode.Scalar] = [
            "\u{1B}", "[", "]", "P", "\\", "\u{7}", "\u{9B}", "\u{9D}", "\u{9C}", "\u{90}", "m", ";", "1", "a", "é",
            "漢", "👩",
            "\u{200D}", "\u{FE0F}", "\u{202E}", "\u{2066}", "\u{0}", "\r", "\n", "\t", "\u{301}", "\u{1F1E9}",
            "\u{1F3FD}",
        ]
        var state: UInt64 = 42
        for _ in 0..<1000 {
            var raw = String.UnicodeScalarView()
            for _ in 0..<40 {
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                raw.append(parts[Int(state >> 33) % parts.count])
            }
            let safe = String(raw).sanitised
            for scalar in safe.unicodeScalars where scalar != "\n" && scalar != "\t" {
                let category = scalar.properties.generalCategory
                #expect(category != .control && category != .format, "\(raw.map(\.value))")
            }
            #expect(safe.displayWidth == safe.reduce(0) { $0 + $1.displayWidth })
        }
    }
}
