import Foundation
import HowdahTestSupport
import Testing

/// The man page is written by hand; that nothing is missing from it is checked against the program itself.
@Suite struct ManPageTests {
    private struct Dump: Decodable { var command: Command }

    private struct Command: Decodable {
        struct Argument: Decodable {
            struct Name: Decodable {
                var kind: String
                var name: String

                var typed: String { (kind == "long" ? "--" : "-") + name }
            }
            var names: [Name]?
            var abstract: String?
        }
        var commandName: String
        var abstract: String?
        var discussion: String?
        var arguments: [Argument]?
        var subcommands: [Command]?

        /// This one and all below it.
        var all: [Command] { [self] + (subcommands ?? []).flatMap(\.all) }
    }

    @Test func itNamesEveryCommandAndOption() async throws {
        let page = try String(
            contentsOf: URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
                .deletingLastPathComponent().appendingPathComponent("howdah.1"), encoding: .utf8
        ).replacing("\\-", with: "-")
        let words = Set(page.split { !($0.isLetter || $0.isNumber || $0 == "-") }.map(String.init))
        let dump = try await run([BuiltBinary.path(), "--experimental-dump-help"]).orThrow().output
        let commands = try JSONDecoder().decode(Dump.self, from: Data(dump.utf8)).command.all
        #expect(commands.count >= 6)
        for command in commands {
            #expect(words.contains(command.commandName), "\(command.commandName)")
            for name in (command.arguments ?? []).flatMap({ $0.names ?? [] }) {
                #expect(words.contains(name.typed), "\(command.commandName) \(name.typed)")
            }
        }
    }

    /// One sentence, an example, the exit codes, and help for each argument and option.
    @Test func theHelpOfEachCommandIsWhole() async throws {
        let dump = try await run([BuiltBinary.path(), "--experimental-dump-help"]).orThrow().output
        let commands = try JSONDecoder().decode(Dump.self, from: Data(dump.utf8)).command.all
        for command in commands where command.commandName != "help" {
            let name = command.commandName
            #expect(command.abstract?.hasSuffix(".") == true, "\(name)")
            let text = command.discussion ?? ""
            #expect(text.contains("\n  howdah"), "\(name) has no example: \(text)")
            #expect(text.contains("Exit codes: 0 "), "\(name) says no exit codes: \(text)")
            for argument in command.arguments ?? [] {
                let names = (argument.names ?? []).map(\.typed)
                #expect(argument.abstract?.isEmpty == false, "\(name) \(names)")
            }
        }
        let top = try await run([BuiltBinary.path(), "--help"]).orThrow().output
        for word in ["[<path>]", "--plain", "--theme", "--answers", "settings <file>"] {
            #expect(top.contains(word), "\(word) in \(top)")
        }
    }
}
