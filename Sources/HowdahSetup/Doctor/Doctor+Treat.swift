extension Doctor {
    /// One fix after the other, and a new look after each, since one fault hides another.
    ///
    /// - Parameters:
    ///   - agrees: is asked before each; nothing else gives consent.
    ///   - emit: what the actions report.
    ///   - ended: is told how each fix ended: whether the finding is gone, or why it could not be run.
    /// - Returns: the last look.
    public func treat(
        _ first: Examination, agrees: @Sendable (Finding, Fix) async -> Bool,
        emit: @escaping @Sendable (Event) async -> Void = { _ in },
        ended: @Sendable (Finding, Fix, Result<Bool, Failure>) async -> Void = { _, _, _ in }
    ) async -> Examination {
        var seen = first
        var tried: Set<String> = []
        var rounds = 0
        while rounds < Self.mostRounds, let (finding, fix) = Self.next(seen, tried) {
            rounds += 1
            tried.insert(Self.key(fix))
            guard !Task.isCancelled else { return seen }
            guard await agrees(finding, fix) else { continue }
            var result: Result<Bool, Failure> = .success(true)
            do throws(Failure) { try await mend(fix, finding.step, emit) } catch { result = .failure(error) }
            seen = await examine()
            switch result {
            case .success:
                let isGone = !seen.findings.contains { $0.check == finding.check && $0.cause == finding.cause }
                result = .success(isGone)
                // What failed before may have failed because of this.
                if isGone { tried = [Self.key(fix)] }
            case .failure(let failure): seen = await closer(seen, finding, failure)
            }
            await ended(finding, fix, result)
        }
        return seen
    }

    /// Faults hide each other, but not so many; and two fixes may undo each other.
    private static let mostRounds = 12

    /// What a fix failed of says more than the look that led to it: a migration that stops at a missing right.
    private func closer(_ seen: Examination, _ finding: Finding, _ failure: Failure) async -> Examination {
        let diagnosis = Diagnosis(of: failure)
        guard diagnosis.cause != "unknown",
            let index = seen.findings.firstIndex(where: {
                $0.step == finding.step && $0.check == finding.check && $0.state != .ok
            }), seen.findings[index].cause != diagnosis.cause
        else { return seen }
        var seen = seen
        var closer = Finding.failed(finding.step, finding.check, failure)
        closer.detail = [closer.detail, diagnosis.evidence.firstLines(4)].joined(separator: "\n")
        // Not the step's own plan: it is what has just failed.
        closer.fixes = await fixes(diagnosis.cause, closer, seen, orPlan: false)
        seen.findings[index] = closer
        return seen
    }

    private static func next(_ seen: Examination, _ tried: Set<String>) -> (Finding, Fix)? {
        for finding in seen.findings where finding.state == .problem || finding.state == .missing {
            for fix in finding.fixes where !fix.actions.isEmpty && !tried.contains(key(fix)) {
                return (finding, fix)
            }
        }
        return nil
    }

    /// The same advice for other commands is another thing to try.
    private static func key(_ fix: Fix) -> String { ([fix.id] + fix.commands).joined(separator: "\n") }
}
