import HowdahText

/// Django's own createsuperuser and a login in the admin, both through helpers in the project's environment.
enum Superuser {
    private struct CreateQuestion: Encodable {
        var directory: String
        var settingsModule: String
        var fields: [String: String]
        var password: String
        var validate = true

        enum CodingKeys: String, CodingKey {
            case directory, fields, password, validate
            case settingsModule = "settings_module"
        }
    }

    private struct CreateAnswer: Decodable {
        struct Message: Decodable { var message: String }
        var outcome: String
        var fieldErrors: [String: [String]]?
        var passwordErrors: [Message]?
    }

    static func create(_ request: SuperuserRequest, _ services: Services, _ sink: @escaping LineSink)
        async throws(Failure)
    {
        guard let password = services.secrets.get(.superuserPassword) else {
            throw .refused(
                "password-missing", sentence: Words.Answers.missing("superuser.password"),
                next: Words.Answers.missingPasswordNext("superuser.password"))
        }
        let answer: CreateAnswer = try await Helper.createSuperuser.ask(
            request.python,
            CreateQuestion(
                directory: request.directory, settingsModule: request.settingsModule, fields: request.fields,
                password: password.reveal()), directory: request.directory, services)
        switch answer.outcome {
        case "created", "exists":
            await sink(.lines([Words.Superuser.created(request.fields.values.sorted().joined(separator: ", "))]))
        case "refused":
            // Django's validators speak for themselves.
            let words =
                (answer.passwordErrors ?? []).map(\.message)
                + (answer.fieldErrors ?? [:]).sorted { $0.key < $1.key }.flatMap { key, messages in
                    messages.map { "\(key): \($0)" }
                }
            await sink(.lines(words.map { services.redactor.redact($0.sanitisedLine) }))
            let weak = !(answer.passwordErrors ?? []).isEmpty
            throw .refused(
                weak ? "password-too-weak" : "superuser-required-fields",
                sentence: services.redactor.redact(words.joined(separator: " ").sanitised),
                next: weak ? Words.Superuser.weakNext : Words.Superuser.fieldNext)
        default:
            throw .refused(
                "superuser-exists", sentence: Words.Superuser.conflict, next: Words.Superuser.conflictNext)
        }
    }

    private struct LoginQuestion: Encodable {
        var baseURL: String
        var adminPath: String
        var username: String
        var password: String
        /// The process that must be the one that listens.
        var server: Int32?
        var timeout = 30

        enum CodingKeys: String, CodingKey {
            case username, password, server, timeout
            case baseURL = "base_url"
            case adminPath = "admin_path"
        }
    }

    private struct LoginAnswer: Decodable {
        var outcome: String
        var code: String?
        var status: Int?
        var reason: String?

        var cause: Cause {
            switch (outcome, code) {
            case (_, "not-ours"): "runserver-port-in-use"
            case ("no-answer", _): "runserver-no-answer"
            default: "admin-login-failed"
            }
        }
    }

    static func login(_ login: AdminLogin, _ services: Services, _ sink: @escaping LineSink) async throws(Failure) {
        let password = services.secrets.get(.superuserPassword) ?? Secret("")
        let answer: LoginAnswer = try await Helper.adminLogin.ask(
            login.python,
            LoginQuestion(
                baseURL: login.baseURL, adminPath: login.adminPath, username: login.username,
                password: password.reveal(), server: login.server?.pid), services)
        guard answer.outcome == "verified" else {
            throw .refused(
                answer.cause,
                sentence: Words.Superuser.loginFailed(
                    services.redactor.redact((answer.reason ?? answer.outcome).sanitised)),
                next: Words.Superuser.loginFailedNext)
        }
        await sink(.lines([Words.Superuser.loggedIn(login.baseURL + login.adminPath, login.username)]))
    }
}
