import Foundation
import HowdahTestSupport
import HowdahText
import Testing

@testable import HowdahSetup

/// A project folder beside a scratch cluster, for steps run inside the test.
struct Site {
    let cluster: ScratchCluster
    let base: String
    var services: Services
    var answers: Answers

    static let password = "s3cret-of-the-role"

    var project: String { base + "/myproject" }
    var settings: String { project + "/myproject/settings.py" }

    /// - Parameters:
    ///   - project: Django's files are there, with an environment (shared: do not change it).
    ///   - done: steps that are run before the body.
    static func with<T>(
        role: String = "learner", database: String = "school", password: String = Site.password, admin: Bool = true,
        project: Bool = true, done: [StepID] = [], _ variables: [String: String] = [:], _ body: (Site) async throws -> T
    ) async throws -> T {
        try await ScratchCluster.with { cluster in
            let base = try await Room.make()
            var answers = Answers.onScratch
            if !admin { answers.postgres.adminURL = "" }
            answers.superuser.password = .environment("ADMIN_PASSWORD")
            answers.server.port = ScratchCluster.freePort()
            answers.python.interpreter = try await Shared.python.value()
            let given = [
                "APP_URL": cluster.url(user: role, password: password, database: database),
                "ADMIN_URL": cluster.adminURL,
                "ADMIN_PASSWORD": "correct-horse-9",
            ].merging(variables) { $1 }
            if project { try await ProjectTemplate.copy(to: base + "/myproject") }
            let site = Site(cluster: cluster, base: base, services: .scratch(base, given), answers: answers)
            for step in done {
                let (outcome, recorder) = try await site.advance(step)
                try #require(outcome == .done, "step \(step): \(recorder.diagnoses) \(recorder.lines)")
            }
            return try await body(site)
        }
    }

    /// What Howdah writes on this project's role and database.
    var mark: String { Mark.comment(Layout(base: base, answers: answers)) }

    /// As a run of its own: what an earlier one remembers is forgotten.
    func advance(_ step: StepID) async throws -> (Outcome, Recorder) {
        await services.memo.forget()
        let (engine, recorder) = try await Engine.recording(answers, services)
        return (await engine.advance(step), recorder)
    }

    func inspect(_ step: StepID) async throws -> [Finding] {
        let (engine, _) = try await Engine.recording(answers, services)
        await services.memo.forget()
        return await engine.inspect(step)
    }

    func write(_ text: String, to name: String) throws {
        let path = project + "/" + name
        try FileManager.default.createDirectory(
            atPath: Paths.parent(of: path), withIntermediateDirectories: true)
        try text.write(toFile: path, atomically: true, encoding: .utf8)
    }

    func read(_ name: String) throws -> String { try String(contentsOfFile: project + "/" + name, encoding: .utf8) }
}

/// What startproject makes, once for all.
enum ProjectTemplate {
    static let folder = Task { () async throws -> String in
        let folder = try await Room.make() + "/template"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try await run(
            [try await Shared.venv.value() + "/bin/python", "-m", "django", "startproject", "myproject", folder]
        ).orThrow()
        return folder
    }

    static func copy(to path: String) async throws {
        try await run(["/bin/cp", "-R", folder.value, path]).orThrow()
        try FileManager.default.createSymbolicLink(
            atPath: path + "/.venv", withDestinationPath: try await Shared.venv.value())
    }
}
