import Foundation
import HowdahTestSupport
import HowdahText
import Testing

@testable import HowdahSetup

/// A project without an environment of its own: the doctor looks at the system's Python.
@Suite(.heavy) struct OtherPythonTests {
    @Test func theSystemsPythonIsNoEnvironment() async throws {
        let base = try await Room.make()
        try "os.environ.setdefault('DJANGO_SETTINGS_MODULE', 'shop.settings')\n"
            .write(toFile: base + "/manage.py", atomically: true, encoding: .utf8)
        let seen = await Doctor(nil, .scratch(base)).examine()
        let venv = try #require(seen.findings.first { $0.check == "venv" })
        #expect(venv.state == .ok && venv.title.hasSuffix("no virtual environment"), "\(venv)")
        // Nobody is told to use what is not there.
        for finding in seen.findings where finding.step == .adapter {
            for fix in finding.fixes where !fix.commands.contains(where: { $0.contains("-m venv") }) {
                #expect(!fix.commands.contains { $0.contains(".venv") }, "\(fix)")
            }
        }
        let anew = seen.findings.filter { $0.step == .adapter }.compactMap { $0.fixes.first }
        #expect(anew.count < 2 || anew[0].isSame(as: anew[1]), "\(anew)")
    }
}
