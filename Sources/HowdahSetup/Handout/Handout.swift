import HowdahText
import Logging

/// What stays with the person when all seven steps are done: notes to read, and a script that does it all again.
///
/// Both are made from what is there and from the journal, so that a run that changes nothing changes neither.
/// Neither holds a secret: they say where one is kept.
struct Handout: Sendable {
    /// What the journal tells of an action.
    struct Ran: Decodable, Sendable, Equatable {
        var sequence: Int
        var step: StepID
        var title: String
        /// nil: written by a Howdah that did not keep them yet.
        var why: String?
        var byHand: [String]?
        /// The entries that this one says are over, and no more.
        var undoes: [Int]?
    }

    var answers: Answers
    var layout: Layout
    var target: DatabaseTarget
    var django: DjangoState?
    var venv: VenvFacts?
    /// Absolute path of the interpreter that the environment was made with.
    var python: String
    /// Such as `15.18`.
    var serverVersion: String?
    var settingsFile: String?
    var ran: [Ran]
    var home: String
    let redactor: Redactor

    var server: Server { target.choice.server }

    func shown(_ path: String) -> String { Paths.shown(path, home: home) }

    /// Of a path in the project's folder.
    func relative(_ path: String) -> String {
        path.hasPrefix(layout.project + "/") ? String(path.dropFirst(layout.project.count + 1)) : path
    }

    /// In the order in which it ran; of what ran several times (a server is started every day) the last;
    /// not what was taken back.
    static func read(_ journal: String) -> [Ran] {
        var ran: [Ran] = []
        for line in Journal.lines(in: journal) {
            // What another version wrote is passed over: the journal serves more than these notes.
            guard let entry = try? JSONText.decode(Ran.self, from: String(line)) else { continue }
            if let over = entry.undoes {
                ran.removeAll { over.contains($0.sequence) }
                continue
            }
            ran.removeAll { $0.step == entry.step && $0.title == entry.title }
            ran.append(entry)
        }
        return ran
    }
}

extension Layout {
    public var notesFile: String { state + "/setup-notes.md" }
    public var scriptFile: String { state + "/setup.sh" }
}

extension Engine {
    /// The end of a run: the receipt, and the handout beside it where all seven are done.
    public func conclude(_ outcomes: [StepID: Outcome], seconds: Double) async -> Receipt {
        var receipt = await receipt(outcomes, seconds: seconds)
        // A project that Howdah never wrote to is left as it is.
        guard receipt.ok, Files.exists(layout.answersFile) else { return receipt }
        do throws(Failure) {
            try services.secrets.keepProven()
            let handout = try await handout(receipt)
            try Self.replace(layout.notesFile, with: handout.notes, mode: 0o600)
            try Self.replace(layout.scriptFile, with: handout.script, mode: 0o700)
        } catch {
            // The project is done all the same.
            services.log.error("handout: \(error.evidence)")
        }
        if Files.exists(layout.notesFile) { receipt.notes = Paths.shown(layout.notesFile, home: services.user.home) }
        return receipt
    }

    private static func replace(_ path: String, with text: String, mode: UInt32) throws(Failure) {
        if let old = try? Files.read(path), old == text { return }
        try Files.write(text, to: path, mode: mode)
    }

    private func handout(_ receipt: Receipt) async throws(Failure) -> Handout {
        let target = try await DatabaseTarget.of(answers, services)
        let django =
            DjangoInspection.isPossible(answers, services) ? try await DjangoInspection.state(answers, services) : nil
        let python = try? await PythonSearch.facts(answers, services)
        return Handout(
            answers: answers, layout: layout, target: target, django: django,
            venv: await Venv.facts(layout.venv, answers.python.adapter, services),
            python: python?.executable ?? answers.python.interpreter, serverVersion: receipt.serverVersion,
            settingsFile: (try? ProjectFiles.facts(of: layout.project))?.settingsFile,
            ran: Handout.read(layout.journalFile), home: services.user.home, redactor: services.redactor)
    }
}
