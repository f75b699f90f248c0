import HowdahText

/// Finds the interpreter that the answers name, and what can make environments with it.
enum PythonSearch {
    /// Django 4.2's; nothing older can use PostgreSQL 15 with a supported adapter.
    static let oldest = [3, 8]

    static let memoKey = "python "

    static func facts(_ answers: Answers, _ services: Services) async throws(Failure) -> PythonFacts {
        try await services.memo.value("\(memoKey)\(answers.python.interpreter)") {
            () async throws(Failure) -> PythonFacts in
            let name = answers.python.interpreter
            let path = name.contains("/") ? Paths.absolute(name, from: services.base) : name
            guard let found = services.find(path) else {
                throw .refused(
                    "python-missing", sentence: Words.Python.notFound(name), next: Words.Python.install)
            }
            let answer: EnvironmentAnswer
            do throws(Failure) {
                answer = try await Helper.environment.ask(found, EnvironmentQuestion(base: true), services)
            } catch {
                if error.isCancellation { throw error }
                throw .refused(
                    "python-missing", sentence: Words.Python.doesNotStart(found), next: Words.Python.install)
            }
            guard !answer.version.lexicographicallyPrecedes(oldest) else {
                throw .refused(
                    "wrong-python-version",
                    sentence: Words.Python.tooOld(answer.versionText, found), next: Words.Python.install)
            }
            return PythonFacts(
                executable: answer.isVenv ? answer.realExecutable : answer.executable, version: answer.version,
                hasVenv: answer.hasVenv ?? false, hasEnsurepip: answer.hasEnsurepip, pip: answer.installed["pip"],
                pipWheel: answer.pipWheel, hasZones: answer.hasZones)
        }
    }
}

struct EnvironmentQuestion: Encodable {
    var base = false
    var imports: [String] = []
}

struct EnvironmentAnswer: Decodable, Sendable {
    var executable: String
    var realExecutable: String
    var version: [Int]
    var isVenv: Bool
    var hasEnsurepip: Bool
    var hasVenv: Bool?
    var pipWheel: String?
    var hasZones: Bool
    var installed: [String: String]
    /// Packages whose installation was cut off; they do not count as installed.
    var incomplete: [String]
    var importErrors: [String: String]

    var versionText: String { version.map(String.init).joined(separator: ".") }
}
