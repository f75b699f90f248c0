import HowdahText
import Testing

private struct Config: Decodable, Equatable {
    enum Mode: String, Decodable, CaseIterable { case auto, system, `private`, url }
    struct Project: Decodable, Equatable { var name: String? }
    struct Postgres: Decodable, Equatable {
        var mode: Mode?
        var host: String?
        var port: UInt16?
        var adminURL: String?
        enum CodingKeys: String, CodingKey {
            case mode, host, port
            case adminURL = "admin_url"
        }
    }
    struct Rule: Decodable, Equatable { var id: Int }
    var project: Project?
    var postgres: Postgres?
    var rules: [Rule]?
    var ratio: Double?
    var names: [String: Bool]?
}

private func failure(_ text: String) -> TOMLFailure? {
    do {
        _ = try decodeTOML(Config.self, from: text, file: "answers.toml")
        return nil
    } catch { return error }
}

@Suite struct TOMLTests {
    @Test func decodes() throws {
        let text = """
            ratio = 2
            [project]
            name = "blog # not a comment"
            [postgres]
            mode = "private"
            port = 5433
            [names]
            anything = true
            [[rules]]
            id = 1
            [[rules]]
            id = 2
            """
        let config = try decodeTOML(Config.self, from: text, file: "answers.toml")
        #expect(config.project?.name == "blog # not a comment")
        #expect(config.postgres == .init(mode: .private, host: nil, port: 5433, adminURL: nil))
        #expect(config.rules == [.init(id: 1), .init(id: 2)])
        #expect(config.ratio == 2)
        #expect(config.names == ["anything": true])
        #expect(try decodeTOML(Config.self, from: "", file: "f") == Config())
    }

    @Test func refusesAWrongType() {
        let found = failure("# head\n[postgres]\nhost = \"h\"\nport = \"5432\"\n")
        #expect(found?.keyPath == "postgres.port")
        #expect(found?.line == 4)
        #expect(found?.message == "Expected a whole number, found text in quotes.")
        #expect(
            found?.description
                == "answers.toml:4: postgres.port: Expected a whole number, found text in quotes.")
    }

    @Test func refusesATableThatIsNone() {
        #expect(failure("project = 3")?.message == "Expected a table, found a whole number.")
        #expect(failure("rules = 3")?.message == "Expected a list in [ ], found a whole number.")
    }

    @Test func refusesWhatDoesNotFit() {
        let found = failure("postgres.port = 70000")
        #expect(found?.message == "Expected a whole number from 0 to 65535.")
        #expect(found?.line == 1)
    }

    @Test func refusesAnUnknownKeyAndSuggests() {
        let found = failure("[project]\nname = \"\"\"\nhots = 1\n\"\"\"\n[postgres]\nport = 1\nhots = \"h\"\n")
        #expect(found?.keyPath == "postgres.hots")
        #expect(found?.line == 7)
        #expect(
            found?.message
                == "There is no such key “hots”. Did you mean “host”? Allowed here: mode, host, port, admin_url.")
    }

    @Test func namesTheFirstOfSeveralUnknownKeys() {
        let found = failure("zzz = 1\naaa = 2\n")
        #expect(found?.keyPath == "zzz")
        #expect(found?.line == 1)
    }

    @Test func sameUnknownKeyInTwoTablesIsStillFound() {
        #expect(failure("[postgres]\nx = 1\n[project]\nx = 1")?.keyPath == "project.x")
    }

    @Test func refusesAnImpossibleChoice() {
        let found = failure("[postgres]\nmode = \"privat\"")
        #expect(found?.keyPath == "postgres.mode")
        #expect(
            found?.message
                == "“privat” is not possible here. Did you mean “private”? Allowed: auto, system, private, url.")
    }

    @Test func findsElementsAndInlineTables() {
        let second = failure("[[rules]]\nid = 1\n\n[[rules]]\nid = \"2\"")
        #expect(second?.keyPath == "rules.1.id")
        #expect(second?.line == 5)
        let inline = failure("\nproject = { nmae = \"x\" }")
        #expect(inline?.keyPath == "project.nmae")
        #expect(inline?.line == 2)
    }

    @Test func saysWhatIsMissing() {
        let found = failure("[[rules]]\n")
        #expect(found?.keyPath == "rules.0.id")
        #expect(found?.line == 1)
        #expect(found?.message == "This key is needed and not there.")
    }

    @Test func reportsSyntaxWithItsLine() {
        let found = failure("[project]\nname = \n")
        #expect(found?.line == 2)
        #expect(found?.keyPath == nil)
        #expect(found?.message.hasPrefix("This is not valid TOML: ") == true)
        #expect(failure("a = 1\na = 2")?.line == 2)
    }
}

@Suite struct SuggestionTests {
    @Test(arguments: [
        ("docter", "doctor"), ("aply", "apply"), ("UNDO", "undo"), ("sttaus", "status"), ("settting", "settings"),
    ])
    func findsTheNearest(_ typed: String, _ meant: String) {
        #expect(suggestion(for: typed, among: ["apply", "doctor", "settings", "status", "undo"]) == meant)
    }

    @Test(arguments: ["myproject", "x", "", "blog"])
    func staysSilent(_ typed: String) {
        #expect(suggestion(for: typed, among: ["apply", "doctor", "settings", "status", "undo"]) == nil)
    }
}
