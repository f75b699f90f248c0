import Foundation
import HowdahTestSupport
import HowdahText
import Testing

@testable import HowdahSetup

/// The lines that hold a password beside settings.py, as the programs that read them understand them.
@Suite(.heavy) struct SecretLinesTests {
    static let odd = #"it's "odd" \ : @ / # % $ {x} ü 日 & ; = ?"#

    private func wanted(_ name: String = "shop", user: String = "kim", host: String = "localhost") -> WantedDatabase {
        WantedDatabase(name: name, user: user, host: host, port: "5432", password: .databasePassword)
    }

    private func setting(_ text: String, _ value: String = "postgres://a") -> String {
        String(decoding: EnvironmentFile.setting("DATABASE_URL", to: value, in: Array(text.utf8)), as: UTF8.self)
    }

    @Test(arguments: [
        ("", "DATABASE_URL=postgres://a\n"),
        ("A=1\n", "A=1\nDATABASE_URL=postgres://a\n"),
        ("A=1", "A=1\nDATABASE_URL=postgres://a\n"),
        ("A=1\r\nB=2\r\n", "A=1\r\nB=2\r\nDATABASE_URL=postgres://a\r\n"),
        ("A=1\nDATABASE_URL=old\nB=2\n", "A=1\nDATABASE_URL=postgres://a\nB=2\n"),
        ("export DATABASE_URL = 'o l d' # ours\n#x\n", "export DATABASE_URL = postgres://a # ours\n#x\n"),
        ("DATABASE_URL=\"old\"\r\nA=1", "DATABASE_URL=postgres://a\r\nA=1"),
        ("DATABASE_URL=", "DATABASE_URL=postgres://a"),
        ("DATABASE_URL=1\nDATABASE_URL=2\n", "DATABASE_URL=postgres://a\nDATABASE_URL=postgres://a\n"),
        ("# DATABASE_URL=x\nMY_DATABASE_URL=y\n", "# DATABASE_URL=x\nMY_DATABASE_URL=y\nDATABASE_URL=postgres://a\n"),
        ("KEY='a\nDATABASE_URL=no\n'\nB=1\n", "KEY='a\nDATABASE_URL=no\n'\nB=1\nDATABASE_URL=postgres://a\n"),
        ("KEY='it\nDATABASE_URL=old\n", "KEY='it\nDATABASE_URL=postgres://a\n"),
        ("\u{FEFF}DATABASE_URL=old\n", "\u{FEFF}DATABASE_URL=postgres://a\n"),
        ("DATABASE_URL=a#b c\n", "DATABASE_URL=postgres://a\n"),
    ])
    func onlyItsOwnLineChanges(old: String, new: String) {
        #expect(setting(old) == new)
        #expect(setting(new) == new, "a second time changes nothing")
    }

    /// Bytes that are no UTF-8 stay.
    @Test func otherBytesStay() {
        let old: [UInt8] = [0x41, 0x3D, 0xFF, 0xFE, 0x0A]
        #expect(EnvironmentFile.setting("B", to: "1", in: old) == old + Array("B=1\n".utf8))
    }

    /// What dj-database-url's and django-environ's parsers make of it: both split and unquote with urllib.
    @Test(arguments: [
        ("shop", "kim", "localhost"), (#"a/b "c"?#%"#, #"kïm:@'\"#, "127.0.0.1"), ("x", "y", "/var/run/postgresql"),
        ("x", "y", "::1"),
    ])
    func aURLComesBackWhole(name: String, user: String, host: String) async throws {
        var wanted = wanted(name, user: user, host: host)
        wanted.options = ["sslmode": "require", "options": "-c a=b"]
        let url = DatabaseURL.text(wanted, Secret(Self.odd))
        #expect(url.utf8.allSatisfy { $0 > 32 && $0 < 127 })
        let code = """
            import json, sys
            from urllib.parse import urlsplit, unquote, parse_qs
            url = urlsplit(sys.stdin.read())
            host = url.netloc.rpartition("@")[2]
            host = unquote(host.rpartition(":")[0]).strip("[]")
            print(json.dumps([unquote(url.path[1:]), unquote(url.username), unquote(url.password), host, url.port,
                              {key: values[0] for key, values in parse_qs(url.query).items()}]))
            """
        let read = try await run([Shared.python.value(), "-c", code], input: url).orThrow().output
        let values = try #require(try JSONSerialization.jsonObject(with: Data(read.utf8)) as? [Any])
        #expect(values[0] as? String == name && values[1] as? String == user && values[2] as? String == Self.odd)
        #expect(values[3] as? String == host && (values[4] as? NSNumber)?.intValue == 5432)
        #expect(values[5] as? [String: String] == wanted.options)
        // libpq reads the same.
        let parts = try #require(LibPQ.parameters(of: url))
        #expect(parts["password"] == Self.odd && parts["dbname"] == name && parts["host"] == host)
    }

    @Test func aPassfileKeepsTheLinesOfOthers() {
        let secret = Secret(#"a:b\c"#)
        func text(_ old: String) -> String {
            String(decoding: Passfile.setting(wanted(), secret, in: Array(old.utf8)), as: UTF8.self)
        }
        let own = #"localhost:5432:shop:kim:a\:b\\c"#
        #expect(text("") == own + "\n")
        #expect(text("h:1:d:u:p\n") == "h:1:d:u:p\n" + own + "\n")
        #expect(text("h:1:d:u:p\nlocalhost:5432:shop:kim:old") == "h:1:d:u:p\n" + own + "\n")
        #expect(
            text("# mine\n*:*:*:kim:other\n") == "# mine\n" + own + "\n*:*:*:kim:other\n",
            "the first that matches counts")
        #expect(text("# localhost:5432:shop:kim:x\n") == "# localhost:5432:shop:kim:x\n" + own + "\n")
    }

    /// The proof: libpq takes the password from it, whatever the names and the password hold.
    @Test(arguments: [("kim", "shop"), (#"k:i\m"#, #"s:h\o'p"#)])
    func libpqReadsThePassfile(role: String, database: String) async throws {
        try await Site.with(role: role, database: database, password: Self.odd, project: false, done: [.database]) {
            site in
            let path = site.base + "/pass:file"
            let target = try await DatabaseTarget.of(site.answers, site.services)
            let password = site.services.secrets.get(.databasePassword)
            try Files.write(Passfile.setting(target.wanted, password, in: []), to: path, mode: 0o600)
            var connection = target.application
            connection.password = nil
            connection.options["passfile"] = path
            let facts = try await DatabaseInspection.login(connection, site.services)
            #expect(facts.canCreate)
            chmod(path, 0o644)
            await #expect(throws: Failure.self) { try await DatabaseInspection.login(connection, site.services) }
        }
    }

    @Test func aPatternIsAddedOnce() async throws {
        let folder = try await Room.make()
        let services = Services.scratch(folder)
        let path = folder + "/.gitignore"
        try Files.write("*.pyc\n.env.local", to: path)
        let edit = try #require(try LineEdit.needed(.ignore(".env"), in: path, services))
        #expect(edit.diff.contains("+.env"))
        let backup = try edit.write(backups: folder + "/backups", services)
        #expect(try Files.read(path) == "*.pyc\n.env.local\n.env\n")
        #expect(try Files.read(try #require(backup)) == "*.pyc\n.env.local")
        #expect(try LineEdit.needed(.ignore(".env"), in: path, services) == nil)
    }

    @Test func aSecretFileIsItsOwnersAlone() async throws {
        let folder = try await Room.make()
        let services = Services.scratch(folder)
        try services.secrets.put(.databasePassword, Secret("canary-77"), persist: false)
        let path = folder + "/.env"
        let line = LineEdit.Line.databaseURL(wanted())
        let edit = try #require(try LineEdit.needed(line, in: path, services))
        #expect(!edit.diff.contains("canary-77"))
        #expect(try edit.write(backups: folder + "/backups", services) == nil)
        #expect(try mode(path) == 0o600)
        #expect(try LineEdit.needed(line, in: path, services) == nil)
        // Somebody opened it to all: closed again, its bytes kept.
        chmod(path, 0o644)
        let again = try #require(try LineEdit.needed(line, in: path, services))
        let before = try Files.bytes(path)
        _ = try again.write(backups: folder + "/backups", services)
        #expect(try mode(path) == 0o600 && Files.bytes(path) == before)
        // What somebody wrote meanwhile is not lost.
        try Files.write("A=1\n", to: path)
        let stale = try #require(try LineEdit.needed(line, in: path, services))
        try Files.write("A=2\n", to: path)
        #expect(throws: Failure.self) { try stale.write(backups: folder + "/backups", services) }
        #expect(try Files.read(path) == "A=2\n")
    }
}
