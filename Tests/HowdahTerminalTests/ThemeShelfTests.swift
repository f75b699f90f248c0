import Foundation
import HowdahText
import Testing

@testable import HowdahTerminal

@Suite struct ThemeShelfTests {
    private func withFolder(_ body: (String) throws -> Void) throws {
        let folder = NSTemporaryDirectory() + "howdah-shelf-\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try body(folder)
    }

    @Test func listsOnesOwnThemesAfterTheBundledOnes() throws {
        try withFolder { folder in
            #expect(ThemeShelf(folder: folder).names == Theme.bundledNames)
            try FileManager.default.createDirectory(atPath: folder + "/themes", withIntermediateDirectories: true)
            for name in ["sea.toml", "dark.toml", "notes.txt"] {
                try "[roles]\ntext = { fg = 3 }\n".write(
                    toFile: "\(folder)/themes/\(name)", atomically: true, encoding: .utf8)
            }
            let shelf = ThemeShelf(folder: folder)
            #expect(shelf.names == Theme.bundledNames + ["sea"])
            #expect(try shelf.named("sea").style(.text).foreground == .indexed(3))
            // One's own wins over a bundled one of the same name.
            #expect(try shelf.named("dark").style(.text).foreground == .indexed(3))
            #expect(throws: TOMLFailure.self) { try shelf.named("see") }
        }
    }

    @Test func keepsAName() throws {
        try withFolder { folder in
            let shelf = ThemeShelf(folder: folder + "/deep/howdah")
            #expect(shelf.kept == nil)
            #expect(try shelf.keep("light") == folder + "/deep/howdah/theme")
            #expect(shelf.kept == "light")
            _ = try shelf.keep("mine")
            #expect(shelf.kept == "mine")
        }
    }
}
