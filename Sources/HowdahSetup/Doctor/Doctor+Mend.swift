import HowdahText

extension Doctor {
    /// Runs what a fix consists of. Whether it helped shows at the next look.
    ///
    /// A project that Howdah set up gets the lock, the log and the journal of a run; in a stranger's folder nothing
    /// is made but what the fix itself makes; the lock where `.howdah` is, and for a changed file the backup and the
    /// journal by which it is undone.
    ///
    /// - Parameter emit: what the actions report.
    public func mend(
        _ fix: Fix, _ id: StepID, _ emit: @escaping @Sendable (Event) async -> Void
    ) async throws(Failure) {
        if let answers {
            return try await Engine(answers: answers, services: services, emit: emit).mend(fix, id)
        }
        await services.memo.forget()
        for action in fix.actions {
            // A backup is kept, and kept out of git.
            let changesFile = action.inverse?.file != nil
            if changesFile { try await layout.makeState(services.trust, noting: services.journal) }
            if Files.isDirectory(layout.state) { try services.lock.take(layout.lockFile) }
            await emit(.actionBegan(id, action))
            let began = services.now()
            let work: @Sendable () async throws(Failure) -> Void = { [layout, services] () async throws(Failure) in
                try await perform(action, layout, services) { output in
                    if case .lines(let lines) = output { await emit(.lines(id, lines)) }
                }
            }
            if changesFile {
                try await services.journal.keep(in: layout.journalFile)
                try await services.journal.record(id, action, while: work)
            } else {
                try await work()
            }
            await emit(.actionFinished(id, action, seconds: (services.now() - began).seconds))
        }
        await services.memo.forget()
    }
}
