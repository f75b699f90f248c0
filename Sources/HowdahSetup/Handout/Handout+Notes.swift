import HowdahText

extension Handout {
    /// Markdown that also reads well as it is.
    var notes: String {
        let words = Words.Handout.self
        var lines = [words.title(layout.package), "", words.about, ""]
        lines += facts.map { "- \($0): \($1)" } + ["", words.whatRan, ""]
        for id in StepID.allCases {
            lines += ["### \(id.rawValue). \(Words.Steps.name(id.rawValue))", "", Words.Steps.why(id.rawValue), ""]
            let mine = ran.filter { $0.step == id }
            if mine.isEmpty { lines += [words.wasThere, ""] }
            for action in mine { lines += Self.markdown(action) }
        }
        lines += [words.tomorrow, ""]
        for (title, commands) in tomorrow { lines += ["\(title)", ""] + Self.block(commands) + [""] }
        lines += [words.again, "", words.againScript, ""]
        lines += Self.block([ShellText.line(["sh", relative(layout.scriptFile), "../" + layout.package + "-2"])])
        lines += ["", words.againAnswers, ""]
        lines += Self.block([ShellText.line(["howdah", "apply", "--answers", relative(layout.answersFile)])])
        lines += ["", words.words, ""]
        lines += Words.Glossary.all.map { "- **\($0.word)**: \($0.meaning)" }
        // Nothing here should hold a secret; if a name happens to be one, it is masked.
        return redactor.redact(lines.joined(separator: "\n")) + "\n"
    }

    private static func markdown(_ action: Ran) -> [String] {
        var lines = ["**\(action.title).** \(action.why ?? "")", ""]
        if let commands = action.byHand, !commands.isEmpty { lines += block(commands) + [""] }
        return lines
    }

    /// Indented by four: commands with back-ticks need no fence that they could end.
    private static func block(_ lines: [String]) -> [String] {
        lines.map { line in line.allSatisfy(\.isWhitespace) ? "" : "    " + line }
    }

    private var facts: [(String, String)] {
        let words = Words.Handout.self
        let password =
            server.kind == .remote ? words.passwordGiven(passwordPlace) : words.passwordKept(shown(layout.secretsFile))
        var facts = [
            (words.folder, shown(layout.project)), ("Python", "\(shown(layout.venv)) (\(python))"),
            ("Django", django?.djangoVersion ?? "?"), (words.adapter, venv?.adapterText ?? "?"),
            (
                "PostgreSQL",
                "\(serverVersion ?? String(server.major)), \(target.application.host):\(target.application.port)"
            ),
            (words.database, target.name), (words.role, target.role), (words.databasePassword, password),
            (words.superuser, answers.superuser.username), (words.superuserPassword, superuserPassword),
        ]
        if let path = settingsFile { facts.append((words.settings, shown(path))) }
        return facts
    }

    /// Where Django has the role's password from.
    private var passwordPlace: String {
        switch answers.settings.style {
        case .literal: settingsFile.map(relative) ?? "settings.py"
        case .url: Words.Handout.encoded(relative(layout.environmentFile))
        case .passfile: relative(layout.passfile)
        }
    }

    private var superuserPassword: String {
        switch answers.superuser.password {
        case .generate: Words.Handout.passwordKept(shown(layout.secretsFile))
        case .ask: Words.Handout.passwordTyped
        case .environment, .file: Words.Handout.passwordAt(answers.superuser.password.text)
        }
    }

    /// The things of every day, each with its commands.
    private var tomorrow: [(String, [String])] {
        let words = Words.Handout.self
        let connection = target.application
        let psql = ShellText.line([
            "psql", "-h", connection.host, "-p", String(connection.port), "-U", connection.user, "-d",
            connection.database,
        ])
        var parts: [(String, [String])] = [(words.goThere, [ShellText.line(["cd", layout.project])])]
        switch server.kind {
        case .private(let cluster): parts.append((words.startPrivate, ["howdah start", cluster.plainCommand("start")]))
        case .system(let cluster?):
            parts.append((words.startSystem, ["sudo pg_ctlcluster \(cluster.version) \(cluster.name) start"]))
        case .system(nil): parts.append((words.startSystem, ["sudo systemctl start postgresql"]))
        case .remote: break
        }
        parts.append((words.activate, [". \(Paths.name(of: layout.venv))/bin/activate"]))
        parts.append((words.runserver, ["python manage.py runserver"]))
        parts.append((words.openPsql, ["python manage.py dbshell", psql]))
        parts.append(
            (words.changeSuperuser, ["python manage.py changepassword \(ShellText.quoted(answers.superuser.username))"])
        )
        parts.append((words.changeRole(passwordPlace), [psql, "\\password"]))
        parts.append(
            (
                words.firstApp,
                [
                    "python manage.py startapp blog", "# blog/models.py, INSTALLED_APPS",
                    "python manage.py makemigrations",
                    "python manage.py migrate",
                ]
            ))
        return parts
    }
}
