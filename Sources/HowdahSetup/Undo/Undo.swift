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
        let (all, over, problem) = try await services.journal.read(movesAside: !services.onlyLooks)
        var plan = UndoPlan()
        if let problem {
            plan.leave(unseen: problem)
        } else if Files.exists(layout.state), Files.size(layout.journalFile) == 0 {
            plan.left.append(Words.Undo.noJournal)
        }
        // A folder that was copied or unpacked tells of others: what lies there is not this project's.
        let entries = all.filter { $0.inverse?.paths.allSatisfy(isInside) != false }
        if entries.count < all.count { plan.leave(unseen: Words.Undo.outside(all.count - entries.count)) }
        if let web = WebServer.running(layout) {
            plan.reversals.append(
                Reversal(Action(Words.Superuser.stopWeb, why: Words.Undo.stopWebWhy, .server(.stopWeb(web))), .yes))
        }
        try await settings(entries, &plan)
        await server(entries, &plan)
        files(entries, &plan)
        for entry in entries {
            if case .leave(let sentence)? = entry.inverse { plan.left.append(sentence) }
        }
        // The folder of Howdah's own is the last: it holds the secrets and this very journal.
        guard Files.exists(layout.state) else { return plan }
        if Files.exists(layout.dataDirectory), !plan.reversals.contains(where: { removesData($0.action) }) {
            plan.leave(unseen: Words.Undo.dataStays(shown(layout.dataDirectory)))
        } else if let backup = loneBackup(entries + over) {
            plan.leave(unseen: Words.Undo.backupStays(shown(backup)))
        } else {
            var last = Reversal(remove(layout.state, Words.Undo.removeState, Words.Undo.removeStateWhy), .yes)
            last.comesLast = true
            plan.reversals.append(last)
            if let folder = emptyFolder(entries, after: last.action) { plan.reversals.append(folder) }
        }
        return plan
    }

    /// The project's folder, where it was not there before, and nobody stands in it.
    private func emptyFolder(_ entries: [Journal.Entry], after last: Action) -> Reversal? {
        let project = Files.resolved(layout.project)
        let made = entries.filter { entry in
            if case .removeEmptyFolder(let path)? = entry.inverse { Files.resolved(path) == project } else { false }
        }
        guard !made.isEmpty, Files.resolved(".") != project else { return nil }
        let action = Action(
            Words.Undo.removeFolder(shown(layout.project)), why: Words.Undo.removeEmptyFolderWhy,
            .command(Command("rmdir", [layout.project], directory: "/")))
        return Reversal(action, .yes, made.map(\.sequence), needs: last, onlyIfEmpty: layout.project)
    }

    /// Whether a path lies in this project, wherever links on the way to it lead.
    private func isInside(_ path: String) -> Bool {
        let project = Files.resolved(layout.project)
        let folder = Files.resolved(Paths.parent(of: Paths.absolute(path, from: "/")))
        return folder == project || folder.hasPrefix(project + "/")
    }

    private func removesData(_ action: Action) -> Bool {
        guard case .command(let command) = action.work else { return false }
        return command.arguments.contains(layout.postgres)
    }

    /// A backup that nothing here gives back or gave back, and that is the only copy of what it holds; nil: there is
    /// none.
    private func loneBackup(_ entries: [Journal.Entry]) -> String? {
        var known: Set<String> = []
        var files = [(try? ProjectFiles.facts(of: layout.project))?.settingsFile].compactMap(\.self)
        for entry in entries {
            guard case .restore(let path, let backup)? = entry.inverse else { continue }
            known.insert(backup)
            files.append(path)
        }
        let hashes = Set(files.compactMap { hash(of: $0) } + known.compactMap { hash(of: $0) })
        return Files.names(in: layout.backups).map { "\(layout.backups)/\($0)" }.first { backup in
            let name = Paths.name(of: backup)
            // Of the server's own files; they go with it.
            guard !name.hasPrefix("postmaster.pid"), !name.hasPrefix("pg_hba.conf"), !known.contains(backup) else {
                return false
            }
            return hash(of: backup).map { !hashes.contains($0) } ?? true
        }
    }

    private func hash(of path: String) -> String? { (try? Files.bytes(Files.resolved(path))).map { ShortHash.of($0) } }

    /// Before the plan, so that it stays true.
    public func lock() throws(Failure) { try services.lock.take(layout.lockFile) }

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
            let digest = ShortHash.of(try Files.bytes(Files.resolved(path)))
            let edits = entries.filter { if case .restore(path, _)? = $0.inverse { true } else { false } }
            // The file is as an edit left it: what was changed after that one was changed back.
            let first = edits.lastIndex { $0.after == digest } ?? 0
            var now = digest
            var backup: String?
            var sequences: [Int] = []
            var isEdited = false
            for entry in edits[first...] {
                guard case .restore(_, let copy)? = entry.inverse, Files.exists(copy) else { continue }
                if entry.isIntent {
                    // The run ended between the two: nothing was written, or nobody noted what.
                    sequences.append(entry.sequence)
                    if backup == copy || hash(of: copy) == now { continue }
                }
                if entry.after != now { isEdited = true }
                backup = copy
                sequences.append(entry.sequence)
                now = ShortHash.of(try Files.bytes(copy))
            }
            guard let backup else {
                if sequences.isEmpty { plan.left.append(Words.Undo.noBackup(shown(path))) }
                continue
            }
            let why = isEdited ? Words.Undo.restoreEditedWhy : Words.Undo.restoreWhy
            plan.reversals.append(
                Reversal(
                    Action(
                        Words.Undo.restore(shown(path)), why: why,
                        .restore(
                            FileRestore(
                                path: path, backup: backup, digest: digest, diff: await difference(path, backup)))),
                    isEdited ? .decision : .yes, edits[..<first].map(\.sequence) + sequences))
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
                plan.add(
                    Reversal(
                        Action(
                            Words.Undo.removeProject(package), why: Words.Undo.removeProjectWhy,
                            .command(Command("rm", ["-rf"] + made, directory: "/"))),
                        .typedName(package), [entry.sequence]))
            case .removeFolder(let path)? where path != layout.dataDirectory && Files.exists(path):
                plan.add(Reversal(remove(path), .yes, [entry.sequence]))
            case .removeFile(let path)? where Files.exists(path):
                let mine = entries.filter { $0.inverse?.file == path }
                let isEdited = (try? Files.bytes(path)).map { ShortHash.of($0) } != mine.first?.after
                plan.add(
                    Reversal(
                        remove(
                            path, Words.Undo.removeFolder(shown(path)),
                            isEdited ? Words.Undo.removeEditedWhy : Words.Undo.removeFolderWhy),
                        isEdited ? .decision : .yes, mine.map(\.sequence)))
            case .rename(let from, let to)? where Files.exists(from):
                // Into what is there it would be moved, not back.
                let inTheWay = plan.reversals.first { $0.action == remove(to) }?.action
                guard !Files.exists(to) || inTheWay != nil else { continue }
                plan.add(
                    Reversal(
                        Action(
                            Words.Undo.moveBack(shown(from)), why: Words.Undo.moveBackWhy,
                            .command(Command("mv", [from, to], directory: "/"))), .yes, [entry.sequence],
                        needs: inTheWay))
            default: continue
            }
        }
    }

    private func remove(_ path: String) -> Action {
        remove(path, Words.Undo.removeFolder(shown(path)), Words.Undo.removeFolderWhy)
    }

    func remove(_ path: String, _ title: String, _ why: String) -> Action {
        Action(title, why: why, .command(Command("rm", ["-rf", path], directory: "/")))
    }

    func shown(_ path: String) -> String { Paths.shown(path, home: services.user.home) }
}
