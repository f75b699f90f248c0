import HowdahSetup
import HowdahText

// All seven at once, line by line.
extension PlainFace {
    /// - Returns: the exit code; nil: back to the way.
    func express() async throws(Left) -> Int32? {
        let entries = entries(StepForm.review, [], .test)
        while true {
            await say("", Words.Wizard.reviewTitle, Words.Plain.lookingAt)
            var question: Fix?
            var findings: [Finding] = []
            for id in StepID.allCases where question == nil {
                await say("", Words.Plain.step(id.rawValue, Step[id].name))
                let preview = await look(id)
                await describe(id, preview)
                findings += preview.findings
                question = obstacle(preview)?.mendable.first(where: \.isConsent)
            }
            if let question {
                switch try await key(Self.key(question) + Words.Plain.consentKeys, of: ["", "a", "b"]) {
                case "a": Engine(answers: answers, services: services).agree()
                case "b": return nil
                default: break
                }
                continue
            }
            await describe(entries)
            switch try await key(Words.Plain.expressKeys, of: ["", "c", "b"]) {
            case "c": _ = try await change(entries, findings)
            case "b": return nil
            default:
                if try await runAll(entries, findings) { return await conclude() }
            }
        }
    }

    /// Runs until all seven are done, or the person goes back to the review: what failed is asked about while it is
    /// fresh.
    ///
    /// - Returns: whether all are done.
    private func runAll(_ entries: [Entry], _ findings: [Finding]) async throws(Left) -> Bool {
        var chosen: Fix?
        while true {
            guard try await askPasswords(entries) else { return false }
            let isDone = if let fix = chosen { await mendAll(fix) } else { await applyAll() }
            if isDone { return true }
            askAnewIfRefused()
            chosen = nil
            let fix = diagnosis?.mendable.first { !$0.isConsent }
            let keys = (fix.map(Self.key) ?? "") + Words.Plain.expressFailedKeys
            switch try await key(keys, of: ["", "c", "b", fix == nil ? "" : "m"]) {
            case "m": chosen = fix
            case "c":
                _ = try await change(entries, findings)
                return false
            case "b": return false
            default: break
            }
        }
    }
}
