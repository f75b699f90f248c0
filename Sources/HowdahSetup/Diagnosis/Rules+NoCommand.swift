// How shells say that there is no such command.
extension Rule {
    /// How people say it, without a shell's words.
    static func noCommandInWords(_ name: String) -> [String] {
        [
            "\(name) not found", "'\(name)' not found", "\(name) is not found", "\(name) is not installed",
            "'\(name)' is not installed", "\(name) was not found", "cannot find \(name)", "cannot find '\(name)'",
            "could not find \(name)", "unable to find \(name)", "'\(name)' is not accessible",
            "\(name) is not accessible", "cannot access \(name)", "unable to access \(name)",
            "no existe el comando \(name)", "no encuentra el comando \(name)", "befehl \(name) nicht gefunden",
            "commande \(name) introuvable", "comando \(name) não encontrado", "команда \(name) не найдена",
            "找不到 \(name) 命令", "找不到\(name)命令", "\(name)コマンドが見つかりません",
        ]
    }

    /// Clues for one command, one a line of ``Clue``: bash, zsh, fish, dash, cmd, PowerShell, docker and Python's
    /// subprocess, in the languages that they speak; and how people repeat it.
    static func noCommand(_ name: String) -> [String] {
        [
            "\(name): command not found", "\(name) command not found", "'\(name)' not recognized",
            "'\(name)' is not recognised", "\(name) is not recognised as", "command not found: \(name)",
            "\(name): not found",
            "'\(name)' is not recognized", "\\\(name).exe…is not recognized as",
            "\\\(name)\"' is not recognized as", "\(name) is not recognized as", "\"\(name)\" is not recognized",
            "'\(name).exe' is not recognized",
            "the term '\(name)' is not recognized", "the term '\(name).exe' is not recognized",
            "\(name): executable file not found", "\"\(name)\": executable file not found",
            "no such file or directory: '\(name)'", "bin/\(name): no such file or directory",
            "no such file or directory - \(name)", "cannot run program \"\(name)",
            "unknown command: \(name)", "unknown command '\(name)", "no command '\(name)' found",
            "spawn \(name) enoent", "can't spawn \(name)", "command '\(name)' not found",
            "command \"\(name)\" not found",
            "the program '\(name)' is currently not installed",
            "the program '\(name)' can be found in the following packages", "which: no \(name) in (",
            "the system cannot find the file specified: '\(name)'",
            // cmd and PowerShell
            "der befehl \"\(name)\" ist entweder falsch", "\"\(name)\" wurde nicht als name",
            "\"\(name)\" n'est pas reconnu", "'\(name)' n'est pas reconnu",
            "'\(name)' no se reconoce", "\"\(name)\" no se reconoce",
            "'\(name)' não é reconhecido", "'\(name)' non riconosciuto", "\"\(name)\" non è riconosciuto",
            "\"\(name)\" не является внутренней", "имя \"\(name)\" не распознано",
            "'\(name)' nie jest rozpoznawana", "\"\(name)\" nie jest rozpoznawana", "'\(name)' iç ya da dış komut",
            "'\(name)' 不是内部或外部命令", "无法将\"\(name)\"项识别",
            "'\(name)' は、内部コマンドまたは外部コマンド", "用語 '\(name)' は、コマンドレット",
            // bash and zsh
            "\(name): kommando nicht gefunden", "\(name): befehl nicht gefunden", "\(name): commande introuvable",
            "\(name) : commande introuvable", "\(name): orden no encontrada", "\(name): no se encontró la orden",
            "\(name): comando não encontrado", "\(name): comando non trovato", "\(name): команда не найдена",
            "\(name): nie znaleziono polecenia", "\(name): komut bulunamadı", "\(name): 未找到命令",
            "\(name): 找不到命令", "\(name): コマンドが見つかりません",
        ]
    }
}
