public import HowdahText

// What is shown, written or sent passes here: the same value without secrets.

extension Event {
    func redacted(by redactor: Redactor) -> Event {
        switch self {
        case .inspected(let id, let findings): .inspected(id, findings.map { $0.redacted(by: redactor) })
        case .lines(let id, let lines): .lines(id, lines.map(redactor.redact))
        case .diagnosed(let id, let diagnosis): .diagnosed(id, diagnosis.redacted(by: redactor))
        default: self
        }
    }
}

extension Finding {
    func redacted(by redactor: Redactor) -> Finding {
        var copy = self
        (copy.title, copy.detail) = (redactor.redact(title), redactor.redact(detail))
        copy.fixes = fixes.map { $0.redacted(by: redactor) }
        return copy
    }
}

extension Diagnosis {
    public func redacted(by redactor: Redactor) -> Diagnosis {
        var copy = self
        (copy.title, copy.explanation) = (redactor.redact(title), redactor.redact(explanation))
        copy.evidence = redactor.redact(evidence)
        copy.fixes = fixes.map { $0.redacted(by: redactor) }
        return copy
    }
}

extension Fix {
    public func redacted(by redactor: Redactor) -> Fix {
        var copy = self
        (copy.title, copy.commands) = (redactor.redact(title), commands.map(redactor.redact))
        return copy
    }
}
