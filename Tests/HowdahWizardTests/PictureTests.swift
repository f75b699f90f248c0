import Foundation
import HowdahTerminal
import Testing

@testable import HowdahWizard

/// The pictures of the README: screens of these tests, in a theme's colours.
///
/// `HOWDAH_RECORD=1` draws them anew.
@Suite struct PictureTests {
    private static let pages: [(file: String, scene: String, title: String)] = [
        ("welcome", "welcome", "The first page: guided or Express, and the seven steps as they stand"),
        ("step-1", "form-1", "Step 1, Install PostgreSQL: why, the choices, and exactly what Enter will do"),
        ("step-2", "form-2", "Step 2, Install the adapter"),
        ("step-3", "form-3", "Step 3, Create the Django project"),
        ("step-4", "form-4", "Step 4, Create the database: the SQL before it runs"),
        ("step-5", "form-5", "Step 5, Update settings.py: the change as a diff"),
        ("step-6", "running", "Step 6, Run migrations, at work"),
        ("step-7", "form-7", "Step 7, Test the connection: a superuser and a real login"),
        ("recovery", "failure-mend", "A failure: what failed, why, what has changed, and a first choice that mends it"),
        ("recovered", "failure-mended", "The same step after Howdah mended it"),
        ("review", "review", "Express: all seven steps reviewed at once"),
        ("board", "board", "Express: all seven steps at work"),
        ("receipt", "receipt", "The receipt: where the admin is, and how to go on tomorrow"),
        ("themes", "themes", "The list of themes, each seen at once"),
    ]

    @Test(arguments: pages.indices) func page(_ index: Int) throws {
        let (file, scene, title) = Self.pages[index]
        try expect(scene, theme: "dark", title: title, in: file)
    }

    @Test(arguments: Theme.bundledNames.dropFirst()) func theme(_ name: String) throws {
        try expect("failure-mend", theme: name, title: "A failure in the theme \(name)", in: "theme-\(name)")
    }

    /// The man page shows a screen too, in ASCII, between two comments of its own.
    @Test func manPage() throws {
        let screen = try #require(Scene.named("form-4")).driver(size: .standard, glyphs: .ascii).screen
        let lines = screen.text.replacing("\\", with: "\\e").replacing("-", with: "\\-").split(
            separator: "\n", omittingEmptySubsequences: false)
        // A line that begins with a dot or an apostrophe would be a request.
        let shown = lines.map { $0.hasPrefix(".") || $0.hasPrefix("'") ? "\\&\($0)" : String($0) }
        let block = ([".nf", ".ft CR"] + shown + [".ft R", ".fi"]).joined(separator: "\n")
        let file = Self.folder.deletingLastPathComponent().appendingPathComponent("howdah.1")
        let page = try String(contentsOf: file, encoding: .utf8)
        let begin = try #require(page.firstRange(of: ".\\\" screen\n")).upperBound
        let end = try #require(page[begin...].firstRange(of: ".\\\" end")).lowerBound
        let wanted = page[..<begin] + block + "\n" + page[end...]
        if ProcessInfo.processInfo.environment["HOWDAH_RECORD"] == "1" {
            return try wanted.write(to: file, atomically: true, encoding: .utf8)
        }
        #expect(page == wanted, "HOWDAH_RECORD=1 writes it anew")
    }

    /// No picture is left over from a page that is gone.
    @Test(.disabled(if: ProcessInfo.processInfo.environment["HOWDAH_RECORD"] == "1")) func noOthers() throws {
        let files = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path)
        let wanted = Self.pages.map(\.file) + Theme.bundledNames.dropFirst().map { "theme-\($0)" }
        #expect(files.sorted() == wanted.map { $0 + ".svg" }.sorted())
    }

    private static let folder = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().appendingPathComponent("../../Pictures").standardized

    private func expect(_ scene: String, theme: String, title: String, in name: String) throws {
        let screen = try #require(Scene.named(scene)).driver(size: .standard).screen
        let picture = screen.svg(theme: try Theme.named(theme), title: title)
        let file = Self.folder.appendingPathComponent(name + ".svg")
        if ProcessInfo.processInfo.environment["HOWDAH_RECORD"] == "1" {
            try FileManager.default.createDirectory(at: Self.folder, withIntermediateDirectories: true)
            try picture.write(to: file, atomically: true, encoding: .utf8)
            return
        }
        #expect(try String(contentsOf: file, encoding: .utf8) == picture, "HOWDAH_RECORD=1 draws it anew")
    }
}
