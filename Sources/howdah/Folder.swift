import HowdahSetup
import HowdahText

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// The folder that Howdah works in, and the answers for it.
enum Folder {
    static let environment: [String: String] = {
        var result: [String: String] = [:]
        var entry = environ
        while let text = entry.pointee {
            let parts = String(cString: text).split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            if parts.count == 2 { result[String(parts[0])] = String(parts[1]) }
            entry += 1
        }
        return result
    }()

    /// The absolute path of PATH.
    static func base(_ path: String) throws -> String {
        guard let here = getcwd(nil, 0) else {
            throw Stop(code: 64, sentence: Words.Folder.gone, next: Words.Folder.goneNext)
        }
        defer { free(here) }
        let full = Paths.absolute(path, from: String(cString: here))
        guard Files.exists(full) else {
            if !path.contains("/"), let command = suggestion(for: path, among: Words.Commands.names) {
                throw Stop(
                    code: 64, sentence: Words.Folder.mistyped(path), next: Words.Folder.mistypedNext(command))
            }
            throw Stop(code: 64, sentence: Words.Folder.missing(full), next: Words.Folder.missingNext(full))
        }
        guard Files.isDirectory(full) else {
            throw Stop(code: 64, sentence: Words.Folder.noFolder(full), next: Words.Folder.noFolderNext)
        }
        return full
    }

    /// A folder into which others may put code is run only when that is meant.
    static func check(_ project: String, yes: Bool) throws {
        let concerns = Trust.concerns(project, environment)
        guard !yes, !concerns.isEmpty else { return }
        throw Stop(
            code: 64, sentence: (concerns + [Words.Trust.runsCode]).joined(separator: " "), next: Words.Trust.addYes)
    }

    /// The answers of the file, else those that an earlier run kept in this folder, else the defaults.
    static func answers(_ file: String?, base: String) throws -> Answers {
        let kept = base + "/.howdah/answers.toml"
        guard let path = file.map({ find($0, base) }) ?? (Files.exists(kept) ? kept : nil) else {
            return Answers(for: base)
        }
        let text: String
        do {
            text = file == "-" ? String(decoding: standardInput(), as: UTF8.self) : try Files.read(path)
        } catch {
            throw Stop(code: 64, sentence: error.evidence, next: Words.Folder.answersNext)
        }
        do {
            var answers = try AnswersFile.read(text, file: file ?? ".howdah/answers.toml")
            // What an earlier run kept lies in the project's own folder, also when its manage.py is gone.
            if file == nil, answers.project.path.isEmpty, !Files.exists(base + "/manage.py") {
                answers.project.path = "."
            }
            answers.takeName(from: base)
            return answers
        } catch {
            throw Stop(code: 64, sentence: error.description, next: Words.Folder.answersNext)
        }
    }

    /// Relative to PATH; or, where there is none, to the folder that the person is in.
    private static func find(_ file: String, _ base: String) -> String {
        let inBase = Paths.absolute(file, from: base)
        guard !Files.exists(inBase), let here = getcwd(nil, 0) else { return inBase }
        defer { free(here) }
        let fromHere = Paths.absolute(file, from: String(cString: here))
        return Files.exists(fromHere) ? fromHere : inBase
    }

    private static func standardInput() -> [UInt8] {
        var bytes: [UInt8] = []
        while let line = readLine(strippingNewline: false) { bytes += Array(line.utf8) }
        return bytes
    }
}

/// An end with a sentence, the next thing to do, and an exit code of the contract.
struct Stop: Error, CustomStringConvertible {
    var code: Int32
    var sentence: String
    var next: String

    init(code: Int32, sentence: String, next: String) {
        self.code = code
        self.sentence = sentence
        self.next = next
    }

    /// Bad answers are the caller's to mend: 64.
    init(_ failure: Failure, code: Int32 = 1) {
        if case .refused(_, let sentence, let next) = failure {
            self.init(code: 64, sentence: sentence, next: next)
        } else {
            let diagnosis = Diagnosis(of: failure)
            self.init(code: code, sentence: diagnosis.title, next: diagnosis.evidence)
        }
    }

    /// A failure in the work itself: 1, with what it was, why, and the next command.
    init(diagnosing failure: Failure) {
        let diagnosis = Diagnosis(of: failure)
        let fixes = diagnosis.fixes.map { "- " + ([$0.title] + $0.commands).joined(separator: "\n    ") }
        self.init(
            code: 1, sentence: "\(diagnosis.title) (\(diagnosis.cause.rawValue)). \(diagnosis.explanation)",
            next: (fixes + [diagnosis.evidence]).filter { !$0.isEmpty }.joined(separator: "\n"))
    }

    var description: String { next.isEmpty ? sentence : sentence + "\n" + next }
}
