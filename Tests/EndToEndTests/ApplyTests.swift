import HowdahTestSupport
import Testing

@Suite(.heavy) struct ApplyTests {
    @Test func theSevenStepsFromAnEmptyFolder() async throws {
        try await Project.with { project in
            let ran = try await project.howdah(["apply", ".", "--json", "--answers", "-"], input: project.answers())
            #expect(ran.code == 0, "\(ran.all)")
            print(ran.seconds)
        }
    }
}
