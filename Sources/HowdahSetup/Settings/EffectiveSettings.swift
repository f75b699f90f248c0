import HowdahText

/// What Django really reads after an edit. Where that is not what was asked, the old file is put back.
enum EffectiveSettings {
    /// - Throws: the project's own error, or why something else is in force.
    static func verify(
        _ edit: FileEdit, _ written: WrittenFile, _ layout: Layout, _ services: Services,
        _ sink: @escaping LineSink
    ) async throws(Failure) {
        guard Files.exists(layout.managePy), let python = interpreter(layout, services) else { return }
        let password = services.secrets.get(edit.wanted.password)
        do throws(Failure) {
            let state = try await DjangoInspection.settings(python, layout.project, password: password, services)
            guard let now = state.default,
                edit.isMet(by: now, isPostgreSQL: state.usesPostgreSQL, knows: password != nil)
            else {
                throw await notEffective(edit, state, python, services)
            }
            await sink(.lines([Words.Settings.djangoReads(now.sentence)]))
            try await login(now, edit, services, sink)
        } catch {
            try putBack(edit, written, services)
            await sink(.lines([Words.Settings.isPutBack(Paths.shown(edit.path, home: services.user.home))]))
            throw error
        }
    }

    /// The project's own environment, else the active one, else the system's.
    static func interpreter(_ layout: Layout, _ services: Services) -> String? {
        if Files.exists(layout.venv) { return Files.isExecutable(layout.venvPython) ? layout.venvPython : nil }
        let active = services.environment["VIRTUAL_ENV"].map { $0 + "/bin/python" }
        if let active, active.hasPrefix("/"), Files.isExecutable(active) { return active }
        return services.find("python3") ?? services.find("python")
    }

    /// What somebody saved during the verification is theirs, and stays.
    private static func putBack(_ edit: FileEdit, _ written: WrittenFile, _ services: Services) throws(Failure) {
        let path = Files.resolved(edit.path)
        do throws(Failure) {
            try Files.write(try Files.bytes(written.backup), to: path, expected: written.bytes)
        } catch {
            guard error.errno == Failure.staleFile else { throw error }
            let shown = { Paths.shown($0, home: services.user.home) }
            throw .refused(
                "settings-not-editable", sentence: Words.Settings.notPutBack(shown(path), shown(written.backup)),
                next: Words.Settings.changedMeanwhileNext)
        }
        Bytecode.forget(of: path)
    }

    // MARK: a login with exactly these values

    /// A server that lets nobody in is not the file's fault; one that lets in with the password and not with what the
    /// settings hand over is.
    private static func login(
        _ now: DjangoState.Default, _ edit: FileEdit, _ services: Services, _ sink: @escaping LineSink
    ) async throws(Failure) {
        var connection = Connection(
            host: now.host ?? "", port: now.port.flatMap { Int($0) } ?? 5432, user: now.user ?? "",
            database: now.name ?? "", password: edit.wanted.password, options: now.libpq ?? [:])
        guard now.libpq?["service"] == nil, services.secrets.get(edit.wanted.password) != nil else { return }
        var asHandedOver = connection
        if let passfile = now.passfile {
            asHandedOver.password = nil
            asHandedOver.options["passfile"] = passfile
        }
        do throws(Failure) {
            let facts = try await DatabaseInspection.login(asHandedOver, services)
            await sink(.lines([Words.Database.loggedIn(connection.user, connection.database, facts.serverVersion)]))
        } catch {
            if error.isCancellation { throw error }
            connection.options["passfile"] = nil
            if now.passfile != nil, (try? await DatabaseInspection.login(connection, services)) != nil { throw error }
            await sink(.lines([Words.Settings.noLogin(Diagnosis(of: error).title)]))
        }
    }

    // MARK: why not

    private static func notEffective(
        _ edit: FileEdit, _ state: DjangoState, _ python: String, _ services: Services
    ) async -> Failure {
        let reads = state.default?.sentence ?? Words.Settings.nothing
        return .refused(
            "settings-not-editable",
            sentence: Words.Settings.putBack(reads) + " " + (await why(edit, state, python, services)),
            next: Words.Settings.putBackNext)
    }

    /// Another module, an import that comes later, later lines, a variable: in this order, the surest first.
    private static func why(
        _ edit: FileEdit, _ state: DjangoState, _ python: String, _ services: Services
    ) async -> String {
        let words = Words.Settings.self
        if let file = state.settingsFile, Files.resolved(file) != Files.resolved(edit.path) {
            let answer = try? await SettingsEditor.propose(edit, python: python, services)
            if answer?.elsewhere.contains(where: { Files.resolved($0.file) == Files.resolved(file) }) != true {
                return words.otherModule(state.settingsModule, Paths.shown(file, home: services.user.home))
            }
        }
        if let variable = state.default?.variable { return words.fromVariable(variable) }
        guard let now = try? await SettingsEditor.propose(edit, python: python, services) else { return words.unclear }
        if let later = now.overriddenBy.first { return words.overriddenBy(later.file, later.line) }
        return now.notes.first ?? words.unclear
    }
}

extension FileEdit {
    /// What Django reads is what was asked, and the password comes from where the style puts it.
    ///
    /// - Parameter knowsPassword: else there was none to compare with.
    func isMet(by now: DjangoState.Default, isPostgreSQL: Bool, knows knowsPassword: Bool) -> Bool {
        isPostgreSQL && now.name == wanted.name && now.user == wanted.user && now.host == wanted.host
            && now.port == wanted.port && (now.passwordMatches == true || !knowsPassword) && style.isMet(by: now)
    }
}

extension Answers.Style {
    /// `literal` takes the password from wherever it comes.
    func isMet(by now: DjangoState.Default) -> Bool {
        switch self {
        case .literal: true
        case .url: now.passwordSource == "environment"
        case .passfile: now.passwordSource == "passfile"
        }
    }
}

extension DjangoState.Default {
    /// One line for people, without the password.
    var sentence: String {
        Words.Settings.reading(
            engine.sanitisedLine, (name ?? "").sanitisedLine, (user ?? "").sanitisedLine, (host ?? "").sanitisedLine,
            (port ?? "").sanitisedLine,
            Words.Settings.source(passwordSource, passfile ?? variable ?? ""))
    }
}
