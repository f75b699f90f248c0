public import HowdahText

/// The answers as TOML: read strictly, written whole with a line of help each.
public enum AnswersFile {
    public static func read(_ text: String, file: String) throws(TOMLFailure) -> Answers {
        try decodeTOML(Answers.self, from: text, file: file)
    }

    /// The file that `--print-answers` prints and the wizard saves: every key, its value, what it means.
    public static func text(_ answers: Answers) -> String {
        func line(_ key: String, _ value: String, _ help: String) -> String {
            let assignment = "\(key) = \(value)"
            return assignment
                + (help.isEmpty ? "" : String(repeating: " ", count: max(1, 30 - assignment.count)) + "# " + help)
        }
        func text(_ value: String) -> String { Secrets.quoted(value) }
        let help = Words.AnswersHelp.self
        var lines = [
            Words.AnswersHelp.header, "", "[project]",
            line("name", text(answers.project.name), help.projectName),
            line("path", text(answers.project.path), help.projectPath),
            "", "[python]",
            line("interpreter", text(answers.python.interpreter), help.interpreter),
            line("installer", text(answers.python.installer.rawValue), help.installer),
            line("adapter", text(answers.python.adapter.rawValue), help.adapter),
            line("django", text(answers.python.django), help.django),
            line("wheelhouse", text(answers.python.wheelhouse), help.wheelhouse),
            "", "[postgres]",
            line("mode", text(answers.postgres.mode.rawValue), help.mode),
            line("host", text(answers.postgres.host), help.host),
            line("port", String(answers.postgres.port), help.postgresPort),
            line("url", text(answers.postgres.url), help.url),
            line("admin_url", text(answers.postgres.adminURL), help.adminURL),
            line("install_packages", String(answers.postgres.installPackages), help.installPackages),
            "", "[database]",
            line("name", text(answers.database.name), help.databaseName),
            line("user", text(answers.database.user), help.databaseUser),
            line("password", text(answers.database.password.text), help.databasePassword),
            line("existing", text(answers.database.existing.rawValue), help.existing),
            "", "[settings]",
            line("style", text(answers.settings.style.rawValue), help.style),
            "", "[superuser]",
            line("username", text(answers.superuser.username), help.username),
            line("email", text(answers.superuser.email), help.email),
            line("password", text(answers.superuser.password.text), help.superuserPassword),
        ]
        if !answers.superuser.fields.isEmpty {
            let pairs = answers.superuser.fields.sorted { $0.key < $1.key }.map {
                "\(text($0.key)) = \(text($0.value))"
            }
            lines.append(line("fields", "{ \(pairs.joined(separator: ", ")) }", help.fields))
        }
        lines += [
            "", "[server]",
            line("port", String(answers.server.port), help.serverPort),
            line("keep_running", String(answers.server.keepRunning), help.keepRunning),
        ]
        return lines.joined(separator: "\n") + "\n"
    }
}
