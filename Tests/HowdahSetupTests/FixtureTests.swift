import Foundation
import HowdahText
import Testing

@testable import HowdahSetup

/// What real programs say when they fail: Tests/Fixtures/<cause>/<program>-<case>.txt. The first line says how it was
/// provoked (`python3 Tests/Fixtures/provoke` makes most of them anew), or why it could not be here.
@Suite struct FixtureTests {
    struct Fixture: CustomTestStringConvertible {
        var cause: String
        var name: String
        var origin: String
        var text: Data
        var testDescription: String { "\(cause)/\(name)" }
        var isProvoked: Bool { origin.hasPrefix("# provoked by: ") }
    }

    static let all: [Fixture] = {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "Fixtures")
        let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
        return (files?.compactMap { $0 as? URL } ?? []).compactMap { file in
            let cause = file.deletingLastPathComponent().lastPathComponent
            guard file.pathExtension == "txt", cause != "Fixtures", let data = try? Data(contentsOf: file),
                let end = data.firstIndex(of: 0x0A)
            else { return nil }
            return Fixture(
                cause: cause, name: file.deletingPathExtension().lastPathComponent,
                origin: String(decoding: data[..<end], as: UTF8.self), text: data[data.index(after: end)...])
        }
    }()

    private func explain(_ text: Data) -> Diagnosis {
        var reader = ExplainReader()
        reader.read(text)
        return Diagnosis(explaining: reader)
    }

    @Test func eachFixtureHasItsFoldersCause() {
        #expect(Self.all.count > 300)
        for fixture in Self.all {
            let diagnosis = explain(fixture.text)
            #expect(diagnosis.cause.rawValue == fixture.cause, "\(fixture.testDescription): \(diagnosis.evidence)")
            #expect(
                fixture.isProvoked || fixture.origin.hasPrefix("# written after: "),
                "\(fixture.testDescription) does not say where it comes from")
        }
    }

    /// What no machine of ours can provoke is named here, and why.
    static let notProvoked: [String: String] = [:]

    @Test func everyRuleHasAFixtureThatWasProvoked() {
        let provoked = Set(Self.all.filter(\.isProvoked).map(\.cause))
        for rule in Rule.all where !rule.clues.isEmpty {
            let slug = rule.cause.rawValue
            if Self.notProvoked[slug] != nil {
                #expect(Self.all.contains { $0.cause == slug }, "\(slug) has no fixture at all")
                #expect(!provoked.contains(slug), "\(slug) was provoked after all")
            } else {
                #expect(provoked.contains(slug), "\(slug) has no fixture that was provoked")
            }
        }
        let slugs = Set(Rule.all.map(\.cause.rawValue) + ["unknown"])
        for fixture in Self.all { #expect(slugs.contains(fixture.cause), "no cause \(fixture.cause)") }
    }

    /// Where this repository lies while it is tested.
    private static let checkout = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().path

    /// Fixtures are public: no path, name or address of the machine that made them.
    @Test func fixturesAreNeutral() {
        for fixture in Self.all {
            let text = fixture.origin + String(decoding: fixture.text, as: UTF8.self)
            for word in ["/root/", ".pyenv", Self.checkout] {
                #expect(!text.contains(word), "\(fixture.testDescription) names \(word)")
            }
        }
    }
}
