import HowdahTerminal
import HowdahText
import Testing

@testable import HowdahSetup
@testable import HowdahWizard

/// A page in a state, and how one gets there: for the snapshots, the pictures, and what must hold everywhere.
struct Scene: Sendable, CustomTestStringConvertible {
    let name: String
    let play: @Sendable (inout Driver) -> Void

    init(_ name: String, _ play: @escaping @Sendable (inout Driver) -> Void) {
        self.name = name
        self.play = play
    }

    var testDescription: String { name }

    func driver(
        size: Size, glyphs: Glyphs = .utf8, answers: Answers = .shop, isWide: Bool = false
    ) -> Driver {
        var driver = Driver(size: size, answers: answers, glyphs: glyphs)
        driver.world.isWide = isWide
        driver.press(.function(5))
        play(&driver)
        return driver
    }

    static func named(_ name: String) -> Scene? { all.first { $0.name == name } }

    static let all: [Scene] = welcome + forms + states + runs + ends + failures + express + overlays

    private static let welcome: [Scene] = [
        Scene("welcome") { driver in
            driver.world.done = [.postgres]
            driver.press(.function(5))
        },
        Scene("welcome-looking") { $0.restart() },
        Scene("welcome-error") { driver in
            driver.press(.up, .control("u"))
            driver.type("class")
        },
    ]

    private static let forms: [Scene] =
        StepID.allCases.map { id in Scene("form-\(id.rawValue)") { $0.reach(id) } } + [
            Scene("form-1-url") { driver in
                driver.reach(.postgres)
                driver.press(.character("4"), .tab)
                driver.type("DATABASE_URL")
            },
            Scene("form-4-typed") { driver in
                driver.reach(.database)
                driver.type("orders of the bakery")
                driver.press(.tab, .tab, .character(" "), .tab)
                driver.type("correct-horse")
            },
            Scene("form-4-exists") { driver in
                driver.world.obstacles[.database] = Finding(
                    .database, "role", .problem, "A role shop is there, and Howdah did not make it",
                    cause: "role-exists")
                driver.reach(.database)
                driver.press(.tab, .tab, .tab)
            },
            Scene("form-5-other") { driver in
                driver.world.obstacles[.settings] = Finding(
                    .settings, "settings", .problem, "Django uses django.db.backends.postgresql (bakery)",
                    cause: "settings-other-postgresql")
                driver.reach(.settings)
                driver.press(.tab)
            },
            Scene("form-7-error") { driver in
                driver.reach(.test)
                driver.press(.enter)
            },
            Scene("form-7-shown") { driver in
                driver.reach(.test)
                driver.type("correct-horse")
                driver.press(.control("p"))
            },
        ]

    private static let states: [Scene] = [
        Scene("looking") { driver in
            driver.reach(.database)
            driver.isAutomatic = false
            driver.press(.control("r"))
            driver.wizard.now += 1
            driver.send(.tick)
        },
        Scene("less-text") { driver in
            driver.reach(.database)
            driver.press(.control("t"))
        },
        Scene("scrolled") { driver in
            driver.reach(.postgres)
            driver.press(.pageDown)
        },
        Scene("already-done") { driver in
            driver.world.done = [.postgres]
            driver.advance(to: .step(.postgres))
        },
        Scene("obstacle") { driver in
            driver.world.obstacles[.postgres] = .failed(
                .postgres, "server",
                .refused(
                    "run-as-root", sentence: "PostgreSQL refuses to run as root.", next: "Run it as somebody else."))
            driver.advance(to: .step(.postgres))
        },
        Scene("obstacle-mend") { driver in
            var obstacle = Finding(
                .database, "login", .problem, "PostgreSQL does not run", cause: "postgres-not-running")
            obstacle.fixes = [World.startServer]
            driver.world.obstacles[.database] = obstacle
            driver.reach(.database)
        },
        Scene("came-back") { driver in
            driver.reach(.project)
            driver.send(.cameBack(.project, nil))
        },
    ]

    private static let runs: [Scene] = [
        Scene("running") { $0.migrate(silent: 1) },
        Scene("running-slow") { $0.migrate(silent: 12) },
        Scene("running-stuck") { $0.migrate(silent: 70) },
        Scene("running-waiting") { driver in
            driver.begin(
                .adapter, ["Waiting for cache lock: Could not get lock /var/lib/dpkg/lock-frontend. It is held by apt"])
        },
        Scene("running-stopping") { driver in
            driver.migrate(silent: 1)
            driver.press(.control("c"))
        },
        Scene("running-verifying") { driver in
            driver.migrate(silent: 1)
            driver.send(.event(.actionFinished(.migrate, driver.world.actions(.migrate, .shop)[0], seconds: 2.1)))
        },
        Scene("running-scrolled") { driver in
            driver.migrate(silent: 1)
            driver.send(.event(.lines(.migrate, (1...40).map { "  Applying shop.\($0)_step... OK" })))
            driver.press(.pageUp)
        },
        Scene("running-quit") { driver in
            driver.migrate(silent: 1)
            driver.press(.control("q"))
        },
    ]

    private static let ends: [Scene] = [
        Scene("result") { driver in
            driver.advance(to: .step(.postgres))
            driver.press(.enter)
        },
        Scene("result-searching") { driver in
            driver.advance(to: .step(.postgres))
            driver.press(.enter, .character("/"))
            driver.type("server")
        },
        Scene("result-found") { driver in
            driver.advance(to: .step(.postgres))
            driver.press(.enter, .character("/"))
            driver.type("server")
            driver.press(.enter, .character("n"))
        },
        Scene("result-saved") { driver in
            driver.advance(to: .step(.postgres))
            driver.press(.enter, .character("s"))
        },
        Scene("receipt") { $0.advance(to: .receipt) },
        Scene("receipt-looking") { driver in
            driver.reach(.test)
            driver.typePassword()
            driver.press(.enter)
            driver.isAutomatic = false
            driver.press(.enter)
        },
        Scene("receipt-generated") { driver in
            driver.generated()
            driver.press(.enter)
        },
        Scene("receipt-password") { driver in
            driver.generated()
            driver.press(.enter, .character("p"))
        },
        Scene("receipt-web") { driver in
            driver.reach(.test)
            let start = Action("Start", why: "", .server(.startWeb(World.web)))
            driver.send(.event(.actionFinished(.test, start, seconds: 0)))
            driver.world.done.insert(.test)
            driver.press(.function(5), .enter)
        },
        Scene("receipt-skipped") { driver in
            driver.world.failing[.test] = .timedOut(what: "The web server", seconds: 30)
            driver.reach(.test)
            driver.typePassword()
            driver.press(.enter, .character("3"))
        },
    ]

    private static let failures: [Scene] = [
        Scene("failure") { driver in
            driver.world.failing[.adapter] = .command(
                program: "pip", code: 1,
                output: "ERROR: Could not find a version that satisfies the requirement Django==5.2.*\n"
                    + "ERROR: No matching distribution found")
            driver.advance(to: .step(.adapter))
            driver.press(.enter)
        },
        Scene("failure-mend") { $0.stopServer() },
        Scene("failure-mended") { driver in
            driver.stopServer()
            driver.press(.enter)
        },
        Scene("failure-long") { driver in
            driver.world.failing[.database] = .timedOut(what: "PostgreSQL", seconds: 30)
            var fix = World.startServer
            fix.title =
                "Set aside the lock file /home/learner/shop/.howdah/postgres/data/postmaster.pid, which no server owns"
            driver.world.fixes[.database] = fix
            driver.reach(.database)
            driver.press(.enter)
        },
        Scene("failure-copied") { driver in
            driver.stopServer()
            driver.press(.character("4"))
        },
        Scene("failure-test") { driver in
            driver.world.failing[.test] = .timedOut(what: "The web server", seconds: 30)
            driver.reach(.test)
            driver.typePassword()
            driver.press(.enter, .down, .down)
        },
        Scene("stopped") { driver in
            driver.migrate(silent: 1)
            driver.send(.event(.stepFinished(.migrate, .cancelled)))
            driver.send(.ended(.cancelled))
        },
    ]

    private static let express: [Scene] = [
        Scene("review") { driver in
            driver.world.done = [.postgres]
            driver.press(.character("e"))
        },
        Scene("review-error") { driver in
            driver.press(.character("e"))
            driver.type("long-enough-1")
            driver.press(.tab)
            driver.type("other-enough-2")
            driver.press(.enter)
        },
        Scene("board") { $0.expressRuns() },
        Scene("board-stopping") { driver in
            driver.expressRuns()
            driver.press(.control("c"))
        },
        Scene("board-failed") { driver in
            driver.world.failing[.database] = .command(
                program: "psql", code: 1, output: "ERROR:  permission denied for schema public")
            driver.press(.character("e"))
            driver.typePassword()
            driver.press(.enter)
        },
        Scene("board-mend") { driver in
            driver.world.failing[.database] = .postgres(
                sqlState: "", message: "Connection refused", detail: "", route: World.route.connection)
            driver.world.fixes[.database] = World.startServer
            driver.press(.character("e"))
            driver.typePassword()
            driver.press(.enter)
        },
        Scene("board-stopped") { driver in
            driver.expressRuns()
            driver.send(.event(.stepFinished(.adapter, .cancelled)))
            driver.send(.ended(.cancelled))
        },
    ]

    private static let overlays: [Scene] = [
        Scene("help") { $0.press(.function(1)) },
        Scene("help-words") { $0.press(.character("?")) },
        Scene("themes") { driver in
            driver.reach(.settings)
            driver.press(.control("o"), .down)
        },
        Scene("themes-problem") { driver in
            driver.reach(.settings)
            driver.press(.control("o"), .end)
            driver.send(
                .themed(
                    .failure(
                        Problem(
                            "~/.config/howdah/themes/mine.toml:3: roles.titel: Not known here. Did you mean “title”? Allowed "
                                + "here: text, dim, title, accent, border, header, footer, key, key-label, ok, warning")
                    )))
        },
        Scene("themes-kept") { driver in
            driver.reach(.settings)
            driver.press(.control("o"), .down, .enter)
        },
    ]
}

extension Driver {
    /// Nothing is known yet, and it takes a while.
    mutating func restart() {
        isAutomatic = false
        wizard = Wizard(answers: wizard.answers, size: wizard.size, context: wizard.context)
        pending = wizard.begin()
        wizard.now += 1
        send(.tick)
    }

    /// A step whose predecessors are done.
    mutating func reach(_ id: StepID) {
        world.done = Set(StepID.allCases.filter { $0 < id })
        press(.function(5))
        advance(to: .step(id))
    }

    /// The first action of a step runs, and has said this.
    mutating func begin(_ id: StepID, _ lines: [String]) {
        reach(id)
        isAutomatic = false
        press(.enter)
        let action = world.actions(id, wizard.answers)[0]
        for event: Event in [.stepBegan(id), .planned(id, [action]), .actionBegan(id, action), .lines(id, lines)] {
            send(.event(event))
        }
    }

    mutating func migrate(silent seconds: Double) {
        begin(.migrate, ["Operations to perform:", "  Applying auth.0001_initial... OK"])
        send(.event(.progress(.migrate, done: 7, total: 18)))
        wizard.now += seconds
        send(.tick)
    }

    /// All done by Express, with a password that Howdah made.
    mutating func generated() {
        press(.character("e"), .backTab, .character(" "))
    }

    mutating func stopServer() {
        world.failing[.database] = .postgres(
            sqlState: "", message: "connection to server at \"127.0.0.1\", port 5433 failed: Connection refused",
            detail: "", route: World.route.connection)
        world.fixes[.database] = World.startServer
        reach(.database)
        press(.enter)
    }

    mutating func expressRuns() {
        press(.character("e"))
        typePassword()
        isAutomatic = false
        press(.enter)
        pending = []
        for event in world.run(.postgres, wizard.answers) { send(.event(event)) }
        let action = world.actions(.adapter, wizard.answers)[0]
        for event: Event in [
            .stepBegan(.adapter), .planned(.adapter, [action]), .actionBegan(.adapter, action),
            .lines(.adapter, ["Collecting Django==5.2.*"]), .stepBegan(.database),
        ] { send(.event(event)) }
        wizard.now += 3
        send(.tick)
    }
}
