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
        while let (finding, fix) = Self.next(seen, tried) {
            tried.insert(Self.key(fix))
            guard !Task.isCancelled else { return seen }
            guard await agrees(finding, fix) else { continue }
            var result: Result<Bool, Failure> = .success(true)
            do throws(Failure) { try await mend(fix, finding.step, emit) } catch { result = .failure(error) }
            seen = await examine()
            if case .success = result {
                result = .success(!seen.findings.contains { $0.check == finding.check && $0.cause == finding.cause })
            }
            await ended(finding, fix, result)
        }
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
