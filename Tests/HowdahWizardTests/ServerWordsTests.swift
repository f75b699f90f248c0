import HowdahTerminal
import HowdahText
import Testing

@testable import HowdahSetup
@testable import HowdahWizard

/// What the first step's page and the welcome page say about the server that was found.
@Suite struct ServerWordsTests {
    private func driver(_ state: ServerChoice.State) -> Driver {
        var driver = Driver()
        let choice = ServerChoice(
            server: Server(
                kind: .private(World.cluster), host: "localhost", port: 5433, major: 15, admin: World.route),
            state: state)
        driver.world.obstacles[.postgres] = Finding(
            .postgres, "server", .missing, choice.title(home: "/home/learner"), evidence: .server(choice))
        driver.press(.function(5))
        return driver
    }

    /// The field has 5432, and the plan 5433.
    @Test(arguments: [
        (ServerChoice.State.notMade, Words.Fields.portTaken(5432, 5433)),
        (.stopped, Words.Fields.portKept(5433)),
    ])
    func aPortThatIsNotTheFieldsIsExplained(_ state: ServerChoice.State, _ help: String) {
        var driver = driver(state)
        driver.press(.character("g"), .tab)
        #expect(driver.wizard.form.focusedID == "postgres.port")
        #expect(driver.wizard.form["postgres.port"]?.help == help)
    }

    /// Also where there is no room for its folder.
    @Test func aStoppedServerIsSaidToBeStopped() {
        #expect(driver(.stopped).text.contains("is stopped"))
    }

    /// The superuser's own login is not PostgreSQL's; seen in Express without a further key.
    @Test func expressSaysWhoseThePasswordIs() {
        var driver = Driver()
        driver.press(.character("e"))
        #expect(driver.wizard.form.focusedID == "superuser.password")
        #expect(driver.text.contains("admin pages, not PostgreSQL"))
        #expect(!driver.text.contains("Type it"))
    }
}
