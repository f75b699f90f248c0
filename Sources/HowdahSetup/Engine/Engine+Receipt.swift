import HowdahText

extension Engine {
    /// What the run reached, read off the world again; also for a run that failed.
    public func receipt(_ outcomes: [StepID: Outcome], seconds: Double) async -> Receipt {
        let state =
            DjangoInspection.isPossible(answers, services) ? try? await DjangoInspection.state(answers, services) : nil
        let venv = await Venv.facts(layout.venv, answers.python.adapter, services)
        let target = try? await DatabaseTarget.of(answers, services)
        var facts: LoginFacts?
        if let target, target.choice.state == .running {
            facts = try? await DatabaseInspection.login(target.application, services)
        }
        let ok = StepID.allCases.allSatisfy { outcomes[$0]?.isGood == true }
        let login: Receipt.Login =
            switch outcomes[.test] {
            case .done: state?.adminPath == nil ? .notChecked : .verified
            case .failed: .failed
            default: .notChecked
            }
        // The one that runs may have found its port taken; the next one will ask for the answers' again.
        let port = WebServer.port(of: layout) ?? answers.server.port
        return Receipt(
            ok: ok,
            adminURL: ok ? state?.adminPath.map { "http://127.0.0.1:\(port)\($0)" } : nil,
            login: login, serverVersion: facts?.serverVersion, database: facts == nil ? nil : target?.name,
            user: facts == nil ? nil : target?.role, tables: facts?.tables, django: venv?.django,
            adapter: venv?.adapterText,
            seconds: (seconds * 100).rounded() / 100)
    }
}
