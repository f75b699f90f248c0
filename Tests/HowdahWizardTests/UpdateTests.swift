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

    private func asked(_ way: Key) -> Driver {
        var driver = Driver()
        for id in [StepID.adapter, .project, .settings, .migrate, .test] {
            var question = Finding(id, "trust", .problem, "The project has code of its own")
            question.fixes = [
                Fix(id: Fix.trustID, [Action("Run it", why: "Once.", .trust("/p"))], automatic: false)
            ]
            driver.world.obstacles[id] = question
        }
        driver.world.done = [.postgres]
        driver.press(.function(5), way)
        return driver
    }

    /// Yes to the project's own code only looks again: what will run is shown before it runs.
    @Test func agreeingToAProjectRunsNothingYet() {
        var driver = asked(.character("g"))
        driver.press(.escape)
        #expect(driver.text.contains("2 Install the adapter       ! check   runs its own code once you agree"))
        driver.press(.character("g"))
        driver.press(.enter)
        #expect(driver.wizard.place == .step(.adapter))
        #expect(driver.text.contains("has code of its own") && !driver.effects.contains(.agree(.shop)))
        #expect(driver.text.contains("Enter agree") && !driver.text.contains("mend"))
        driver.press(.enter)
        #expect(driver.effects.contains(.agree(.shop)))
        #expect(
            !driver.effects.contains { if case .start = $0 { true } else if case .mend = $0 { true } else { false } })
        #expect(driver.wizard.place == .step(.adapter) && driver.text.contains("Install Django"))
    }

    @Test func expressAsksFirstToo() {
        var driver = asked(.character("e"))
        #expect(driver.text.contains("has code of its own"))
        #expect(driver.text.contains("Enter agree") && !driver.text.contains("mend"))
        driver.press(.enter)
        #expect(driver.effects.contains(.agree(.shop)) && driver.wizard.place == .review)
        #expect(!driver.effects.contains { if case .express = $0 { true } else { false } })
        #expect(driver.text.contains("Install Django"))
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

    /// A key that does nothing is explained, and when it counts is said.
    @Test(arguments: [Key.character("g"), .character("e")]) func enterWhileLookingIsAnswered(_ way: Key) {
        var driver = Driver()
        driver.isAutomatic = false
        driver.press(way, .enter)
        #expect(driver.text.contains(Words.Wizard.tooEarly))
        driver.answer()
        #expect(driver.text.contains(Words.Wizard.enterCounts) && !driver.text.contains(Words.Wizard.tooEarly))
        driver.press(way == .character("g") ? .pageDown : .tab)
        #expect(!driver.text.contains(Words.Wizard.enterCounts))
    }

    @Test func expressSaysWhereNothingIsLeft() {
        var driver = Driver()
        driver.world.done = Set(StepID.allCases)
        driver.press(.function(5), .character("e"))
        #expect(driver.text.contains(Words.Wizard.allThere) && !driver.text.contains("Enter will do"))
    }

    /// However much there is to say, the page can still be used.
    @Test func noNoticeCoversAField() {
        var driver = Driver()
        driver.wizard.notice = String(repeating: "much to say ", count: 60)
        #expect(driver.text.contains(Words.Wizard.wayTitle) && driver.text.contains(Words.Fields.projectName.label))
        #expect(driver.text.contains("much to say"))
    }

    /// What is answered to a key is read whole, however long a path in it is.
    @Test func noticesAreNotCut() {
        var driver = Driver()
        let path = "~/" + (1...12).map { "folder-\($0)" }.joined(separator: "/") + "/shown.txt"
        driver.send(.saved(.success(path)))
        let shown = driver.text.filter { !$0.isWhitespace }
        #expect(shown.contains("folder-12/shown.txt") && shown.contains("Writtento~/folder-1"))
    }

    @Test func aPasteOfSeveralLinesSaysWhatBecameOfThem() {
        var driver = Driver()
        driver.reach(.database)
        driver.send(.paste("bakery\n"))
        #expect(driver.wizard.notice == nil && driver.wizard.answers.database.name == "bakery")
        driver.send(.paste("_two\nthree\n"))
        #expect(driver.wizard.notice == Words.Wizard.pastedFirst && driver.wizard.answers.database.name == "bakery_two")
        #expect(driver.wizard.place == .step(.database) && !driver.wizard.isRunning)
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
        for id in StepID.allCases {
            driver.send(.previewed(id, driver.world.preview(id, .shop), generation: generations[0]))
        }
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

    /// The folder is known as soon as the name is.
    @Test func theHeaderNamesTheNewestFolder() {
        var driver = Driver()
        driver.world.done = [.postgres, .adapter]
        driver.advance(to: .step(.project))
        driver.type("s")
        #expect(driver.text.hasPrefix(" Howdah · ~/shops "))
        driver.press(.backspace)
        #expect(driver.text.hasPrefix(" Howdah · ~/shop "))
    }

    @Test func spacesAroundWhatIsTypedAreNotMeant() {
        var driver = Driver()
        driver.reach(.database)
        driver.type(" orders of May ")
        driver.press(.tab)
        driver.type("kim ")
        #expect(driver.wizard.answers.database.name == "orders of May")
        #expect(driver.wizard.answers.database.user == "kim")
        #expect(driver.text.contains("CREATE ROLE kim LOGIN"))
        driver.reach(.test)
        driver.press(.backTab, .backTab, .backTab)
        driver.type(" ")
        #expect(driver.wizard.answers.superuser.username == "admin")
    }

    /// What the advice says can be chosen, on the step's page and in Express.
    @Test func aProjectOnAnotherPostgreSQLCanBeChanged() {
        for isExpress in [false, true] {
            var driver = Driver()
            driver.reach(.settings)
            #expect(!driver.text.contains(Words.Fields.otherChange))
            driver.world.obstacles[.settings] = Finding(
                .settings, "settings", .problem, "Django uses PostgreSQL (bakery)", cause: "settings-other-postgresql")
            driver.press(.function(5))
            if isExpress {
                driver.press(.escape, .escape, .escape, .escape, .escape, .character("e"))
                driver.wizard.focus[driver.wizard.place] = "settings.existing"
            } else {
                driver.press(.tab)
            }
            #expect(driver.wizard.form.focusedID == "settings.existing")
            #expect(!driver.text.contains("database.existing"))
            driver.press(.character("2"))
            #expect(driver.wizard.answers.database.existing == .adopt)
            // What was in the way is gone; the way back is not.
            driver.world.obstacles = [:]
            driver.press(.control("r"), .character("1"))
            #expect(driver.wizard.answers.database.existing == .refuse)
        }
    }

    /// The change takes a role and a database too that Howdah did not make: that is said where it is agreed to.
    @Test func whatAChangeLeadsToIsSaid() {
        let role = RoleFacts(name: "shop", canLogin: true, isSuperuser: false, madeByHowdah: false, expired: false)
        for (evidence, detail) in [
            (nil, Words.Fields.otherChangeDetail), (Evidence.role(role), Words.Fields.otherChangeForeignDetail),
        ] {
            var driver = Driver()
            driver.world.obstacles[.settings] = Finding(
                .settings, "settings", .problem, "Django uses PostgreSQL (bakery)", cause: "settings-other-postgresql")
            if let evidence {
                driver.world.obstacles[.database] = Finding(
                    .database, "role", .problem, "A role shop is there", cause: "role-exists", evidence: evidence)
            }
            driver.press(.character("e"))
            #expect(driver.text.contains(detail))
        }
    }

    // MARK: Scrolling

    /// The same text stays where it is; another one is read from its beginning.
    @Test func anotherPreviewIsReadFromItsBeginning() {
        var driver = Driver()
        driver.reach(.database)
        driver.press(.pageDown)
        let top = driver.wizard[.database].scroll
        #expect(top > 0)
        driver.press(.control("r"))
        #expect(driver.wizard[.database].scroll == top)
        driver.type("x")
        #expect(driver.wizard[.database].scroll == 0)
        driver.press(.pageDown, .control("t"))
        #expect(driver.wizard[.database].scroll == 0)
    }

    @Test func theReceiptBeginsAtItsTop() {
        var driver = Driver()
        driver.press(.character("e"), .pageDown)
        #expect(driver.wizard.scroll > 0)
        driver.typePassword()
        driver.press(.enter)
        #expect(driver.wizard.place == .receipt && driver.wizard.scroll == 0)
    }

    /// At the smallest size too: the explanation is whole, what Enter will do has room, and typing moves nothing.
    @Test(arguments: StepID.allCases) func theCommandsHaveRoom(_ id: StepID) {
        var driver = Driver()
        driver.reach(id)
        #expect(driver.wizard.previewArea(id).rows >= 5)
        let (before, why) = (driver.wizard.previewArea(id), Words.Steps.why(id.rawValue))
        driver.type("a_much_longer_name_than_before")
        #expect(driver.wizard.previewArea(id) == before)
        func isShown(_ text: String) -> Bool {
            driver.text.split(whereSeparator: \.isWhitespace).joined(separator: " ").contains(text)
        }
        #expect(isShown(why))
    }

    /// Of an explanation that has no room above the form whole sentences stay; all of it is told below the commands.
    @Test func anExplanationIsCutBetweenSentences() throws {
        var driver = Driver()
        driver.reach(.postgres)
        driver.press(.character("4"), .tab)
        driver.type("DATABASE_URL")
        let why = Words.Steps.why(StepID.postgres.rawValue)
        let first = try #require(why.split(separator: ".").first)
        #expect(driver.text.contains(first) && !driver.text.contains("can reach.") && !driver.text.contains(" …"))
        #expect(driver.wizard.previewText(.postgres).lines.contains { $0.text == why })
    }

    /// In the folder above a project its answers are at hand; a second project does not begin with its database.
    @Test func anotherNameBeginsAnew() {
        for (name, database) in [("shop", "orders"), ("blog", "")] {
            var kept = Answers.shop
            kept.database.name = "orders"
            var driver = Driver(answers: kept, kept: "shop")
            driver.press(.up, .control("u"))
            driver.type(name)
            driver.press(.enter)
            #expect(driver.wizard.answers.project.name == name)
            #expect(driver.wizard.answers.database.name == database)
        }
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

    /// The server that was tested is stopped; the next one takes the port of the answers.
    @Test func theReceiptNamesThePortOfTheNextServer() {
        var driver = Driver()
        driver.advance(to: .receipt)
        // The address alone is a link, not its label.
        #expect(driver.screen.annotated.contains("Admin        ‹link:http://127.0.0.1:8000/admin/›"))
    }

    /// What is copied from the receipt works: a long command pushes its meaning out, and is never cut.
    @Test func theReceiptCutsNoCommand() {
        var answers = Answers.shop
        answers.project.name = "a_project_with_a_long_name_of_its_own"
        var driver = Driver(answers: answers)
        driver.advance(to: .receipt)
        #expect(driver.text.contains("    cd ~/a_project_with_a_long_name_of_its_own\n"))
        let command = World.cluster.plainCommand("start")
        #expect(driver.wizard.receiptText().lines.last?.text == "  " + command)
        // Scrolled to its end, the last line is not covered.
        driver.send(.resized(Size(columns: 80, rows: 24)))
        driver.press(.end)
        #expect(driver.text.contains(command.suffix(20)))
    }

    @Test func theReceiptActivatesThePersonsOwnEnvironment() {
        var driver = Driver()
        driver.advance(to: .receipt)
        #expect(driver.wizard.tomorrow.contains { $0.command == ". .venv/bin/activate" })
        let facts = VenvFacts(
            path: "/home/learner/shop/env", works: true, version: [], pip: nil, django: nil, adapters: [:],
            importError: nil)
        driver.wizard[.adapter].run.verified = [
            Finding(.adapter, "environment", .ok, "It works", evidence: .environment(facts))
        ]
        #expect(driver.wizard.tomorrow.contains { $0.command == ". env/bin/activate" })
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
