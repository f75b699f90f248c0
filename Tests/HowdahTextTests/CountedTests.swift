import Foundation
import HowdahText
import Testing

/// One catalogue: numbers and their words come together in one place.
@Suite struct CountedTests {
    @Test func oneAndMany() {
        #expect(Words.counted(1, one: "line", many: "lines") == "1 line")
        #expect(Words.counted(0, one: "line", many: "lines") == "0 lines")
        #expect(Words.Plain.logLines(1).hasPrefix("1 line in the log"))
        #expect(Words.Plain.logLines(42).hasPrefix("42 lines in the log"))
        #expect(Words.Wizard.moreBelow(1, scrolls: true) == "1 more line, PgDn")
        #expect(Words.Migrations.run(1) == "Run 1 migration")
        #expect(Words.Terminal.linesBelow(1) == "1 more below, End follows")
    }

    /// A translator changes one function: nobody else chooses between one and many.
    @Test func nobodyElseCounts() throws {
        let sources = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appendingPathComponent("Sources/HowdahText/Words")
        let files = try #require(FileManager.default.enumerator(at: sources, includingPropertiesForKeys: nil))
        var seen = 0
        for case let file as URL in files where file.pathExtension == "swift" {
            seen += 1
            let text = try String(contentsOf: file, encoding: .utf8)
            for line in text.split(separator: "\n") where line.contains(/== 1\b/) {
                #expect(line.contains("count == 1 ? one : many"), "\(file.lastPathComponent): \(line)")
            }
        }
        #expect(seen >= 10)
    }
}
