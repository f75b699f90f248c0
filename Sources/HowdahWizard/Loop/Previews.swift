import HowdahSetup

/// What a step would do, as far as that can be told before its passwords are typed.
enum Previews {
    static func preview(_ id: StepID, _ answers: Answers, _ services: Services) async -> Preview {
        var shown = answers
        // A password still to be typed hides nothing of the plan but itself.
        var untyped: Set<SecretName> = []
        if answers.database.password == .ask, services.secrets.get(.databasePassword) == nil {
            untyped.insert(.databasePassword)
            shown.database.password = .generate
        }
        if answers.superuser.password == .ask, services.secrets.get(.superuserPassword) == nil {
            untyped.insert(.superuserPassword)
            shown.superuser.password = .generate
        }
        let engine = Engine(answers: shown, services: services)
        let folder = Paths.shown(engine.layout.project, home: services.user.home)
        do throws(Failure) { try await engine.prepare() } catch {
            return Preview(findings: [], plan: .failure(error), folder: folder)
        }
        let (findings, plan) = await engine.preview(id)
        return Preview(
            findings: findings,
            plan: plan.map { actions in
                actions.filter { if case .secret(let name) = $0.work { !untyped.contains(name) } else { true } }
            }, folder: folder)
    }
}
