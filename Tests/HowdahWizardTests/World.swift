import HowdahText

@testable import HowdahSetup
@testable import HowdahWizard

/// A world on paper: what each step finds and would do, always the same.
struct World {
    /// What programs and findings say is in wide and combining characters.
    var isWide = false
    /// The steps that are done.
    var done: Set<StepID> = []
    /// The steps that fail when they run, with this.
    var failing: [StepID: Failure] = [:]
    /// What Howdah can do about the failure of a step.
    var fixes: [StepID: Fix] = [:]
    /// Findings that stand in the way, instead of the usual ones.
    var obstacles: [StepID: Finding] = [:]

    static let cluster = PrivateCluster(
        dataDirectory: "/home/learner/shop/.howdah/postgres/data", socketDirectory: "/tmp/howdah-1000/1", port: 5433,
        binaries: "/usr/lib/postgresql/15/bin", logFile: "/home/learner/shop/.howdah/log/postgresql.log")
    static let route = Route.direct(
        Connection(host: "/tmp/howdah-1000/1", port: 5433, user: "learner", database: "postgres"))
    static let web = WebServer(
        python: "/home/learner/shop/.venv/bin/python", directory: "/home/learner/shop", port: 8001,
        settingsModule: "shop.settings", stateDirectory: "/home/learner/shop/.howdah")

    func preview(_ id: StepID, _ answers: Answers) -> Preview {
        let isDone = done.contains(id)
        let findings =
            obstacles[id].map { [$0] } ?? [
                Finding(
                    id, "first", isDone ? .ok : .missing,
                    isWide
                        ? "漢字 かな e\u{301} 👩‍💻 \(id.rawValue)"
                        : isDone ? Self.found[id.rawValue - 1] : Self.missing[id.rawValue - 1],
                    evidence: id == .postgres ? .server(choice) : .none)
            ]
        return Preview(
            findings: findings, plan: .success(isDone || obstacles[id] != nil ? [] : actions(id, answers)),
            folder: "~/\(isWide ? "プロジェクト/" : "")\(answers.project.name)")
    }

    private static let missing = [
        "This project has no server yet; PostgreSQL 15 is installed",
        "No virtual environment yet (~/shop/.venv)", "No Django project yet (in ~/shop)",
        "There is no role shop yet", "Django still uses SQLite", "18 migrations are to be run",
        "No login has been tried yet",
    ]
    private static let found = [
        "This project's PostgreSQL 15 runs (port 5433)", "Django 5.2.8 and psycopg2-binary 2.9.11 are there",
        "The project shop is there", "The role shop owns the database shop", "Django uses the database shop",
        "All 18 migrations are applied", "The superuser admin is there",
    ]

    private var choice: ServerChoice {
        ServerChoice(
            server: Server(kind: .private(Self.cluster), host: "localhost", port: 5433, major: 15, admin: Self.route),
            state: done.contains(.postgres) ? .running : .notMade)
    }

    func actions(_ id: StepID, _ answers: Answers) -> [Action] {
        let (name, role) = (answers.databaseName, answers.databaseUser)
        switch id {
        case .postgres:
            return [
                Action(
                    "Make a private server",
                    why: "Its data lies in the project's .howdah folder; passwords are stored as SCRAM.",
                    .server(.initialise(Self.cluster))),
                Action(
                    "Start the private server", why: "It listens on port 5433 of this computer only.",
                    .server(.start(Self.cluster))),
            ]
        case .adapter:
            return [
                Action(
                    "Install Django, \(answers.python.adapter.rawValue)",
                    why: "Into the project's own virtual environment.",
                    .command(
                        Command(
                            "/usr/bin/python3",
                            ["-m", "pip", "install", "Django==5.2.*", answers.python.adapter.rawValue])))
            ]
        case .project:
            return [
                Action(
                    "Create the Django project \(answers.project.name)",
                    why: "Django itself writes manage.py and the package with the settings.",
                    .command(Command("python", ["-m", "django", "startproject", answers.project.name])))
            ]
        case .database:
            return [
                Action(
                    "Create the role \(role)", why: "The user that Django logs in as; the password is made up.",
                    .sql(
                        Statement(
                            [
                                "CREATE ROLE \(identifier: role) LOGIN",
                                "ALTER ROLE \(identifier: role) PASSWORD \(verifier: .databasePassword)",
                            ],
                            route: Self.route))),
                Action(
                    "Create the database \(name)", why: "The role owns it, so that migrate may make tables in it.",
                    .sql(
                        Statement(["CREATE DATABASE \(identifier: name) OWNER \(identifier: role)"], route: Self.route))
                ),
            ]
        case .settings:
            let wanted = WantedDatabase(
                name: name, user: role, host: "localhost", port: "5433", password: .databasePassword)
            return [
                Action(
                    "Change DATABASES in settings.py",
                    why: "Only these lines; the old file is kept in .howdah/backups.",
                    .edit(
                        FileEdit(
                            path: "/home/learner/shop/shop/settings.py", digest: "0", wanted: wanted,
                            diff:
                                "@@ -76,8 +76,9 @@\n DATABASES = {\n-        'ENGINE': 'django.db.backends.sqlite3',\n"
                                + "+        'ENGINE': 'django.db.backends.postgresql',\n+        'PASSWORD': '••••••',\n }"
                        )))
            ]
        case .migrate:
            return [
                Action(
                    "Run 18 migrations", why: "Each makes or changes tables in PostgreSQL.",
                    .command(Command("python", ["manage.py", "migrate"], progress: .migrations, progressTotal: 18)))
            ]
        case .test:
            return [
                Action(
                    "Start Django's web server", why: "For this computer only, to try the login.",
                    .server(.startWeb(Self.web))),
                Action(
                    "Create the superuser \(answers.superuser.username)", why: "Your own login to the admin pages.",
                    .superuser(
                        SuperuserRequest(
                            python: "python", directory: "/home/learner/shop", settingsModule: "shop.settings",
                            fields: ["username": answers.superuser.username]))),
                Action(
                    "Stop the web server", why: "The test is over; runserver starts it again.",
                    .server(.stopWeb(Self.web))),
            ]
        }
    }

    /// What a step reports when it runs to its end.
    mutating func run(_ id: StepID, _ answers: Answers) -> [Event] {
        let actions = actions(id, answers)
        var events: [Event] = [.stepBegan(id), .inspected(id, preview(id, answers).findings)]
        if done.contains(id) { return events + [.stepFinished(id, .alreadyDone)] }
        events.append(.planned(id, actions))
        for action in actions {
            let says = isWide ? ["漢字漢字漢字 \(String(repeating: "かな", count: 60))"] : Self.output(of: action)
            events += [.actionBegan(id, action), .lines(id, failing[id] == nil ? says : [])]
            if let failure = failing[id] {
                var diagnosis = Diagnosis(of: failure)
                if let fix = fixes[id] { diagnosis.fixes.insert(fix, at: 0) }
                return events + [.diagnosed(id, diagnosis), .stepFinished(id, .failed)]
            }
            events.append(.actionFinished(id, action, seconds: 1.5))
        }
        done.insert(id)
        return events + [.inspected(id, preview(id, answers).findings), .stepFinished(id, .done)]
    }

    /// What the programs say, in short.
    static func output(of action: Action) -> [String] {
        switch action.title {
        case "Make a private server":
            [
                "creating subdirectories ... ok", "selecting default time zone ... Etc/UTC",
                "syncing data to disk ... ok",
            ]
        case "Start the private server": ["waiting for server to start.... done", "server started"]
        case let title where title.hasPrefix("Install Django"):
            [
                "Collecting Django==5.2.*", "Collecting psycopg2-binary", "Installing collected packages: Django",
                "Successfully installed Django-5.2.8 psycopg2-binary-2.9.11",
            ]
        case let title where title.hasSuffix("migrations"):
            ["Operations to perform:", "  Apply all migrations: admin, auth", "  Applying auth.0001_initial... OK"]
        case "Start Django's web server": ["Starting development server at http://127.0.0.1:8001/"]
        default: ["\(action.title): done"]
        }
    }

    /// A fix that helps, and then the step.
    mutating func mend(_ fix: Fix, _ id: StepID, _ answers: Answers) -> [Event] {
        failing[id] = nil
        obstacles[id] = nil
        let mending = fix.actions.flatMap { action -> [Event] in
            [.actionBegan(id, action), .lines(id, ["mended"]), .actionFinished(id, action, seconds: 0.5)]
        }
        return [.stepBegan(id), .planned(id, fix.actions)] + mending + run(id, answers).dropFirst()
    }

    /// What the doctor would offer for a server that does not run.
    static let startServer = Fix(
        id: "postgres-not-running-start",
        [
            Action(
                "Start the private server", why: "It listens on port 5433 of this computer only.",
                .server(.start(cluster)))
        ], automatic: true)

    func receipt(_ outcomes: [StepID: Outcome]) -> Receipt {
        let ok = StepID.allCases.allSatisfy { outcomes[$0]?.isGood == true }
        return Receipt(
            ok: ok, adminURL: ok ? "http://127.0.0.1:8000/admin/" : nil,
            login: outcomes[.test] == .done ? .verified : .notChecked,
            serverVersion: "15.18", database: "shop", user: "shop", tables: 10, django: "5.2.8",
            adapter: "psycopg2-binary 2.9.11", seconds: 21.4,
            notes: ok ? "~/shop/.howdah/setup-notes.md" : nil)
    }
}
