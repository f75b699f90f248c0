import HowdahTestSupport
import HowdahText
import Testing

@testable import HowdahSetup

@Suite struct AnswersTests {
    @Test func everyKeyHasADefault() throws {
        let answers = try Answers.toml("")
        #expect(answers == Answers())
        #expect(answers.project.name == "myproject" && answers.project.path == "")
        #expect(answers.python.interpreter == "python3" && answers.python.installer == .auto)
        #expect(
            answers.python.adapter == .psycopg2Binary && answers.python.django == "" && answers.python.wheelhouse == "")
        #expect(answers.postgres.mode == .auto && answers.postgres.host == "localhost" && answers.postgres.port == 5432)
        #expect(answers.postgres.url == "" && answers.postgres.adminURL == "" && !answers.postgres.installPackages)
        #expect(answers.databaseName == "myproject" && answers.databaseUser == "myproject")
        #expect(answers.database.password == .generate && answers.database.existing == .refuse)
        #expect(answers.settings.style == .literal)
        #expect(answers.superuser.username == "admin" && answers.superuser.email == "admin@example.com")
        #expect(answers.superuser.password == .ask && answers.server.port == 8000 && !answers.server.keepRunning)
    }

    @Test func whatIsWrittenIsReadBack() throws {
        var answers = Answers()
        answers.project.name = "shop"
        answers.project.path = "a \"b\" \\c"
        answers.python.installer = .uv
        answers.python.adapter = .psycopg
        answers.postgres.mode = .url
        answers.postgres.url = "env:A"
        answers.postgres.adminURL = "file:/x y"
        answers.database.name = "it's Ünï \"q\""
        answers.database.password = .file("p")
        answers.database.existing = .adopt
        answers.superuser.fields = ["nick name": "x\"y", "b": "c"]
        answers.server.keepRunning = true
        let text = AnswersFile.text(answers)
        #expect(try Answers.toml(text) == answers)
        #expect(try Answers.toml(AnswersFile.text(Answers())) == Answers())
    }

    /// Each is refused, with the key's path, and with the line where TOML tells it.
    @Test(arguments: [
        ("[database]\nnmae = 'x'", "database.nmae", 2), ("surprise = 1", "surprise", 1),
        ("[databas]\nname = 'x'", "databas", 1),
        ("[project]\nname = 7", "project.name", 2), ("[postgres]\nport = '5432'", "postgres.port", 2),
        ("[server]\nkeep_running = 'yes'", "server.keep_running", 2), ("[postgres]\nport = 0", "postgres.port", 2),
        ("[postgres]\n\nport = 65536", "postgres.port", 3), ("[server]\nport = -1", "server.port", 2),
        ("[postgres]\nmode = 'docker'", "postgres.mode", 2), ("[project]\nname = 'my-project'", "project.name", 2),
        ("[project]\nname = 'class'", "project.name", 2), ("[project]\nname = 'test'", "project.name", 2),
        ("[project]\nname = ''", "project.name", 2), ("[python]\nadapter = 'mysqlclient'", "python.adapter", 2),
        ("[python]\ndjango = '5; rm'", "python.django", 2), ("[python]\ninterpreter = ''", "python.interpreter", 2),
        ("[database]\npassword = 'hunter2'", "database.password", 2), ("[database]\nuser = 'pg_x'", "database.user", 2),
        ("[database]\nuser = 'public'", "database.user", 2), ("[database]\nexisting = 'drop'", "database.existing", 2),
        ("[database]\nname = '\(String(repeating: "é", count: 32))'", "database.name", 2),
        ("[postgres]\nurl = 'postgres://u:p@h/d'", "postgres.url", 2),
        ("[settings]\nstyle = 'env'", "settings.style", 2),
        ("[superuser]\nusername = ' '", "superuser.username", 2),
        ("[superuser]\npassword = ''", "superuser.password", 2),
        ("[postgres]\nmode = 'url'", "postgres.url", 0),
    ])
    func whatCannotBeMeantIsRefused(text: String, key: String, line: Int) throws {
        let failure = try #require(throws: TOMLFailure.self) { _ = try Answers.toml(text) }
        #expect(failure.description.contains(key), "\(failure.description)")
        if line > 0 { #expect(failure.description.contains("answers.toml:\(line)"), "\(failure.description)") }
        #expect(!failure.description.contains("hunter2"))
        #expect(!failure.description.contains("u:p@h"))
    }

    @Test func brokenTOMLNamesTheLine() throws {
        let failure = try #require(throws: TOMLFailure.self) { _ = try Answers.toml("[project]\nname = \"x\n") }
        #expect(failure.description.contains("answers.toml:2"))
    }

    @Test(arguments: [
        ("my-project", "my_project"), ("2fast", "project_2fast"), ("test", "test_project"), ("été", "t"),
        ("--", "myproject"),
    ])
    func aNameThatWouldDo(name: String, like: String) {
        #expect(ProjectName.problem(name) != nil || ProjectName.warning(name) != nil)
        #expect(ProjectName.problem(ProjectName.like(name)) == nil)
        _ = like
    }
}
