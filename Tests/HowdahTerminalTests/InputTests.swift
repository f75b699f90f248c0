import Testing

@testable import HowdahTerminal

@Suite struct KeyDecoderTests {
    private func decode(_ raw: [KeyDecoder.Raw]) -> [Input] {
        var decoder = KeyDecoder()
        return raw.compactMap { decoder.decode($0) }
    }

    private func scalars(_ text: String) -> [KeyDecoder.Raw] { text.unicodeScalars.map(KeyDecoder.Raw.scalar) }

    @Test func namesControlCharacters() {
        #expect(
            decode(scalars("a\t\r\n\u{7F}\u{8}\u{1B}\u{3}\u{1A}\u{0}\u{85}é")) == [
                .key(.character("a")), .key(.tab), .key(.enter), .key(.enter), .key(.backspace), .key(.backspace),
                .key(.escape), .key(.control("c")), .key(.control("z")), .key(.character("é")),
            ])
    }

    @Test func gathersAPasteIntoOne() {
        let raw = [.pasteBegin] + scalars("one\rtwo\r\nthree\tü\u{3}") + [.key(.up), .pasteEnd] + scalars("x")
        #expect(decode(raw) == [.paste("one\ntwo\nthree\tü\u{3}"), .key(.character("x"))])
    }

    @Test func survivesBrokenPastes() {
        #expect(decode([.pasteEnd]) == [])
        #expect(decode([.pasteBegin, .pasteBegin] + scalars("a") + [.pasteEnd, .pasteEnd]) == [.paste("a")])
    }
}

@Suite @MainActor struct VirtualTerminalTests {
    @Test(.timeLimit(.minutes(10))) func playsALoop() async {
        let terminal = VirtualTerminal()
        let loop = Task { @MainActor in
            var typed = ""
            for await input in terminal.inputs {
                switch input {
                case .key(.character(let character)): typed.append(character)
                case .paste(let text): typed += "<\(text)>"
                case .resized(let size): typed += "[\(size.columns)]"
                default: break
                }
                var screen = Screen(size: terminal.size)
                screen.write(typed, at: Point(x: 0, y: 0))
                terminal.present(screen)
            }
        }
        terminal.type("abc")
        await terminal.waitUntil(screenContains: "abc")
        terminal.send(.paste("p"))
        terminal.resize(to: Size(columns: 100, rows: 30))
        let screen = await terminal.waitUntil(screenContains: "[100]")
        #expect(screen?.text(row: 0) == "abc<p>[100]")
        terminal.close()
        terminal.close()
        await loop.value
        #expect(terminal.calls == ["close"])
        #expect(await terminal.waitUntil(screenContains: "never") == nil)
    }
}
