import Foundation
import HowdahTestSupport
import Testing

@testable import HowdahSetup

/// The settings editor's own tests (Python/test_settings_editor.py and the two beside it), with the Django of
/// this run.
@Suite(.heavy) struct SettingsEditorTests {
    @Test(arguments: ["test_settings_editor.py", "test_editor_shapes.py", "test_editor_finds.py"])
    func itsOwnTestsPass(_ file: String) async throws {
        let folder = try await Room.make()
        let tests = URL(fileURLWithPath: #filePath).deletingLastPathComponent().path + "/Python/" + file
        let ended = try await run(
            [try await Shared.venv.value() + "/bin/python", "-B", tests], in: folder,
            environment: plainEnvironment(home: folder))
        #expect(ended.code == 0, "\(ended.all.suffix(6000))")
        #expect(ended.all.contains("\nOK"))
    }
}
