import HowdahText

/// What the settings can do about a login that fails.
extension Doctor {
    /// The settings name another role or database than the one that Howdah made, which lets its login in: a typing
    /// mistake is mended where it stands, and no new role or empty database is made for it.
    func ownNames(_ application: Connection, _ seen: Examination) async -> Fix? {
        guard let answers, let choice = seen.choice else { return nil }
        var place = DatabaseTarget.on(choice, answers).application
        guard place.user != application.user || place.database != application.database else { return nil }
        (place.host, place.port, place.options) = (application.host, application.port, application.options)
        guard let password = place.password, (try? await services.query(["SELECT 1"], .direct(place))) != nil,
            let edit = await edit(place, password: password, seen)
        else { return nil }
        return fix(application.user == place.user ? "database-missing" : "role-missing", "settings", [edit])
    }

    /// The password that Howdah kept, where that is the right one and the settings hold another.
    func keptPassword(_ application: Connection, _ seen: Examination) async -> Fix? {
        guard let kept = services.secrets.get(.databasePassword), kept != services.secrets.get(.settingsPassword)
        else { return nil }
        var place = application
        place.password = .databasePassword
        guard (try? await services.query(["SELECT 1"], .direct(place))) != nil,
            let edit = await edit(place, password: .databasePassword, seen)
        else { return nil }
        return fix("password-auth-failed", "settings", [edit])
    }

    /// A password that was kept, or the way over TCP, where a login with it succeeds.
    func settingsFixes(_ cause: Cause, _ application: Connection, _ seen: Examination) async -> [Fix] {
        if cause == "password-missing" {
            var place = application
            place.password = .databasePassword
            guard services.secrets.get(.databasePassword) != nil,
                (try? await services.query(["SELECT 1"], .direct(place))) != nil,
                let edit = await edit(place, password: .databasePassword, seen)
            else { return [] }
            return [fix(cause, "settings", [edit])]
        }
        var place = application
        place.host = "127.0.0.1"
        guard (try? await services.query(["SELECT 1"], .direct(place))) != nil, let edit = await edit(place, seen)
        else { return [] }
        return [fix(cause, "settings", [edit])]
    }
}
