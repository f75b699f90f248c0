import HowdahText

/// Takes back what Howdah did in a project, newest first.
///
/// The journal says what was done; whether it may be taken back is asked of the world each time: a role and a database
/// only with Howdah's comment on them, a file only as Howdah left it.
public struct Undo: Sendable {
    let answers: Answers
    let services: Services
    let layout: Layout

    public init(_ answers: Answers, _ services: Services) {
        self.answers = answers
        self.services = services
        layout = Layout(base: services.base, answers: answers)
    }

    /// - Throws: the journal could not be read at all.
    public func plan() async throws(Failure) -> UndoPlan {
        await services.memo.forget()
        let (entries, problem) = try await services.journal.read()
        var plan = UndoPlan()
        if let problem { plan.left.append(problem) }
        try await settings(entries, &plan)
        await server(entries, &plan)
        files(entries, &plan)
        for entry in entries {
            if case .leave(let sentence)? = entry.inverse { plan.left.append(sentence) }
        }
        // The folder of Howdah's own is the last: it holds the secrets and this very journal.
        if Files.exists(layout.state) {
            plan.reversals.append(
                Reversal(remove(layout.state, Words.Undo.removeState, Words.Undo.removeStateWhy), .yes))
        }
        return plan
    }

    /// - Parameter emit: what the actions report.
    public func perform(
        _ reversal: Reversal, _ emit: @escaping @Sendable (Event) async -> Void
    ) async throws(Failure) {
        try services.lock.take(layout.lockFile)
        await services.memo.forget()
        let step = StepID.postgres
        await emit(.actionBegan(step, reversal.action))
        let began = services.now()
        try await HowdahSetup.perform(reversal.action, layout, services) { output in
            if case .lines(let lines) = output { await emit(.lines(step, lines)) }
        }
        if Files.exists(layout.state) { try await services.journal.undone(reversal.sequences) }
        await emit(.actionFinished(step, reversal.action, seconds: (services.now() - began).seconds))
    }

    // MARK: settings.py

    /// The oldest backup of an unbroken chain of Howdah's own edits.
    private func settings(_ entries: [Journal.Entry], _ plan: inout UndoPlan) async throws(Failure) {
        var paths: [String] = []
        for entry in entries {
            if case .restore(let path, _)? = entry.inverse, !paths.contains(path) { paths.append(path) }
        }
        // What Howdah made goes as a whole.
        paths.removeAll { path in entries.contains { $0.inverse == .removeFile(path) } }
        for path in paths where Files.exists(path) {
            var now = ShortHash.of(try Files.bytes(Files.resolved(path)))
            var backup: String?
            var sequences: [Int] = []
            var isEdited = false
            for entry in entries {
                guard case .restore(path, let copy)? = entry.inverse, Files.exists(copy) else { continue }
                if entry.after != now { isEdited = true }
                backup = copy
                sequences.append(entry.sequence)
                now = ShortHash.of(try Files.bytes(copy))
            }
            guard let backup else {
                plan.left.append(Words.Undo.noBackup(shown(path)))
                continue
            }
            let why = isEdited ? Words.Undo.restoreEditedWhy : Words.Undo.restoreWhy
            plan.reversals.append(
                Reversal(
                    Action(
                        Words.Undo.restore(shown(path)), why: why,
                        .restore(FileRestore(path: path, backup: backup, diff: await difference(path, backup)))),
                    isEdited ? .decision : .yes, sequences))
        }
    }

    /// Of files that are not Python, the lines around are not shown: a `.env` is full of secrets.
    private func difference(_ path: String, _ backup: String) async -> String {
        let answer = try? await services.capture(
            Command("diff", [path.hasSuffix(".py") ? "-U3" : "-U0", path, backup], directory: "/"))
        let lines = (answer?.output ?? "").sanitised.split(separator: "\n").map {
            Redactor.withoutPasswords(String($0))
        }
        return services.redactor.redact(lines.joined(separator: "\n"))
    }

    // MARK: files

    private func files(_ entries: [Journal.Entry], _ plan: inout UndoPlan) {
        for entry in entries {
            switch entry.inverse {
            case .removeProject(let folder, let package)?:
                let made = [folder + "/manage.py", "\(folder)/\(package)"].filter { Files.exists($0) }
                guard !made.isEmpty else { continue }
                plan.reversals.append(
                    Reversal(
                        Action(
                            Words.Undo.removeProject(package), why: Words.Undo.removeProjectWhy,
                            .command(Command("rm", ["-rf"] + made, directory: "/"))),
                        .typedName(package), [entry.sequence]))
            case .removeFolder(let path)? where path != layout.dataDirectory && Files.exists(path):
                plan.reversals.append(
                    Reversal(
                        remove(path, Words.Undo.removeFolder(shown(path)), Words.Undo.removeFolderWhy), .yes,
                        [entry.sequence]))
            case .removeFile(let path)? where Files.exists(path):
                let mine = entries.filter { $0.inverse?.file == path }
                let isEdited = (try? Files.bytes(path)).map { ShortHash.of($0) } != mine.first?.after
                plan.reversals.append(
                    Reversal(
                        remove(
                            path, Words.Undo.removeFolder(shown(path)),
                            isEdited ? Words.Undo.removeEditedWhy : Words.Undo.removeFolderWhy),
                        isEdited ? .decision : .yes, mine.map(\.sequence)))
            case .rename(let from, let to)? where Files.exists(from):
                plan.reversals.append(
                    Reversal(
                        Action(
                            Words.Undo.moveBack(shown(from)), why: Words.Undo.moveBackWhy,
                            .command(Command("mv", [from, to], directory: "/"))), .yes, [entry.sequence]))
            default: continue
            }
        }
    }

    func remove(_ path: String, _ title: String, _ why: String) -> Action {
        Action(title, why: why, .command(Command("rm", ["-rf", path], directory: "/")))
    }

    func shown(_ path: String) -> String { Paths.shown(path, home: services.user.home) }
}
