import Foundation
import HowdahTerminal
import Testing

/// Compares a screen with the file that holds it; `HOWDAH_RECORD=1` writes the file instead.
func expect(_ screen: Screen, matches name: String, at location: SourceLocation = #_sourceLocation) throws {
    let size = "\(screen.size.columns)x\(screen.size.rows)"
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appendingPathComponent("Snapshots/\(name)-\(size).txt")
    let text = screen.text + "\n"
    if ProcessInfo.processInfo.environment["HOWDAH_RECORD"] == "1" {
        try text.write(to: file, atomically: true, encoding: .utf8)
        return
    }
    let expected = try String(contentsOf: file, encoding: .utf8)
    #expect(text == expected, "\(name) at \(size); HOWDAH_RECORD=1 writes it anew", sourceLocation: location)
}
