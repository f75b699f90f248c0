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
    ///
    /// - Parameter command: of those that want a project that is there; nil: a new one may be meant.
    static func base(_ path: String, for command: String? = nil) throws -> String {
        guard let here = getcwd(nil, 0) else {
            throw Stop(code: 64, sentence: Words.Folder.gone, next: Words.Folder.goneNext)
        }
        defer { free(here) }
        // Mostly a variable of a script that is not set; the folder one is in was hardly meant.
        guard !path.isEmpty else { throw Stop(code: 64, sentence: Words.Folder.empty, next: Words.Folder.emptyNext) }
        let full = Paths.absolute(path, from: String(cString: here))
        guard Files.exists(full) else {
            let reason = errno
            guard reason == ENOENT || reason == ENOTDIR else {
                throw Stop(code: 64, sentence: Words.Folder.closed(full, ErrorText.of(reason)), next: "")
            }
            guard !full.unicodeScalars.contains("\u{FFFD}") else {
                throw Stop(code: 64, sentence: Words.Folder.notUTF8(full), next: Words.Folder.notUTF8Next)
            }
            if let command {
                throw Stop(code: 64, sentence: Words.Folder.missing(full), next: similar(path, full, command))
            }
            if !path.contains("/"), let command = suggestion(for: path, among: Words.Commands.names) {
                throw Stop(
                    code: 64, sentence: Words.Folder.mistyped(path),
                    next: Words.Folder.mistypedNext(command) + "\n" + Words.Folder.orFolder(ShellText.quoted(full)))
            }
            throw Stop(
                code: 64, sentence: Words.Folder.missing(full), next: Words.Folder.missingNext(ShellText.quoted(full)))
        }
        if Files.isLink(full), access(full, F_OK) != 0 {
            throw Stop(code: 64, sentence: Words.Folder.deadLink(full), next: Words.Folder.projectNext)
        }
        guard Files.isDirectory(full) else {
            throw Stop(
                code: 64, sentence: Words.Folder.noFolder(full),
                next: command == nil ? Words.Folder.noFolderNext : Words.Folder.projectNext)
        }
        guard access(full, R_OK | X_OK) == 0 else {
            throw Stop(code: 64, sentence: Words.Folder.closed(full, ErrorText.of(errno)), next: "")
        }
        // A server would be made in it.
        guard command != nil || !full.unicodeScalars.contains(where: { $0.value < 32 || $0.value == 127 }) else {
            throw Stop(code: 64, sentence: Words.Folder.control, next: Words.Folder.controlNext)
        }
        return full
    }

    /// A folder beside it that is spelled almost the same; else what would be right.
    private static func similar(_ path: String, _ full: String, _ command: String) -> String {
        let parent = Paths.parent(of: full)
        let folders = Files.names(in: parent).filter { Files.isDirectory("\(parent)/\($0)") }
        guard let name = suggestion(for: Paths.name(of: full), among: folders) else { return Words.Folder.projectNext }
        let typed = path.hasSuffix("/") ? String(path.dropLast()) : path
        let before = typed.lastIndex(of: "/").map { typed[...$0] } ?? ""
        return Words.Folder.mistypedNext(ShellText.line([command, before + name]))
    }

    /// A folder into which others may put code is run only when that is meant.
    static func check(_ project: String, yes: Bool) throws {
        let concerns = Trust.concerns(project, environment)
        guard !yes, !concerns.isEmpty else { return }
        throw Stop(
            code: 64, sentence: (concerns + [Words.Trust.runsCode]).joined(separator: " "), next: Words.Trust.addYes)
    }

    /// The answers for a run of the seven steps. In the folder above a project that an earlier run made, without a
    /// file, that project's own: who starts Howdah where it was started the first time wants to go on.
    ///
    /// - Returns: also the project below whose kept answers they are, and what is to be said of projects there.
    static func answersForRun(_ file: String?, base: String, path: String, for command: String? = nil) throws
        -> (answers: Answers, kept: String?, notice: [String])
    {
        let chosen = try answers(file, base: base)
        guard file == nil, !Files.exists(base + "/manage.py"), !Files.exists(base + "/.howdah") else {
            return (chosen, nil, [])
        }
        let below = ProjectsBelow(path: path, base: base)
        let names = below.names(holding: ".howdah/answers.toml")
        let own = names.count == 1 ? names.first : names.first { $0 == chosen.project.name }
        let services = Services.live(base: base, environment: environment)
        let trust = Trust(file: Trust.file(environment, home: services.user.home))
        // Answers may name programs: only those that were made or agreed to here are taken unasked.
        if let own, trust.knows("\(base)/\(own)") {
            var kept = try answers(nil, base: "\(base)/\(own)")
            // The folder is found by the name, so that another name begins another project.
            if kept.project.name == own {
                kept.project.path = ""
                return (kept, own, [Words.Folder.goesOn(own)])
            }
        }
        return (chosen, nil, below.hint(command, holding: "manage.py", ".howdah/answers.toml") ?? [])
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
            var answers = try AnswersFile.read(
                text, file: file == "-" ? Words.Folder.standardInput : file ?? kept)
            // What an earlier run kept lies in the project's own folder, also when its manage.py is gone.
            if file == nil, !answers.project.path.isEmpty || !Files.exists(base + "/manage.py") {
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

    /// The sentence between its words, where it is read on a terminal; what is to be copied stays whole.
    func lines(width: Int?) -> String {
        let sentence = sentence.wrapped(after: "", toWidth: width).joined(separator: "\n")
        return next.isEmpty ? sentence : sentence + "\n" + next
    }
}
