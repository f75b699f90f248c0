import HowdahText

@testable public import HowdahSetup

extension Services {
    /// The real world from a folder of the test's own, without the developer's settings.
    ///
    /// - Parameter variables: added to the environment: `env:NAME` of the answers reads them.
    public static func scratch(
        _ base: String, _ variables: [String: String] = [:], path: [String] = []
    ) -> Services {
        let environment = plainEnvironment(home: base, path: path).merging(variables) { $1 }
        let services = Services.live(base: base, environment: environment)
        try? services.secrets.put(.adminPassword, Secret(ScratchCluster.adminPassword), persist: false)
        return services
    }
}

extension Answers {
    /// The defaults, on a scratch cluster whose administrator's URL stands in `ADMIN_URL`, the application's
    /// in `APP_URL`.
    public static var onScratch: Answers {
        var answers = Answers()
        answers.postgres.mode = .url
        answers.postgres.url = "env:APP_URL"
        answers.postgres.adminURL = "env:ADMIN_URL"
        return answers
    }
}
