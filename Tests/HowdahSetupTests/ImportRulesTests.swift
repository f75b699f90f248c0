import Foundation
import HowdahTestSupport
import Testing

/// Who may import whom: what cannot be held by the package's targets alone.
@Suite struct ImportRulesTests {
    private let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().path

    /// Files under Sources and Themes that import a module.
    private func importing(_ module: String) throws -> [String] {
        try ["Sources", "Themes"].flatMap { top -> [String] in
            let walker = try #require(FileManager.default.enumerator(atPath: root + "/" + top))
            return try walker.compactMap { $0 as? String }.filter { $0.hasSuffix(".swift") }.filter { name in
                let text = try String(contentsOfFile: "\(root)/\(top)/\(name)", encoding: .utf8)
                return text.split(separator: "\n").contains { line in
                    let words = line.split(separator: " ")
                    guard let index = words.firstIndex(of: "import"), index + 1 < words.count else { return false }
                    let before = [
                        "public", "internal", "package", "private", "fileprivate", "@testable", "@preconcurrency",
                    ]
                    return words[..<index].allSatisfy { before.contains(String($0)) }
                        && words[(index + 1)...].last?.split(separator: ".").first == Substring(module)
                }
            }.map { "\(top)/\($0)" }
        }
    }

    @Test(arguments: [
        ("CCurses", "Sources/HowdahTerminal/Curses/CursesTerminal.swift"),
        ("CLibPQ", "Sources/HowdahSetup/Services/LibPQ.swift"),
        ("Subprocess", "Sources/HowdahSetup/Services/Shell.swift"),
        ("TOMLKit", "Sources/HowdahText/TOML/TOMLParser.swift"),
    ])
    func oneFileImports(module: String, file: String) throws {
        #expect(try importing(module) == [file])
    }

    @Test func setupAndTerminalDoNotKnowEachOther() throws {
        #expect(try importing("HowdahTerminal").allSatisfy { !$0.hasPrefix("Sources/HowdahSetup") })
        #expect(try importing("HowdahSetup").allSatisfy { !$0.hasPrefix("Sources/HowdahTerminal") })
        for module in ["HowdahTerminal", "HowdahSetup", "HowdahWizard"] {
            #expect(try importing(module).allSatisfy { !$0.hasPrefix("Sources/HowdahText") && !$0.hasPrefix("Themes") })
        }
        #expect(try importing("ArgumentParser").allSatisfy { $0.hasPrefix("Sources/howdah/") })
        #expect(try importing("FoundationNetworking").isEmpty)
        // The check itself finds something.
        #expect(try importing("HowdahText").count > 20)
    }

    /// One catalogue holds every sentence that is shown: whoever translates reads `Words` and nothing else.
    @Test func noSentenceStandsOutsideTheCatalogue() throws {
        func sentences(_ text: String) -> [Substring] {
            text.split(separator: "\n").filter { line in
                !line.drop { $0 == " " }.hasPrefix("//") && line.contains(/"[^"]*[a-z]{2,} [a-z]{2,} [a-z]{2,}[^"]*"/)
            }
        }
        for target in ["HowdahTerminal", "HowdahWizard", "howdah"] {
            let walker = try #require(FileManager.default.enumerator(atPath: "\(root)/Sources/\(target)"))
            for name in walker.compactMap({ $0 as? String }) where name.hasSuffix(".swift") {
                let text = try String(contentsOfFile: "\(root)/Sources/\(target)/\(name)", encoding: .utf8)
                #expect(sentences(text).isEmpty, "\(target)/\(name): \(sentences(text))")
            }
        }
        // The check itself finds something.
        let words = try String(contentsOfFile: root + "/Sources/HowdahText/Words/Words+Wizard.swift", encoding: .utf8)
        #expect(sentences(words).count > 40)
    }

    @Test func theServiceLayerPrintsNothing() throws {
        let walker = try #require(FileManager.default.enumerator(atPath: root + "/Sources/HowdahSetup"))
        for name in walker.compactMap({ $0 as? String }) where name.hasSuffix(".swift") {
            let text = try String(contentsOfFile: "\(root)/Sources/HowdahSetup/\(name)", encoding: .utf8)
            #expect(!text.contains(/\bprint\(/), "\(name)")
            #expect(!text.contains("fatalError("), "\(name)")
            #expect(!text.contains("try!"), "\(name)")
        }
    }
}
