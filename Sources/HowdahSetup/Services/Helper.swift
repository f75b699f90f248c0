import HowdahText

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// A small Python program that runs in the learner's environment and answers with one JSON object.
///
/// Its source and its question travel by standard input: nothing lies on disk, nothing stands in `ps`.
enum Helper: String {
    case environment
    case settingsEditor = "settings_editor"
    case djangoState = "django_state"
    case createSuperuser = "create_superuser"
    case adminLogin = "admin_login"
    case startWeb = "start_web"

    /// Stands before the answer: the project's own code may print before it.
    private static let marker = "HOWDAH-RESULT "

    /// The parts of the settings editor before its last, in the order in which they build on each other.
    private static let editor =
        PackageResources.editor_source_py + PackageResources.editor_values_py
        + PackageResources.editor_expressions_py + PackageResources.editor_run_py + PackageResources.editor_around_py
        + PackageResources.editor_block_py + PackageResources.editor_plan_py + PackageResources.editor_show_py
        + PackageResources.editor_edits_py + PackageResources.editor_url_py

    private var source: [UInt8] {
        switch self {
        case .environment: PackageResources.environment_py
        case .settingsEditor: Self.editor + PackageResources.settings_editor_py
        case .djangoState: PackageResources.project_py + PackageResources.django_state_py
        case .createSuperuser: PackageResources.project_py + PackageResources.create_superuser_py
        case .adminLogin: PackageResources.admin_login_py
        case .startWeb: PackageResources.start_web_py
        }
    }

    /// - Parameters:
    ///   - python: absolute path of the interpreter.
    ///   - question: encoded as JSON.
    /// - Returns: the decoded answer.
    /// - Throws: `.python` when the project's own code failed, `.command` when there was no answer.
    func ask<Question: Encodable, Answer: Decodable>(
        _ python: String, _ question: Question, directory: String? = nil, _ services: Services
    ) async throws(Failure) -> Answer {
        let json: Data
        do { json = try JSONEncoder().encode(question) } catch {
            throw .command(program: rawValue, code: 70, output: String(describing: error))
        }
        var command = Command(
            python,
            // `-c` would put the working directory first in sys.path; the helper names the project's itself.
            (services.onlyLooks ? ["-B"] : []) + [
                "-c",
                "import sys; sys.path[:1] = []; __file__ = '/\(rawValue).py'; exec(compile(sys.stdin.buffer.read(\(source.count)), '\(rawValue).py', 'exec'))",
            ],
            directory: directory)
        command.input = .text(String(decoding: source, as: UTF8.self) + String(decoding: json, as: UTF8.self))
        let result = try await services.capture(command)
        guard let line = result.output.split(separator: "\n").last(where: { $0.hasPrefix(Self.marker) }) else {
            throw .command(program: python, code: result.code, output: result.errors)
        }
        let answer = Data(line.dropFirst(Self.marker.count).utf8)
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        do {
            if let refusal = try? decoder.decode(HelperError.self, from: answer) {
                throw refusal.failure(services.redactor)
            }
            return try decoder.decode(Answer.self, from: answer)
        } catch let failure as Failure {
            throw failure
        } catch {
            throw .command(program: rawValue, code: 70, output: String(describing: error))
        }
    }
}

/// What a helper says when the project's code raised an exception.
struct HelperError: Codable, Sendable, Equatable {
    struct Report: Codable, Sendable, Equatable {
        var kind: String
        var message: String
        var sqlstate: String?
        var traceback: String?
    }
    var error: Report

    func failure(_ redactor: Redactor) -> Failure {
        .python(
            kind: error.kind, message: redactor.redact(error.message.sanitised), sqlState: error.sqlstate ?? "",
            traceback: redactor.redact((error.traceback ?? "").sanitised))
    }
}
