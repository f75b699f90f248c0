import HowdahText

extension Doctor {
    /// A failure seen again with a look at the whole: the fixes that Howdah can make here come first, and of causes
    /// that look alike the right one is named.
    func refined(_ diagnosis: Diagnosis, _ id: StepID) async -> Diagnosis {
        // Nothing is there yet that could be looked at.
        guard !Task.isCancelled, Files.exists(layout.project), !services.trust.isToAsk(layout) else { return diagnosis }
        let seen = await examine()
        let alike = Self.alike[diagnosis.cause] ?? []
        let closer = seen.findings.first { finding in
            finding.state == .problem && finding.cause.map(alike.contains) == true
        }
        let same = seen.findings.first { $0.cause == diagnosis.cause && !$0.fixes.isEmpty }
        guard let finding = closer ?? same, let cause = finding.cause else { return diagnosis }
        var diagnosis = diagnosis
        if cause != diagnosis.cause {
            diagnosis.cause = cause
            diagnosis.title = finding.title
            diagnosis.explanation = finding.detail.isEmpty ? finding.title : finding.detail
            diagnosis.fixes = []
        }
        let known = Set(finding.fixes.map(\.id))
        diagnosis.fixes = finding.fixes + diagnosis.fixes.filter { !known.contains($0.id) }
        return diagnosis
    }

    /// What a client is told, and what it may really be.
    private static let alike: [Cause: Set<Cause>] = [
        "password-auth-failed": ["role-missing", "role-expired", "role-nologin", "password-missing"],
        "postgres-not-running": [
            "wrong-port", "socket-path-mismatch", "stale-postmaster-pid", "data-dir-permissions", "pg-port-in-use",
        ],
        "unknown": ["stale-postmaster-pid", "data-dir-permissions", "pg-port-in-use"],
    ]
}
