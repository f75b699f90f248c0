import HowdahText

/// Runs one action; foreign errors become `Failure` here at the edge.
///
/// - Parameter sink: receives lines and progress as they come.
public func perform(
    _ action: Action, _ layout: Layout, _ services: Services, _ sink: @escaping LineSink
) async throws(Failure) {
    switch action.work {
    case .command(let command):
        try await run(command, services, sink)
    case .sql(let statement):
        _ = try await services.query(statement.statements, statement.route.asking)
    case .edit(let edit):
        let python = Files.isExecutable(layout.venvPython) ? layout.venvPython : "python3"
        let written = try await SettingsEditor.write(edit, backups: layout.backups, python: python, services)
        await sink(.lines([Words.Settings.backup(Paths.shown(written.backup, home: services.user.home))]))
        try await EffectiveSettings.verify(edit, written, layout, services, sink)
    case .line(let edit):
        if let backup = try edit.write(backups: layout.backups, services) {
            await sink(.lines([Words.Settings.backup(Paths.shown(backup, home: services.user.home))]))
        }
    case .trust(let folder): services.trust.agree(folder)
    case .restore(let restore):
        let path = Files.resolved(restore.path)
        let old = try Files.bytes(path)
        let changed = Failure.refused(
            "settings-not-editable", sentence: Words.Settings.changedMeanwhile(path),
            next: Words.Settings.changedMeanwhileNext)
        guard ShortHash.of(old) == restore.digest else { throw changed }
        do throws(Failure) { try Files.write(try Files.bytes(restore.backup), to: path, expected: old) } catch {
            throw error.errno == Failure.staleFile ? changed : error
        }
        Bytecode.forget(of: path)
    case .install(let files, let command):
        // A run that was killed while it moved left the rest under the name of what is whole.
        if let command, !files.isStaged {
            files.removeLeftovers()
            try Files.makeFolder(files.unfinished)
            try await run(command, services, sink)
            try Files.removeTree(files.staging)
            try Files.move(files.unfinished, to: files.staging)
        }
        try files.moveIn()
    case .secret(let name):
        // What the settings will hold is kept there.
        let isKept = name != .settingsPassword && name != .secretKey
        try services.secrets.put(name, .generate(), persist: isKept)
        guard isKept else { return }
        await sink(.lines([Words.Files.secretKept(Paths.shown(layout.secretsFile, home: services.user.home))]))
    case .superuser(let request):
        try await Superuser.create(request, services, sink)
    case .server(let server):
        try await perform(server, layout, services, sink)
    case .probe(.databaseLogin(let connection)):
        let facts = try await DatabaseInspection.login(connection, services)
        guard facts.canCreate else {
            throw .refused(
                "schema-public-permission", sentence: Words.Database.mayNotCreate(connection.user),
                next: Words.Database.mayNotCreateNext(connection.user, connection.database))
        }
        await sink(.lines([Words.Database.loggedIn(connection.user, connection.database, facts.serverVersion)]))
    case .probe(.adminLogin(let login)):
        try await Superuser.login(login, services, sink)
    }
}

private func run(_ command: Command, _ services: Services, _ sink: @escaping LineSink) async throws(Failure) {
    let result = try await services.run(command, sink)
    guard command.acceptedCodes.contains(result.code) else {
        throw .command(program: Paths.name(of: command.executable), code: result.code, output: result.output)
    }
}

private func perform(
    _ action: ServerAction, _ layout: Layout, _ services: Services, _ sink: @escaping LineSink
) async throws(Failure) {
    switch action {
    case .initialise(let cluster): try await cluster.initialise(services, sink)
    case .start(let cluster): try await cluster.start(services, sink)
    case .clearPid(let cluster): try cluster.clearPid()
    case .stop(let cluster): try await cluster.stop(services, sink)
    case .admit(let cluster, let role, let database):
        try await cluster.admit(role, to: database, layout.backups, services, sink)
    case .await(let route, let seconds):
        let limit = services.now().advanced(by: .seconds(seconds))
        while true {
            do throws(Failure) {
                _ = try await services.query(["SELECT 1"], route)
                return
            } catch {
                guard error.isNoAnswerYet else { return }
                guard services.now() < limit else { throw error }
            }
            do { try await Task.sleep(for: .milliseconds(100)) } catch { throw .cancelled }
        }
    case .startWeb(let web): try await web.start(services, sink)
    case .stopWeb(let web): try await web.stop(sink)
    }
}
