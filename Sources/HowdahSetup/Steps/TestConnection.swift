import HowdahText

extension Step {
    /// Step 7: a superuser, the development server, and a login in the admin as a browser would make it.
    static let testConnection = Step(
        id: .test,
        inspect: { answers, services in
            guard DjangoInspection.isPossible(answers, services) else {
                return [Finding(.test, "superuser", .missing, Words.Superuser.notYet)]
            }
            let state: DjangoState
            do throws(Failure) { state = try await DjangoInspection.state(answers, services) } catch {
                return [.failed(.test, "superuser", error)]
            }
            let evidence = Evidence.django(state)
            guard state.usesPostgreSQL, state.migrations?.value?.pending.isEmpty == true else {
                return [Finding(.test, "superuser", .missing, Words.Superuser.notYet, evidence: evidence)]
            }
            guard let superusers = state.superusers?.value else {
                return [.failed(.test, "superuser", state.superusers?.error?.failure ?? .cancelled)]
            }
            let name = answers.superuser.username
            guard let named = superusers.named, named.exists else {
                return [
                    Finding(
                        .test, "superuser", .missing, Words.Superuser.none(name), cause: "superuser-missing",
                        evidence: evidence)
                ]
            }
            guard named.isSuperuser, named.isActive, named.usablePassword else {
                return [
                    Finding(
                        .test, "superuser", .problem, Words.Superuser.notActive(name),
                        detail: Words.Superuser.notActiveNext(name),
                        cause: "superuser-exists", evidence: evidence)
                ]
            }
            return [Finding(.test, "superuser", .ok, Words.Superuser.exists(name), evidence: evidence)]
        },
        plan: { answers, findings, services throws(Failure) in
            guard findings["superuser"]?.state == .missing else { return [] }
            let layout = Layout(base: services.base, answers: answers)
            var actions: [Action] = []
            if services.secrets.get(.superuserPassword) == nil {
                guard answers.superuser.password == .generate else {
                    throw .refused(
                        "password-missing", sentence: Words.Answers.missing("superuser.password"),
                        next: Words.Answers.missingPasswordNext("superuser.password"))
                }
                actions.append(
                    Action(
                        Words.Superuser.makePassword, why: Words.Superuser.makePasswordWhy, .secret(.superuserPassword))
                )
            }
            let state: DjangoState? =
                if case .django(let state)? = findings["superuser"]?.evidence { state } else { nil }
            let module = state?.settingsModule ?? "\(layout.package).settings"
            let web = WebServer(
                python: layout.venvPython, directory: layout.project, port: try services.freePort(answers.server.port),
                settingsModule: module, stateDirectory: layout.state)
            let adminPath = state.map { $0.adminPath } ?? "/admin/"
            if adminPath != nil {
                actions.append(
                    Action(
                        Words.Superuser.startWeb(web.port), why: Words.Superuser.startWebWhy, .server(.startWeb(web))))
            }
            let user = state?.userModel?.value
            var fields = answers.superuser.fields
            fields[user?.usernameField ?? "username"] = answers.superuser.username
            for field in user?.requiredFields ?? [.init(name: "email", verboseName: "email")]
            where fields[field.name] == nil {
                guard field.name == "email" else {
                    throw .refused(
                        "superuser-required-fields",
                        sentence: Words.Superuser.requiredField(field.name, field.verboseName),
                        next: Words.Superuser.requiredFieldNext(field.name))
                }
                fields["email"] = answers.superuser.email
            }
            let username = answers.superuser.username
            actions.append(
                Action(
                    Words.Superuser.create(username), why: Words.Superuser.createWhy,
                    .superuser(
                        SuperuserRequest(
                            python: layout.venvPython, directory: layout.project, settingsModule: module, fields: fields
                        )),
                    inverse: .deleteSuperuser(username)))
            guard let adminPath else { return actions }
            actions.append(
                Action(
                    Words.Superuser.login(username), why: Words.Superuser.loginWhy,
                    .probe(
                        .adminLogin(
                            AdminLogin(
                                python: layout.venvPython, baseURL: "http://127.0.0.1:\(web.port)",
                                adminPath: adminPath,
                                username: username, server: web)))))
            if !answers.server.keepRunning {
                actions.append(
                    Action(Words.Superuser.stopWeb, why: Words.Superuser.stopWebWhy, .server(.stopWeb(web))))
            }
            return actions
        })
}
