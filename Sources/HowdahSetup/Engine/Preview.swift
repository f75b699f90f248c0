import HowdahText

extension Action {
    /// The exact commands, SQL or diff, as a person would type or read them; secrets masked.
    public var preview: String {
        switch work {
        case .command(let command): command.preview
        case .sql(let statement):
            (statement.route.psql + statement.statements.map { $0.preview + ";" }).joined(separator: "\n")
        case .edit(let edit): edit.diff
        case .line(let edit): edit.diff
        case .restore(let restore): restore.diff
        case .trust(let folder): Words.Trust.preview(folder)
        case .install(let files, let command): files.preview(command)
        case .secret(let name): Words.Previews.secret(name.rawValue)
        case .superuser(let request):
            "python manage.py createsuperuser "
                + request.fields.sorted { $0.key < $1.key }.map { "--\($0.key) \(ShellText.quoted($0.value))" }
                .joined(separator: " ")
        case .server(let action): action.preview
        case .probe(.databaseLogin(let connection)):
            "psql -h \(ShellText.quoted(connection.host)) -p \(connection.port) -U \(ShellText.quoted(connection.user)) "
                + "-d \(ShellText.quoted(connection.database)) -c \"SELECT has_schema_privilege('public', 'CREATE')\""
        case .probe(.adminLogin(let login)): Words.Previews.login(login.baseURL + login.adminPath, login.username)
        }
    }
}

extension Command {
    public var preview: String {
        let line = ShellText.line([executable] + arguments)
        return directory.map { $0 == "/" ? line : "cd \(ShellText.quoted($0)) && \(line)" } ?? line
    }
}

extension ServerAction {
    var preview: String {
        switch self {
        case .initialise(let cluster):
            cluster.initdb.preview
                + cluster.configuration.split(separator: "\n").filter { !$0.hasPrefix("#") }
                .map { "\n" + $0 }.joined()
        case .start(let cluster): cluster.plainCommand("start")
        case .clearPid(let cluster): cluster.clearPidCommand
        case .stop(let cluster): cluster.plainCommand("stop")
        case .admit(let cluster, let role, let database):
            cluster.hbaFile + cluster.rules(for: role, database).map { "\n+" + $0 }.joined() + "\n"
                + cluster.plainCommand("reload")
        case .await(let route, _):
            "pg_isready -h \(ShellText.quoted(route.connection.host)) -p \(route.connection.port)"
        case .startWeb(let web): "python manage.py runserver --noreload 127.0.0.1:\(web.port)"
        case .stopWeb: Words.Previews.stopWeb
        }
    }
}

extension Route {
    /// The psql that statements are typed into, where that is not the obvious one.
    var psql: [String] {
        switch self {
        case .direct: []
        case .becoming(let how, let connection): [ShellText.line(Database.command(how.asking, connection))]
        }
    }
}
