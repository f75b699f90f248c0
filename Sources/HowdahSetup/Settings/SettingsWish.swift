import HowdahText

/// What a settings file shall say, from answers and options.
public enum SettingsWish {
    /// - Parameter overriding: what the command line says otherwise.
    /// - Throws: the password or the URL cannot be read, or a name is not possible.
    public static func database(
        _ answers: Answers, overriding: (inout WantedDatabase) -> Void, _ services: Services
    ) throws(Failure) -> WantedDatabase {
        var wanted = WantedDatabase(
            name: answers.databaseName, user: answers.databaseUser, host: answers.postgres.host,
            port: String(answers.postgres.port), password: .databasePassword)
        if answers.postgres.mode == .url {
            let url = try SecretFiles.connection(
                answers.postgres.url, key: "postgres.url", password: .databasePassword, services)
            wanted = WantedDatabase(
                name: url.database, user: url.user, host: url.host, port: String(url.port), password: .databasePassword,
                options: url.options)
        }
        // A password that Howdah made for this project is known here.
        try services.secrets.keep(in: services.base + "/.howdah/secrets.toml")
        if let password = try SecretFiles.read(answers.database.password, key: "password", services) {
            try services.secrets.put(.databasePassword, .init(password), persist: false)
        }
        overriding(&wanted)
        return wanted
    }
}
