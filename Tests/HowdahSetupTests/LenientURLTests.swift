import HowdahText
import Testing

@testable import HowdahSetup

/// What stands in a `.env`, as it was meant.
@Suite struct LenientURLTests {
    @Test(arguments: [
        ("postgres://shop:right@localhost:5432/shop", ["right"]),
        ("postgres://shop:pa#ss/w@rd?@localhost:5432/shop", ["pa#ss/w@rd?"]),
        ("postgres://shop:pa%20ss@localhost:5432/shop", ["pa ss", "pa%20ss"]),
        ("postgress://shop:'right'@localhost:5432/shop", ["'right'", "right"]),
        ("shop:100%@localhost:5432/shop", ["100%"]),
    ])
    func theLoginEndsAtTheLastAt(text: String, passwords: [String]) throws {
        let url = try #require(LenientURL(text))
        #expect(url.passwords == passwords)
        #expect(url.user == "shop" && url.host == "localhost" && url.port == 5432 && url.database == "shop")
    }

    @Test func whatElseAURLSays() throws {
        let url = try #require(LenientURL("postgresql://a%40b:p@[::1]/d%20b?sslmode=require&conn_max_age=60"))
        #expect(url.user == "a@b" && url.host == "::1" && url.port == nil && url.database == "d b")
        #expect(url.options == ["sslmode": "require", "conn_max_age": "60"])
        let bare = try #require(LenientURL("postgres://shop@localhost:54S5/shop"))
        #expect(bare.passwords.isEmpty && bare.port == nil && bare.host == "localhost")
    }

    @Test(arguments: ["", "sqlite:///db.sqlite3", "mysql://a:b@c/d", "postgis://a:b@c/d", "postgres://localhost/shop"])
    func noneOfOurs(text: String) { #expect(LenientURL(text) == nil) }

    @Test func aValueIsReadWithoutItsQuotes() {
        let file = Array("# one\nexport A='x y' # why\nB=\"z\"\nC=pa#ss # not this\n".utf8)
        #expect(EnvironmentFile.value(of: "A", in: file) == "x y")
        #expect(EnvironmentFile.value(of: "B", in: file) == "z")
        #expect(EnvironmentFile.value(of: "C", in: file) == "pa#ss")
        #expect(EnvironmentFile.value(of: "D", in: file) == nil)
    }

    @Test(arguments: [
        ("DEBUG = True\nSECRET_KEY = ''\nX = 1\n", "DEBUG = True\nSECRET_KEY = 'made'\nX = 1\n"),
        ("SECRET_KEY = \"\"  # TODO\r\nX = 1\r\n", "SECRET_KEY = 'made'\r\nX = 1\r\n"),
        ("DEBUG = True", "DEBUG = True\nSECRET_KEY = 'made'\n"),
        ("SECRET_KEY = ''\nSECRET_KEY = key()\n", "SECRET_KEY = ''\nSECRET_KEY = key()\nSECRET_KEY = 'made'\n"),
    ])
    func theSecretKeyStandsWhereTheEmptyOneStood(old: String, new: String) throws {
        let secrets = Secrets(redactor: Redactor())
        try secrets.put(.secretKey, Secret("made"), persist: false)
        let line = LineEdit.Line.secretKey(variable: nil)
        #expect(String(decoding: line.applied(to: Array(old.utf8), secrets), as: UTF8.self) == new)
        #expect(!line.shown.contains("made"))
    }

    @Test func theSecretKeyOfAnEnvironmentFile() throws {
        let secrets = Secrets(redactor: Redactor())
        try secrets.put(.secretKey, Secret("made"), persist: false)
        let line = LineEdit.Line.secretKey(variable: "DJANGO_SECRET_KEY")
        let new = line.applied(to: Array("A=1\nDJANGO_SECRET_KEY=\nB=2\n".utf8), secrets)
        #expect(String(decoding: new, as: UTF8.self) == "A=1\nDJANGO_SECRET_KEY=made\nB=2\n")
        #expect(!line.shown.contains("made") && line.isSecret)
    }
}
