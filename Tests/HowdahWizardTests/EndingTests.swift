import HowdahTerminal
import HowdahText
import Testing

@testable import HowdahSetup
@testable import HowdahWizard

/// Stopping, quitting and failing.
@Suite struct EndingTests {
    // MARK: Stopping

    @Test func ctrlCStopsAndSaysWhatIsLeft() {
        var driver = Driver()
        driver.advance(to: .step(.postgres))
        driver.isAutomatic = false
        driver.press(.enter)
        driver.pending = []
        let actions = driver.world.actions(.postgres, .shop)
        for event: Event in [
            .stepBegan(.postgres), .planned(.postgres, actions), .actionBegan(.postgres, actions[0]),
            .actionFinished(.postgres, actions[0], seconds: 1), .actionBegan(.postgres, actions[1]),
        ] { driver.send(.event(event)) }
        driver.press(.control("c"))
        #expect(driver.pending == [.cancel])
        #expect(driver.text.contains("Stopping"))
        driver.pending = []
        driver.send(.event(.stepFinished(.postgres, .cancelled)))
        driver.send(.ended(.cancelled))
        #expect(driver.text.contains("Stopped by you"))
        #expect(driver.text.contains("Half done: Start the private server."))
        #expect(driver.text.contains("kept: Make a private server."))
        driver.press(.enter)
        #expect(driver.pending == [.start(.postgres, .shop)])
    }

    @Test func ctrlCWithNothingToStopSaysSo() {
        var driver = Driver()
        driver.press(.control("c"))
        #expect(driver.code == nil)
        #expect(driver.text.contains("Nothing runs now"))
        driver.press(.down)
        #expect(!driver.text.contains("Nothing runs now"))
    }

    @Test func quittingAsksWhenSomethingRuns() {
        var driver = Driver()
        driver.advance(to: .step(.postgres))
        driver.isAutomatic = false
        driver.press(.enter)
        driver.pending = []
        driver.press(.control("q"))
        #expect(driver.pending.isEmpty)
        driver.press(.escape)
        #expect(!driver.text.contains("Quit?"))
        driver.press(.control("q"), .enter)
        #expect(driver.pending == [.cancel])
        driver.pending = []
        driver.send(.ended(.cancelled))
        #expect(driver.pending == [.quit(code: 2)])
    }

    @Test func quittingBeforeTheEndIs2() {
        var driver = Driver()
        driver.press(.control("q"))
        #expect(driver.code == 2)
    }

    /// A beginner presses it to go back.
    @Test func escapeOnTheFirstPageAsksFirst() {
        var driver = Driver()
        driver.press(.escape)
        #expect(driver.code == nil)
        #expect(driver.text.contains(Words.Wizard.noPageBefore) && driver.text.contains("Enter quit  Esc stay"))
        driver.press(.escape)
        #expect(driver.code == nil && !driver.text.contains(Words.Wizard.noPageBefore))
        driver.press(.escape, .enter)
        #expect(driver.code == 2)
    }

    @Test func aSignalLeavesWith128AndItsNumber() {
        var driver = Driver()
        driver.advance(to: .step(.postgres))
        driver.isAutomatic = false
        driver.press(.enter)
        driver.pending = []
        driver.send(.signal(15))
        #expect(driver.pending == [.quit(code: 143)])
    }

    // MARK: Failing

    @Test func aFailureOffersChoicesAndCanBeTriedAgain() {
        var driver = Driver()
        driver.world.failing[.postgres] = .command(program: "initdb", code: 1, output: "No space left on device")
        driver.advance(to: .step(.postgres))
        driver.press(.enter)
        let text = driver.text
        let order = ["Failed after", "Likely cause", "Changed already", "1 Try again", "Details"].map { word in
            text.firstRange(of: word)?.lowerBound
        }
        #expect(!order.contains(nil))
        #expect(order.compactMap(\.self) == order.compactMap(\.self).sorted())
        driver.press(.character("3"))
        #expect(driver.text.contains("Written to"))
        driver.world.failing = [:]
        driver.press(.character("1"))
        #expect(driver.text.contains("Done in"))
        driver.press(.enter)
        #expect(driver.wizard.place == .step(.adapter))
    }

    /// Whoever had scrolled up while it ran sees what the first choice would run.
    @Test func theDetailsOfAFailureBeginAtTheirEnd() {
        var driver = Driver()
        driver.migrate(silent: 1)
        driver.send(.event(.lines(.migrate, (1...40).map { "line \($0)" })))
        driver.press(.pageUp)
        #expect(!driver.wizard[.migrate].run.log.isFollowing)
        var diagnosis = Diagnosis(of: .command(program: "python", code: 1, output: "boom"))
        diagnosis.fixes = [World.startServer]
        driver.send(.event(.diagnosed(.migrate, diagnosis)))
        driver.send(.event(.stepFinished(.migrate, .failed)))
        driver.send(.ended(nil))
        #expect(driver.text.contains("pg_ctl"))
    }

    @Test func whatHowdahCanMendIsTheFirstChoiceAndTheStepGoesOn() {
        var driver = Driver()
        driver.world.failing[.postgres] = .postgres(
            sqlState: "", message: "connection refused", detail: "", route: World.route.connection)
        driver.world.fixes[.postgres] = World.startServer
        driver.advance(to: .step(.postgres))
        driver.press(.enter)
        #expect(driver.text.contains("1 Let Howdah mend it: Start the private server"))
        #expect(driver.text.contains("(postgres-not-running)"))
        #expect(driver.text.contains("pg_ctl"), "what it would run can be read before")
        #expect(driver.text.contains("2 Try again"))
        driver.press(.enter)
        #expect(driver.effects.contains(.mend(World.startServer, .postgres, .shop, express: false)))
        #expect(driver.text.contains("Done in"))
        driver.press(.enter)
        #expect(driver.wizard.place == .step(.adapter))
    }

    /// However much can be mended: what failed and why stays to be read above the choices.
    @Test func manyLongChoicesLeaveRoomForTheReason() {
        var driver = Driver()
        driver.world.failing[.database] = .timedOut(what: "PostgreSQL", seconds: 30)
        driver.world.fixes[.database] = World.startServer
        driver.reach(.database)
        driver.press(.enter)
        var fix = World.startServer
        fix.title = String(repeating: "a long way of mending it, ", count: 6)
        driver.wizard[.database].run.diagnosis?.fixes = [fix, fix]
        #expect(driver.text.contains("Failed after"))
        #expect(driver.text.contains("Likely cause: The server does not answer in time"))
        #expect(driver.text.contains("Changed already: nothing."))
        #expect(driver.text.contains("5 Copy this") && driver.text.contains("1 Let Howdah mend it"))
    }

    /// Where much was done, the last of it and a number; no key is promised that does not scroll.
    @Test func whatWasChangedNeverPushesTheReasonOut() {
        var driver = Driver()
        driver.world.failing[.test] = .command(
            program: "python", code: 1, output: "This password is too common. This password is entirely numeric.")
        driver.press(.character("e"))
        driver.typePassword()
        driver.press(.enter)
        #expect(driver.wizard.place == .board)
        #expect(driver.text.contains("kept: Run 18 migrations, and"))
        #expect(driver.text.contains("actions before."))
        #expect(!driver.text.contains("PgDn"))
    }

    /// A fix that could lose something is not one key away.
    @Test func whatNeedsATypedNameIsNoChoice() {
        var driver = Driver()
        driver.world.failing[.migrate] = .command(program: "python", code: 1, output: "lock timeout")
        var fix = World.startServer
        fix.typedName = "shop"
        driver.world.fixes[.migrate] = fix
        driver.advance(to: .step(.migrate))
        driver.press(.enter)
        #expect(driver.text.contains("1 Try again"))
    }

    @Test func anObstacleIsMendedByEnter() {
        var driver = Driver()
        var obstacle = Finding(.database, "login", .problem, "The role shop has expired", cause: "role-expired")
        obstacle.fixes = [World.startServer]
        driver.world.obstacles[.database] = obstacle
        driver.advance(to: .step(.database))
        #expect(driver.text.contains("Enter lets Howdah do this: Start the private server"))
        driver.press(.enter)
        #expect(driver.text.contains("Done in"))
    }

    @Test func expressGoesOnAfterAFix() {
        var driver = Driver()
        driver.world.failing[.database] = .command(program: "psql", code: 1, output: "connection refused")
        driver.world.fixes[.database] = World.startServer
        driver.press(.character("e"))
        driver.typePassword()
        driver.press(.enter)
        #expect(driver.text.contains("1 Let Howdah mend it"))
        driver.press(.character("1"))
        #expect(driver.wizard.place == .receipt)
    }

    @Test func leavingAfterAFailureIs1AndSaysWhy() {
        var driver = Driver()
        driver.world.failing[.postgres] = .command(program: "initdb", code: 1, output: "No space left on device")
        driver.advance(to: .step(.postgres))
        driver.press(.enter, .control("q"))
        #expect(driver.code == 1)
        #expect(driver.wizard.farewell.joined().contains("disk-full"))
        #expect(driver.wizard.farewell.joined().contains(".howdah/log/howdah.log"))
    }

    @Test func backFromAFailureLeadsToTheAnswers() {
        var driver = Driver()
        driver.world.failing[.adapter] = .command(program: "pip", code: 1, output: "boom")
        driver.advance(to: .step(.adapter))
        driver.press(.enter, .escape)
        #expect(driver.wizard.place == .step(.adapter))
        #expect(driver.text.contains("Enter will do exactly this"))
        driver.press(.down)
        #expect(driver.wizard.answers.python.adapter == .psycopg)
    }

    @Test func onlyTheTestCanBeLeftOut() {
        var driver = Driver()
        #expect(!driver.wizard.remedies(after: .migrate).contains(.skip))
        driver.world.failing[.test] = .timedOut(what: "The web server", seconds: 30)
        driver.advance(to: .step(.test))
        driver.typePassword()
        driver.press(.enter)
        driver.press(.character("3"))
        #expect(driver.wizard.place == .receipt)
        #expect(driver.wizard.outcomes[.test] == .skipped)
    }

    @Test func expressFailureShowsTheStepAndTriesAgain() {
        var driver = Driver()
        driver.world.failing[.database] = .command(
            program: "psql", code: 1, output: "permission denied for schema public")
        driver.press(.character("e"))
        driver.typePassword()
        driver.press(.enter)
        #expect(driver.text.contains("Failed after"))
        #expect(driver.text.contains("Create the role shop"))
        driver.world.failing = [:]
        driver.press(.enter)
        #expect(driver.wizard.place == .receipt)
    }

    /// What is needed tomorrow is seen without a key, whatever else there is to tell.
    @Test(arguments: ["receipt", "receipt-generated", "receipt-web"]) func theReceiptsCommandsAreSeen(_ scene: String) {
        let driver = Scene.named(scene)?.driver(size: .standard)
        for command in ["cd ~/shop", "howdah start", ". .venv/bin/activate", "python manage.py runserver"] {
            #expect(driver?.text.contains(command) == true, "\(driver?.text ?? "")")
        }
    }

    /// However deep the project lies, no row breaks in the middle of a path.
    @Test func aLongFolderBreaksNoRowOfTheReceipt() {
        var driver = Driver()
        driver.advance(to: .receipt)
        driver.wizard.folder = "~/" + String(repeating: "deeper/", count: 10) + "shop"
        let notes = driver.wizard.projectFolder + "/.howdah/setup-notes.md"
        driver.wizard.receipt?.notes = notes
        #expect(driver.text.contains("DB password  in the project: .howdah/secrets.toml (only you can read it)\n"))
        #expect(driver.text.contains("Notes        in the project: .howdah/setup-notes.md\n"))
    }

    /// Steps that were there already took no time, however long ago the wizard was started.
    @Test func theReceiptsTimeIsThatOfWhatRan() {
        var driver = Driver()
        driver.wizard.now = 1000
        driver.world.done = Set(StepID.allCases.dropLast())
        driver.reach(.test)
        driver.typePassword()
        driver.press(.enter)
        let took = driver.wizard[.test].run.elapsed(driver.wizard.now)
        driver.press(.enter)
        let told = driver.effects.lazy.compactMap { if case .conclude(_, _, let seconds) = $0 { seconds } else { nil } }
        #expect(took > 0 && told.first == took)
    }

    /// A password that only Django knows is not said to stand in a file.
    @Test func theReceiptSaysWhosePasswordIsKept() {
        let typed = Scene.named("receipt")?.driver(size: .standard).text ?? ""
        #expect(typed.contains(Words.Wizard.receiptRoleSecret) && !typed.contains(Words.Wizard.receiptSecrets))
        let made = Scene.named("receipt-generated")?.driver(size: .standard).text ?? ""
        #expect(made.contains(Words.Wizard.receiptSecrets))
        var driver = Driver(answers: .shop)
        driver.wizard.answers.postgres.mode = .url
        driver.advance(to: .receipt)
        #expect(!driver.text.contains("secrets.toml"))
    }
}
