import HowdahTerminal
import HowdahText
import Testing

@testable import HowdahSetup
@testable import HowdahWizard

@Suite struct UpdateTests {
    // MARK: How many keys

    @Test func guidedTakesAtMost18KeysAndThePassword() {
        var driver = Driver()
        while driver.wizard.place != .step(.test) { driver.press(.enter) }
        let before = driver.keys
        driver.typePassword()
        #expect(driver.keys - before == 2 * Driver.canary.count + 1)
        driver.keys = before + 1
        while driver.code == nil, driver.keys < 40 { driver.press(.enter) }
        #expect(driver.code == 0)
        #expect(driver.keys <= 18)
    }

    @Test func expressTakesAtMost4KeysAndThePassword() {
        var driver = Driver()
        driver.press(.character("e"))
        driver.typePassword()
        driver.press(.enter)
        #expect(driver.wizard.place == .receipt)
        driver.press(.enter)
        #expect(driver.code == 0)
        #expect(driver.keys - 2 * Driver.canary.count <= 4)
    }

    // MARK: Nothing is lost, nothing runs unseen

    @Test func backAndForthLosesNothing() {
        var driver = Driver()
        driver.advance(to: .step(.postgres))
        driver.world.done = [.postgres, .adapter, .project]
        driver.advance(to: .step(.database))
        driver.type("orders")
        driver.press(.tab)
        driver.type("clerk")
        driver.press(.tab, .character(" "), .tab)
        driver.type(Driver.canary)
        let before = driver.wizard.answers
        #expect(before.database.name == "orders")
        #expect(before.database.user == "clerk")
        #expect(before.database.password == .ask)
        driver.press(.escape, .escape, .escape, .escape)
        #expect(driver.wizard.place == .welcome)
        driver.advance(to: .step(.database))
        #expect(driver.wizard.answers == before)
        #expect(driver.wizard.typed("database.password") == Driver.canary)
        #expect(driver.text.contains("orders"))
        #expect(driver.text.contains("••••"))
    }

    @Test func aWrongEntryStaysAndIsNotAnAnswer() {
        var driver = Driver()
        driver.press(.up, .control("u"))
        driver.type("class")
        #expect(driver.text.contains("word of the Python language"))
        driver.press(.enter)
        #expect(driver.wizard.place == .welcome)
        #expect(driver.wizard.answers.project.name != "class")
        driver.press(.function(1), .escape)
        #expect(driver.text.contains("class"))
        driver.type("es")
        #expect(driver.wizard.answers.project.name == "classes")
        #expect(!driver.text.contains("word of the Python language"))
    }

    @Test func enterWhileSomethingRunsIsDropped() {
        var driver = Driver()
        driver.advance(to: .step(.postgres))
        driver.isAutomatic = false
        driver.press(.enter)
        #expect(driver.pending == [.start(.postgres, .shop)])
        driver.press(.enter, .enter, .enter)
        #expect(driver.pending.count == 1)
        driver.answer()
        #expect(driver.wizard.place == .step(.postgres))
        #expect(driver.text.contains("Enter goes on"))
    }

    @Test func enterBeforeThePreviewIsDropped() {
        var driver = Driver()
        driver.isAutomatic = false
        driver.press(.enter)
        #expect(driver.wizard.place == .step(.postgres))
        driver.press(.enter, .enter)
        #expect(!driver.effects.contains { if case .start = $0 { true } else { false } })
        driver.answer()
        driver.press(.enter)
        #expect(driver.pending == [.start(.postgres, .shop)])
    }

    @Test func aStalePreviewIsDropped() {
        var driver = Driver()
        driver.world.done = [.postgres, .adapter]
        driver.advance(to: .step(.project))
        driver.isAutomatic = false
        driver.type("s")
        driver.type("2")
        let generations = driver.pending.compactMap {
            if case .preview(_, _, let generation) = $0 { generation } else { nil }
        }
        #expect(generations.count == 2)
        let stale = driver.world.preview(.project, .shop)
        driver.send(.previewed(.project, stale, generation: generations[0]))
        // Still looking: what came was for other answers.
        driver.press(.enter)
        #expect(!driver.effects.contains { if case .start = $0 { true } else { false } })
        driver.answer()
        #expect(driver.text.contains("startproject shops2"))
    }

    @Test func anotherFolderLeavesEarlierStepsToDo() {
        var driver = Driver()
        driver.advance(to: .step(.project))
        driver.world.done = []
        driver.type("s")
        driver.press(.enter)
        #expect(driver.wizard.place == .step(.postgres))
        #expect(driver.text.contains("step 1 comes first"))
    }

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

    @Test func leavingAfterAFailureIs1AndSaysWhy() {
        var driver = Driver()
        driver.world.failing[.postgres] = .command(program: "initdb", code: 1, output: "No space left on device")
        driver.advance(to: .step(.postgres))
        driver.press(.enter, .control("q"))
        #expect(driver.code == 1)
        #expect(driver.wizard.farewell.joined().contains("disk-full"))
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
        #expect(!Remedy.all(after: .migrate, place: .step(.migrate)).contains(.skip))
        var driver = Driver()
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

    // MARK: Passwords

    @Test func aTypedPasswordGoesToTheSecretsAndNowhereElse() {
        var driver = Driver(size: Size(columns: 120, rows: 40))
        driver.keepsScreens = true
        driver.advance(to: .receipt)
        #expect(driver.screens.count > 50)
        #expect(driver.effects.contains(.keep(.superuserPassword, Secret(Driver.canary), .shop)))
        #expect(driver.screens.allSatisfy { !$0.text.contains(Driver.canary) })
        #expect(!driver.wizard.farewell.joined().contains(Driver.canary))
        #expect(!"\(driver.wizard)".contains(Driver.canary))
        #expect(!"\(driver.effects)".contains(Driver.canary))
        #expect(!AnswersFile.text(driver.wizard.answers).contains(Driver.canary))
    }

    @Test func passwordsMustAgree() {
        var driver = Driver()
        driver.world.done = Set(StepID.allCases.filter { $0 != .test })
        driver.advance(to: .step(.test))
        driver.press(.enter)
        #expect(driver.text.contains("A password is needed"))
        driver.type("correct-horse")
        driver.press(.enter, .enter)
        #expect(driver.text.contains("Type it once more"))
        driver.type("correct-house")
        driver.press(.enter)
        #expect(driver.text.contains("not the same password"))
        #expect(!driver.effects.contains { if case .start(.test, _) = $0 { true } else { false } })
    }

    @Test func aGeneratedPasswordIsShownOnlyOnAKey() {
        var answers = Answers.shop
        answers.superuser.password = .generate
        var driver = Driver(answers: answers)
        driver.press(.character("e"), .enter)
        #expect(driver.wizard.place == .receipt)
        #expect(!driver.text.contains("revealed-for-a-moment"))
        driver.press(.character("p"))
        #expect(driver.text.contains("revealed-for-a-moment"))
        driver.press(.character("p"))
        #expect(!driver.text.contains("revealed-for-a-moment"))
    }

    @Test func aPasswordNoLongerWantedIsForgotten() {
        var driver = Driver()
        driver.world.done = [.postgres, .adapter, .project]
        driver.world.failing[.database] = .timedOut(what: "PostgreSQL", seconds: 10)
        driver.advance(to: .step(.database))
        driver.press(.tab, .tab, .character(" "), .tab)
        driver.type(Driver.canary)
        driver.press(.enter, .escape, .backTab, .character(" "), .enter)
        #expect(driver.effects.contains(.forget(.databasePassword)))
    }

    // MARK: The window and the rest

    @Test func aSmallWindowKeepsWhatIsTyped() {
        var driver = Driver()
        driver.press(.up)
        driver.type("2")
        driver.send(.resized(Size(columns: 60, rows: 20)))
        #expect(driver.text.contains("60×20"))
        driver.type("lost")
        driver.press(.enter)
        driver.send(.resized(.standard))
        #expect(driver.wizard.place == .welcome)
        #expect(driver.text.contains("shop2"))
        #expect(!driver.text.contains("lost"))
    }

    @Test func aQuestionMarkIsTextInAField() {
        var driver = Driver()
        driver.press(.character("?"))
        #expect(driver.text.contains("Keys and words"))
        driver.press(.escape, .up)
        driver.type("?")
        #expect(!driver.text.contains("Keys and words"))
        #expect(driver.text.contains("shop?"))
    }

    @Test func theReceiptNamesThePortThatTheServerTook() {
        var driver = Driver()
        driver.advance(to: .receipt)
        #expect(driver.text.contains("http://127.0.0.1:8001/admin/"))
    }

    @Test func aWebServerThatStaysCanBeStopped() {
        var driver = Driver()
        driver.advance(to: .step(.test))
        driver.send(.event(.actionFinished(.test, Action("Start", why: "", .server(.startWeb(World.web))), seconds: 0)))
        driver.world.done.insert(.test)
        driver.press(.function(5), .enter)
        #expect(driver.text.contains("kill -- -$(cat ~/shop/.howdah/runserver.pid)"))
    }

    @Test func ticksAreWantedOnlyWhileSomethingGoesOn() {
        var driver = Driver()
        #expect(!driver.wizard.isBusy)
        driver.isAutomatic = false
        driver.press(.enter)
        #expect(driver.wizard.isBusy)
        driver.answer()
        #expect(!driver.wizard.isBusy)
        driver.press(.enter)
        #expect(driver.wizard.isBusy)
    }

    @Test func theLogIsSearched() {
        var driver = Driver()
        driver.advance(to: .step(.postgres))
        driver.press(.enter, .character("/"))
        driver.type("start?")
        #expect(driver.text.contains("Search: start?"))
        driver.press(.backspace, .enter)
        #expect(driver.wizard.place == .step(.postgres))
        #expect(driver.text.contains("start · 1 of"))
        driver.press(.escape, .enter)
        #expect(driver.wizard.place == .step(.adapter))
    }
}
