import Foundation
import HowdahTestSupport
import HowdahText
import Testing

@testable import HowdahSetup

@Suite struct SecretsTests {
    @Test func theFileIsForItsOwnerAlone() async throws {
        let file = try await Room.make() + "/secrets.toml"
        let secrets = Secrets(redactor: Redactor())
        try secrets.keep(in: file)
        try secrets.put(.databasePassword, Secret("one"), persist: true)
        try secrets.put(.superuserPassword, Secret("two"), persist: false)
        #expect(try mode(file) == 0o600)
        let text = try String(contentsOfFile: file, encoding: .utf8)
        #expect(text.contains("database_password = \"one\"") && !text.contains("two"))
        #expect(secrets.get(.superuserPassword)?.reveal() == "two")
    }

    /// The variable of the set-up's day is not there when somebody looks, or takes things back.
    @Test(arguments: [SecretName.databasePassword, .superuserPassword])
    func onlyWhoSetsUpNeedsThePasswords(_ name: SecretName) async throws {
        let services = Services.scratch(try await Room.make())
        var answers = Answers()
        (answers.database.password, answers.superuser.password) =
            name == .databasePassword
            ? (.environment("NOT_SET"), .generate) : (.generate, .environment("NOT_SET"))
        let engine = Engine(answers: answers, services: services)
        try await engine.prepare(needsPasswords: false)
        #expect(services.secrets.get(name) == nil)
        let failure = await thrown { try await engine.prepare() }
        #expect(failure != nil)
    }

    @Test(
        arguments: oddWords + ["a\nb", "tab\t", "\u{1}\u{7f}", "\"\"\"", "x # y", String(repeating: "é", count: 1024)])
    func whatIsPutInIsFoundByTheNextRun(value: String) async throws {
        let file = try await Room.make() + "/secrets.toml"
        let first = Secrets(redactor: Redactor())
        try first.keep(in: file)
        try first.put(.databasePassword, Secret(value), persist: true)
        try first.put(.superuserPassword, Secret("other" + value), persist: true)
        let redactor = Redactor()
        let second = Secrets(redactor: redactor)
        try second.keep(in: file)
        #expect(second.get(.databasePassword)?.reveal() == value)
        #expect(second.get(.superuserPassword)?.reveal() == "other" + value)
        #expect(!redactor.redact("other" + value).contains("other"))
    }

    @Test func whatThePersonGaveNowWinsOverTheFile() async throws {
        let file = try await Room.make() + "/secrets.toml"
        let first = Secrets(redactor: Redactor())
        try first.keep(in: file)
        try first.put(.databasePassword, Secret("kept"), persist: true)
        let second = Secrets(redactor: Redactor())
        try second.put(.databasePassword, Secret("given"), persist: false)
        try second.keep(in: file)
        #expect(second.get(.databasePassword)?.reveal() == "given")
    }

    @Test func aDamagedFileIsNotWrittenOver() async throws {
        let file = try await Room.make() + "/secrets.toml"
        try "database_password = ".write(toFile: file, atomically: false, encoding: .utf8)
        let failure = await thrown { try Secrets(redactor: Redactor()).keep(in: file) }
        guard case .refused = failure else {
            Issue.record("\(String(describing: failure))")
            return
        }
    }

    @Test func aPasswordFromAFileOrAVariable() async throws {
        let folder = try await Room.make()
        try "from file\r\n".write(toFile: folder + "/pw", atomically: false, encoding: .utf8)
        try "".write(toFile: folder + "/empty", atomically: false, encoding: .utf8)
        let services = Services.scratch(folder, ["GIVEN": "a b\\'\"%", "EMPTY": ""])
        #expect(try SecretFiles.read(.file("pw"), key: "k", services) == "from file")
        #expect(try SecretFiles.read(.file("~/pw"), key: "k", services) == "from file")
        #expect(try SecretFiles.read(.file(folder + "/pw"), key: "k", services) == "from file")
        #expect(try SecretFiles.read(.environment("GIVEN"), key: "k", services) == "a b\\'\"%")
        for source in [PasswordSource.environment("EMPTY"), .environment("NONE"), .file("empty"), .file("none")] {
            let failure = await thrown { try SecretFiles.read(source, key: "database.password", services) }
            guard case .refused("password-missing", let sentence, _) = failure else {
                Issue.record("\(source): \(String(describing: failure))")
                continue
            }
            #expect(sentence.contains("database.password"))
        }
    }

    @Test func generatedOnesNeedNoQuotingAnywhere() {
        let made = (0..<200).map { _ in Secret.generate().reveal() }
        #expect(Set(made).count == 200)
        #expect(made.allSatisfy { $0.count == 26 && $0.first!.isLetter && $0.wholeMatch(of: /[A-Za-z0-9_-]+/) != nil })
    }
}

/// The permission bits.
func mode(_ path: String) throws -> Int {
    let value = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions]
    return (value as? NSNumber)?.intValue ?? -1
}
