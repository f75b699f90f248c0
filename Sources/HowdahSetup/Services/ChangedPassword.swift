import HowdahText

/// A person gave the role another password, in the server and where Django has it from. The one that Howdah kept is out
/// of date then, and must not be set again.
enum ChangedPassword {
    /// From now on the one that Django logs in with is used, if the kept one opens nothing and this one does.
    ///
    /// - Returns: what that login saw; nil: nothing was changed.
    static func adopt(_ target: DatabaseTarget, _ answers: Answers, _ services: Services) async -> LoginFacts? {
        let layout = Layout(base: services.base, answers: answers)
        var place = target.application
        guard place.password == .databasePassword, services.secrets.isOld(.databasePassword),
            DjangoInspection.isPossible(answers, services), !services.trust.isToAsk(layout),
            let state = try? await DjangoInspection.effective(layout.venvPython, layout.project, answers, services),
            let now = state.default, let password = now.password,
            FileEdit(path: "", wanted: target.wanted).isMet(
                by: now, isPostgreSQL: state.usesPostgreSQL, knows: false),
            await isRefused(place, services)
        else { return nil }
        try? services.secrets.put(.settingsPassword, password, persist: false)
        place.password = .settingsPassword
        guard let facts = try? await DatabaseInspection.login(place, services) else { return nil }
        services.secrets.prove(.databasePassword, password)
        // Whether the passwords match was answered for the old one.
        await services.memo.forget(where: { $0.hasPrefix(DjangoInspection.memoKey) })
        return facts
    }

    private static func isRefused(_ place: Connection, _ services: Services) async -> Bool {
        do throws(Failure) {
            _ = try await DatabaseInspection.login(place, services)
            return false
        } catch { return error.sqlState == "28P01" }
    }
}
