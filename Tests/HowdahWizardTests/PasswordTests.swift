import HowdahTerminal
import HowdahText
import Testing

@testable import HowdahSetup
@testable import HowdahWizard

@Suite struct PasswordTests {
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
        // The first Enter only goes on to the second field: nothing is wrong yet.
        driver.press(.enter)
        #expect(!driver.text.contains("Type it once more"))
        driver.press(.enter)
        #expect(driver.text.contains("Type it once more"))
        driver.type("correct-house")
        driver.press(.enter)
        #expect(driver.text.contains("not the same password"))
        #expect(!driver.effects.contains { if case .start(.test, _) = $0 { true } else { false } })
    }

    /// Django's own validators will apply to a new project; what an existing one asks for, only Django knows.
    @Test func aTooShortPasswordIsRefusedAtTheField() {
        for isNew in [true, false] {
            var driver = Driver()
            if !isNew { driver.world.done = Set(StepID.allCases.filter { $0 != .test }) }
            driver.press(.function(5), .character("e"))
            driver.type("seven77")
            driver.press(.enter)
            driver.type("seven77")
            driver.press(.enter)
            let hasStarted = driver.effects.contains { if case .express = $0 { true } else { false } }
            #expect(hasStarted != isNew)
            guard isNew else { continue }
            #expect(driver.wizard.form.focusedID == "superuser.password")
            #expect(driver.wizard.errors["superuser.password"] == Words.Fields.strengthShort)
        }
    }

    /// A refused password is typed anew in the first field, which says why; a changed one is repeated anew.
    @Test func aRefusedPasswordIsTypedAnew() {
        for isExpress in [false, true] {
            var driver = Driver()
            driver.world.failing[.test] = .command(
                program: "python", code: 1, output: "This password is too common.")
            driver.world.done = Set(StepID.allCases.filter { $0 != .test })
            if isExpress { driver.press(.function(5), .character("e")) } else { driver.reach(.test) }
            driver.type("password1")
            driver.press(.enter)
            driver.type("password1")
            driver.press(.enter)
            let id = StepID.test
            #expect(driver.wizard[id].run.diagnosis?.cause == "password-too-weak")
            driver.press(.enter)
            #expect(driver.wizard.form.focusedID == "superuser.password")
            #expect(
                driver.wizard.typed("superuser.password").isEmpty && driver.wizard.typed("superuser.repeat").isEmpty)
            let reason = driver.wizard[id].run.diagnosis?.explanation ?? ""
            #expect(!reason.isEmpty && driver.text.contains(reason.prefix(30)))
            driver.type("Correct-horse-9")
            driver.press(.enter)
            driver.type("Correct-horse-9")
            driver.press(.up)
            driver.type("0")
            #expect(driver.wizard.typed("superuser.repeat").isEmpty)
            driver.press(.enter)
            #expect(driver.wizard.form.focusedID == "superuser.repeat")
        }
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

    /// Who wants to type the role's password is asked for it in Express too, and not only stopped at step 4.
    @Test func expressAsksForTheDatabasesPassword() {
        var answers = Answers.shop
        answers.database.password = .ask
        var driver = Driver(answers: answers)
        driver.press(.character("e"))
        driver.typePassword()
        driver.press(.enter)
        #expect(driver.wizard.place == .review && driver.text.contains("A password is needed"))
        driver.type("orders-9")
        driver.press(.enter)
        #expect(driver.effects.contains(.keep(.databasePassword, Secret("orders-9"), answers)))
        #expect(driver.wizard.place == .receipt)
    }

    @Test func whatIsDoneAsksForNoPassword() {
        var answers = Answers.shop
        answers.database.password = .ask
        var driver = Driver(answers: answers)
        driver.world.done = Set(StepID.allCases)
        driver.press(.function(5), .character("e"), .enter)
        #expect(driver.wizard.place == .receipt)
    }

    /// Without it Howdah would have nothing to show, and nothing to look with afterwards.
    @Test func theRolesPasswordIsTypedBeforeTheStepIsDoneByHand() {
        var answers = Answers.shop
        answers.database.password = .ask
        var driver = Driver(answers: answers)
        driver.world.done = [.postgres, .adapter, .project]
        driver.advance(to: .step(.database))
        driver.press(.control("y"))
        #expect(driver.text.contains("A password is needed"))
        driver.type("orders-9")
        driver.press(.control("y"))
        let keep = Effect.keep(.databasePassword, Secret("orders-9"), answers)
        #expect(driver.effects.suffix(3).contains(keep))
        #expect(driver.effects.contains { if case .byHand(.database, _, _) = $0 { true } else { false } })
    }
}
