import HowdahText

extension Handout {
    /// The values of this project, then the seven steps as a shell does them.
    var script: String {
        let values = [
            ("package", layout.package), ("mode", mode), ("bin", binaries), ("host", target.application.host),
            ("port", String(target.application.port)), ("python", python), ("venv", Paths.name(of: layout.venv)),
            ("django", django.map { "Django==\($0.djangoVersion)" } ?? "Django"), ("adapter", adapter),
            ("style", answers.settings.style.rawValue),
            ("wheelhouse", answers.python.wheelhouse.isEmpty ? "" : answers.python.wheelhouse),
            ("module", django?.settingsModule ?? "\(layout.package).settings"),
            ("settings", settingsFile.map(relative) ?? "\(layout.package)/settings.py"),
            ("database", target.name), ("database_sql", LibPQ.identifier(target.name)),
            ("database_text", LibPQ.literal(target.name)),
            ("role", target.role), ("role_sql", LibPQ.identifier(target.role)),
            ("role_text", LibPQ.literal(target.role)),
            ("superuser", answers.superuser.username), ("superuser_options", superuserOptions),
        ]
        var lines = ["#!/bin/sh"] + Words.Handout.scriptHeader(layout.package).map { $0.isEmpty ? "#" : "# \($0)" }
        lines += ["set -eu", ""] + values.map { "\($0)=\(ShellText.quoted($1))" }
        let sources = [
            ("DB_PASSWORD", answers.database.password), ("DJANGO_SUPERUSER_PASSWORD", answers.superuser.password),
        ]
        lines += sources.map { password($0, $1) }
        // Both are read before either is taken away: they may be one variable. The script's own two it takes away
        // itself, once it has read them.
        let named = sources.compactMap { Self.variable($1) }.filter { name in !sources.contains { $0.0 == name } }
        if !named.isEmpty { lines.append("unset " + named.joined(separator: " ")) }
        if let admin { lines.append("admin() { \(ShellText.line(admin)) \"$@\"; }") }
        return lines.joined(separator: "\n") + "\n" + String(decoding: PackageResources.setup_sh, as: UTF8.self)
    }

    /// Where the answers say that a password lies; else what the variable holds, which may be nothing.
    private func password(_ variable: String, _ source: PasswordSource) -> String {
        switch source {
        case .generate, .ask: "\(variable)=${\(variable):-}"
        case .environment: "\(variable)=${\(variable):-${\(Self.variable(source) ?? variable):-}}"
        case .file(let path):
            // As the answers have it, relative to the folder that they were given in.
            "[ -n \"${\(variable):-}\" ] || \(variable)=$(cat \(ShellText.quoted(path)) 2>/dev/null || :)"
        }
    }

    /// What a password is named by, where a shell can read that; programs may have variables of any name.
    private static func variable(_ source: PasswordSource) -> String? {
        guard case .environment(let name) = source, name.wholeMatch(of: #/[A-Za-z_][A-Za-z0-9_]*/#) != nil else {
            return nil
        }
        return name
    }

    private var mode: String {
        switch server.kind {
        case .private: "private"
        case .system: "system"
        case .remote: server.admin == nil ? "remote" : "system"
        }
    }

    private var binaries: String { if case .private(let cluster) = server.kind { cluster.binaries } else { "" } }

    /// psql as whoever may make roles; nil: the script's own for a private server, or nobody.
    private var admin: [String]? {
        if case .private = server.kind { return nil }
        let psql = ["psql", "-X", "-q", "-v", "ON_ERROR_STOP=1"]
        switch server.admin {
        case nil: return nil
        case .direct(let connection)?:
            return psql + [
                "-h", connection.host, "-p", String(connection.port), "-U", connection.user, "-d", connection.database,
            ]
        case .becoming(let how, let connection)?:
            return how.asking.words + psql + [
                "-h", connection.host, "-p", String(connection.port), "-d", connection.database,
            ]
        }
    }

    /// The version that is installed, so that the same comes out.
    private var adapter: String {
        let wanted = answers.python.adapter
        let names = wanted == .psycopg ? ["psycopg"] : [wanted.rawValue, "psycopg2-binary", "psycopg2"]
        for name in names {
            if let version = venv?.adapters[name] {
                return (name == "psycopg" ? "psycopg[binary]" : name) + "==\(version)"
            }
        }
        return wanted == .psycopg ? "psycopg[binary]" : wanted.rawValue
    }

    private var superuserOptions: String {
        let model = django?.userModel?.value
        var fields = answers.superuser.fields
        fields[model?.usernameField ?? "username"] = answers.superuser.username
        if model?.requiredFields.contains(where: { $0.name == "email" }) ?? true {
            fields["email"] = fields["email"] ?? answers.superuser.email
        }
        return ShellText.line(fields.sorted { $0.key < $1.key }.flatMap { ["--\($0.key)", $0.value] })
    }
}
