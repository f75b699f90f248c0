import HowdahText
import Testing

@testable import HowdahSetup
@testable import HowdahTerminal
@testable import HowdahWizard

/// What explains, what can be done by oneself, and what is said of the time.
@Suite struct TeachTests {
    @Test func explanationsAreHiddenByOneKeyAndComeBack() {
        var driver = Driver()
        driver.advance(to: .step(.postgres))
        #expect(driver.text.contains("^T less text"))
        #expect(driver.text.contains("the program that will keep your project's data"))
        #expect(driver.wizard.previewText(.postgres).lines.contains { $0.text == "SQLite or PostgreSQL?" })
        driver.press(.control("t"))
        #expect(driver.text.contains("^T more text"))
        #expect(!driver.text.contains("the program that will keep your project's data"))
        #expect(!driver.text.contains("Its data lies in"))
        #expect(!driver.wizard.previewText(.postgres).lines.contains { $0.text == "SQLite or PostgreSQL?" })
        driver.press(.function(3))
        #expect(driver.text.contains("the program that will keep your project's data"))
    }

    @Test(arguments: StepID.allCases) func questionsStandBesideTheWork(_ id: StepID) {
        var driver = Driver(size: Size(columns: 120, rows: 40))
        driver.world.done = Set(StepID.allCases.filter { $0 < id })
        driver.advance(to: .step(id))
        #expect(driver.text.contains(Words.Teach.title))
        #expect(Words.Teach.questions(id.rawValue).contains { driver.text.contains($0.question.prefix(24)) })
    }

    /// Too low a window for them beside the work: they stand below the commands.
    @Test func questionsAreNeverCutOff() {
        var driver = Driver(size: Size(columns: 120, rows: 24))
        driver.advance(to: .step(.database))
        let answer = Words.Teach.questions(4)[0].answer
        #expect(driver.wizard.previewText(.database).lines.contains { $0.text == answer })
        driver.send(.resized(Size(columns: 120, rows: 60)))
        #expect(!driver.wizard.previewText(.database).lines.contains { $0.text == answer })
        driver.press(.control("t"))
        #expect(!driver.text.contains(Words.Wizard.whyTitle))
    }

    @Test func aQuestionMarkAsksForWords() {
        var driver = Driver()
        driver.press(.character("?"))
        #expect(driver.text.contains("Role: a user name inside PostgreSQL"))
        #expect(!driver.text.contains("runs what is shown, or goes on"))
        // Scrolling keeps it, any other key closes.
        driver.press(.pageDown)
        #expect(driver.wizard.overlay == .help)
        driver.press(.character("x"))
        #expect(driver.wizard.overlay == nil)
        driver.press(.function(1))
        #expect(driver.text.contains("runs what is shown, or goes on"))
    }

    /// On a keyboard without function keys all goes on: each has another key beside it, and both do the same.
    @Test func everyFunctionKeyHasAnother() {
        let pairs: [(Key, Key)] = [
            (.function(1), .control("g")), (.function(2), .control("p")), (.function(3), .control("t")),
            (.function(4), .control("y")), (.function(5), .control("r")), (.function(6), .control("o")),
        ]
        for (number, pair) in pairs.enumerated() {
            var drivers = [Driver(), Driver()]
            for (index, key) in [pair.0, pair.1].enumerated() {
                drivers[index].reach(.test)
                drivers[index].type("geheim")
                let before = drivers[index].text
                drivers[index].effects = []
                drivers[index].isAutomatic = false
                drivers[index].press(key)
                #expect(drivers[index].text != before || !drivers[index].effects.isEmpty, "\(key) does something")
            }
            #expect(drivers[0].text == drivers[1].text && drivers[0].effects == drivers[1].effects, "F\(number + 1)")
            #expect(Words.Keys.all.contains { $0.0.contains("F\(number + 1)") && $0.0.contains("^") }, "F\(number + 1)")
        }
    }

    /// The learner does step 3 in a shell: Howdah only looks.
    @Test func doItYourself() {
        var driver = Driver()
        driver.world.done = [.postgres, .adapter]
        driver.advance(to: .step(.project))
        #expect(driver.text.contains("^Y yourself"))
        driver.isAutomatic = false
        driver.press(.control("y"))
        #expect(driver.effects.last == .byHand(.project, .shop, width: 80))
        driver.world.done.insert(.project)
        driver.isAutomatic = true
        driver.pending = []
        driver.send(.cameBack(.project, nil))
        #expect(driver.text.contains(Words.Wizard.doneTitle))
        #expect(driver.wizard.notice == Words.ByHand.worked)
        #expect(!driver.text.contains("^Y yourself"))
        // Nothing is left to be typed there.
        driver.press(.control("y"))
        #expect(driver.wizard.notice == Words.ByHand.nothingHere)
        #expect(driver.effects.count { if case .start = $0 { true } else { false } } == 0)
    }

    /// Nothing was done there: what is still open is said.
    @Test func doItYourselfLater() {
        var driver = Driver()
        driver.world.done = [.postgres, .adapter]
        driver.advance(to: .step(.project))
        driver.press(.control("y"))
        driver.isAutomatic = false
        driver.send(.cameBack(.project, nil))
        #expect(driver.wizard.notice == Words.ByHand.came)
        driver.isAutomatic = true
        driver.send(.tick)
        driver.answer()
        #expect(driver.wizard.notice == Words.ByHand.notYet("No Django project yet (in ~/shop)"))
    }

    @Test func byHandIsCompleteAndHoldsNoSecret() {
        let world = World()
        let sql = world.actions(.database, .shop)[0].byHand
        #expect(sql.first == "psql -h /tmp/howdah-1000/1 -p 5433 -U learner -d postgres")
        #expect(sql.contains("  ALTER ROLE shop PASSWORD 'the password in .howdah/secrets.toml';"))
        let make = world.actions(.postgres, .shop)[0].byHand
        #expect(make.contains("port = 5433") && make.contains("END"))
        let user = world.actions(.test, .shop)[1].byHand
        #expect(user.last == "python manage.py createsuperuser --username admin")
    }

    @Test func theUsualTimeIsMeasuredHereOrAGuess() {
        var times = Times()
        let install = World().actions(.migrate, .shop)[0]
        #expect(times.usual(install) == Times.Usual(seconds: 2, isMeasured: false))
        for seconds in [9.0, 3, 4, 5, 6, 7] { times.add(install, seconds: seconds) }
        // The median of the last five.
        #expect(times.usual(install) == Times.Usual(seconds: 5, isMeasured: true))
    }

    @Test func silenceIsToldWithItsLikelyReason() {
        func pace(_ silent: Double, usual: Double = 1, _ wait: Action.Wait = .network) -> String? {
            Pace(elapsed: silent, silent: silent, usual: .init(seconds: usual, isMeasured: true), wait: wait).warning
        }
        #expect(pace(5) == nil)
        #expect(pace(12) == "slow: silent for 12.0 s")
        #expect(pace(70) == "perhaps stuck: silent for 1 min 10 s, the network may be slow or closed")
        #expect(pace(70, .password)?.contains("it may wait for a password") == true)
        #expect(pace(70, .unknown)?.hasSuffix("silent for 1 min 10 s") == true)
        // A compiler that usually takes three minutes is not stuck after one.
        #expect(pace(70, usual: 180) == nil)
    }

    @Test func theRunningPageSaysHowLongItTakes() {
        var driver = Driver()
        var times = Times()
        let action = driver.world.actions(.migrate, .shop)[0]
        times.add(action, seconds: 8)
        driver.wizard = Wizard(
            answers: .shop, size: .standard,
            context: .init(folder: "~", isRoot: false, glyphs: .utf8, times: times))
        driver.world.done = [.postgres, .adapter, .project, .database, .settings]
        driver.send(.key(.function(5)))
        driver.advance(to: .step(.migrate))
        #expect(driver.text.contains("usually 8.0 s in all") || driver.text.contains("usually 8 s in all"))
        driver.isAutomatic = false
        driver.press(.enter)
        for event: Event in [.stepBegan(.migrate), .planned(.migrate, [action]), .actionBegan(.migrate, action)] {
            driver.send(.event(event))
        }
        #expect(driver.text.contains("usually 8 s"))
        driver.wizard.now += 61
        driver.send(.tick)
        #expect(driver.text.contains("perhaps stuck"))
    }
}
