import HowdahText

extension Action {
    /// The same as a person does it in a shell: for the handout, and for those who want to do it themselves.
    ///
    /// Unlike the preview it is complete: how psql is reached, where lines of a file belong, which folder.
    public var byHand: [String] {
        switch work {
        case .sql(let statement):
            [statement.route.shell] + statement.statements.map { "  \($0.byHand);" } + ["  \\q"]
        case .edit(let edit):
            ["# \(Words.ByHand.change(edit.path))"] + Self.lines(Self.unmasked(edit.diff, edit.wanted.password))
        case .line(let edit):
            ["# \(Words.ByHand.change(edit.path))"] + Self.lines(Self.unmasked(edit.diff, edit.line.password))
        case .restore(let restore): [ShellText.line(["cp", restore.backup, restore.path])]
        case .install(_, nil): Self.lines(preview)
        case .install(let files, let command?):
            [
                "cd \(ShellText.quoted(files.destination))",
                ShellText.line([command.executable, "-m", "django", "startproject", files.package, "."]),
            ]
        case .trust(let folder): ["# \(Words.Trust.preview(folder))"]
        case .secret(.secretKey): [Words.ByHand.makeSecretKey]
        case .secret(.settingsPassword): ["# \(Words.ByHand.newPassword)"]
        case .secret: ["# \(Words.ByHand.secret)"]
        case .superuser(let request):
            ["cd \(ShellText.quoted(request.directory))", request.python + Self.afterPython(preview)]
        case .server(.initialise(let cluster)): cluster.byHand
        case .server(.startWeb(let web)):
            ["cd \(ShellText.quoted(web.directory))", web.python + Self.afterPython(preview)]
        case .command, .server, .probe: Self.lines(preview)
        }
    }

    /// The environment need not be active.
    private static func afterPython(_ line: String) -> String {
        line.hasPrefix("python") ? String(line.dropFirst("python".count)) : " " + line
    }

    /// Dots are for reading: who types needs to know where the new password is. The old one stays masked.
    private static func unmasked(_ diff: String, _ name: SecretName?) -> String {
        let password =
            switch name {
            case .settingsPassword: Words.ByHand.samePassword
            case .secretKey: Words.ByHand.secretKey
            default: Words.ByHand.password
            }
        return diff.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            guard line.hasPrefix("+") else { return String(line) }
            var text = ""
            for character in line where character != "•" || text.last != "•" { text.append(character) }
            return text.replacing("•", with: password)
        }.joined(separator: "\n")
    }

    private static func lines(_ text: String) -> [String] {
        text.trimmed.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    }
}

extension SQL {
    /// Where a verifier stands, a person gives the password.
    fileprivate var byHand: String {
        let isInSettings = fragments.contains(.verifier(.settingsPassword))
        return preview.replacing(
            SQL.mask, with: LibPQ.literal(isInSettings ? Words.ByHand.settingsPassword : Words.ByHand.password))
    }
}

extension Route {
    fileprivate var shell: String {
        switch self {
        case .direct(let connection):
            ShellText.line([
                "psql", "-h", connection.host, "-p", String(connection.port), "-U", connection.user, "-d",
                connection.database,
            ])
        case .becoming(let how, let connection):
            ShellText.line(
                how.asking.words + [
                    "psql", "-h", connection.host, "-p", String(connection.port), "-d", connection.database,
                ])
        }
    }
}

extension PrivateCluster {
    fileprivate var byHand: [String] {
        let file = ShellText.quoted(dataDirectory + "/postgresql.conf")
        let settings = configuration.split(separator: "\n").map(String.init)
        return [
            initdb.preview,
            "cat >> \(file) <<'END'",
        ] + settings + [
            "END",
            ShellText.line(["mkdir", "-p", "-m", "700", Paths.parent(of: logFile)]),
        ]
    }
}
