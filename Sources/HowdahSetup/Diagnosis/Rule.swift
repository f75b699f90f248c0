/// One cause and how its evidence looks in words. SQLSTATE and errno are asked first: `Diagnosis+Failure`.
struct Rule: Sendable {
    /// What counts when several rules find something in one text.
    enum Weight: Int, Sendable, Comparable {
        /// The server's log says it itself (DETAIL); nothing is closer to the truth.
        case proof
        /// Words that mean this and nothing else.
        case root
        /// Mostly the consequence of something else, which counts if it is in the text too.
        case symptom
        /// Only where nothing better was said: warnings, and what many programs print.
        case hint

        static func < (a: Weight, b: Weight) -> Bool { a.rawValue < b.rawValue }
    }

    var cause: Cause
    var errnos: Set<Int32> = []
    var clues: [Clue] = []

    /// - Parameters:
    ///   - proof: clues of that weight, one a line, as ``Clue`` reads them; likewise the others.
    init(
        _ cause: Cause, errnos: Set<Int32> = [], proof: String = "", root: String = "",
        symptom: String = "", hint: String = ""
    ) {
        self.cause = cause
        self.errnos = errnos
        for (text, weight) in [(proof, Weight.proof), (root, .root), (symptom, .symptom), (hint, .hint)] {
            clues += text.split(separator: "\n").map { Clue($0, weight) }
        }
        clues += Self.sqlStates(of: cause)
        clues += Self.exceptions(of: cause).map { Clue($0, .hint) }
    }

    /// From the particular to the general: of two clues of one weight on one line the first rule's counts.
    static let all =
        login + connection + installing + server + access + objects + python + django + fixtures
}

/// What a line must hold to point at a cause.
///
/// Written as `role "…" does not exist ! member + django`: the pieces between `…` in this order on one line, in lower
/// case with plain quotes; after each `!` what that line must not hold; after each `+` a ``Topic`` that must occur
/// somewhere in the text, after each `~` one that must not; after `@` what the path of the last `File "…"` must hold.
struct Clue: Sendable {
    var pieces: [[UInt8]]
    var without: [[UInt8]] = []
    var needs: [Topic] = []
    var excludes: [Topic] = []
    var file: [UInt8]?
    var weight: Rule.Weight

    init(_ line: some StringProtocol, _ weight: Rule.Weight) {
        self.weight = weight
        var words = String(line).split { $0 == " " }.map(String.init)
        var options: [(String, [String])] = []
        // Options stand at the end; a sign that belongs to a message is never followed by a blank.
        while let index = words.lastIndex(where: { ["!", "+", "~", "@"].contains($0) }) {
            options.append((words[index], Array(words[(index + 1)...])))
            words.removeSubrange(index...)
        }
        pieces = words.joined(separator: " ").split(separator: Character("…")).map { Self.plain($0) }
        for (sign, rest) in options {
            let text = rest.joined(separator: " ")
            switch sign {
            case "!": without.append(Self.plain(text))
            case "+": needs.append(Topic(rawValue: text) ?? Self.unknown(text))
            case "~": excludes.append(Topic(rawValue: text) ?? Self.unknown(text))
            default: file = Self.plain(text)
            }
        }
    }

    /// As lines are read.
    private static func plain(_ text: some StringProtocol) -> [UInt8] { LogLine.normalised(Array(text.utf8)[...]) }

    private static func unknown(_ name: String) -> Topic { preconditionFailure("no topic \(name)") }

    /// The piece that is searched for first: the longest is the rarest.
    var anchor: [UInt8] { pieces.max { $0.count < $1.count } ?? [] }

    /// Whether a line holds what speaks against the cause, with or without quotes.
    func excludes(_ line: [UInt8]) -> Bool {
        without.contains { piece in
            LogLine.find(piece, in: line) != nil || LogLine.find(piece.filter { $0 != 0x22 }, in: line) != nil
        }
    }
}

/// What a text is about, found anywhere in it.
enum Topic: String, CaseIterable, Sendable {
    case postgres, psycopg, django, pip, pypi, runserver, createsuperuser, connecting, dumping, loading, brew, gis, venv
    /// What knows of tables and columns from the program, and mostly has migrations.
    case orm
    /// A server that runs, by the text's own words.
    case running
    /// Another port than the usual one, by the text's own words.
    case otherPort = "other-port"
    /// A server that is none of ours.
    case otherServer = "other-server"
    /// A computer on the web, or another part of the application, that was not reached.
    case otherHost = "other-host"
    /// A traceback through Django's import of the settings.
    case settingsImport = "settings-import"
    case fromExc = "from-exc"

    /// Lower-case tokens, each of four bytes or more.
    var tokens: [String] {
        switch self {
        case .postgres:
            [
                "postgres", "psql", "pg_ctl", "pg_hba", "pg_config", "pg_dump", "pg_restore", "pg_stat", "pg_wal",
                "5432", "libpq", "sqlstate", "pg::", "asyncpg", "pgsql", "node_modules/pg",
                "initdb", "pg_createcluster", "pg_upgrade", "createdb", "createuser", "pgadmin", "pgdata", "postgis",
                "psycopg2.operationalerror", "psycopg.operationalerror", "psycopg2.errors", "psycopg.errors",
                "psycopg2.programmingerror", "psycopg2.internalerror", "psycopg2.databaseerror",
                "psycopg2.interfaceerror", "psycopg2.integrityerror", "postgrex", "jackc/pg", "lib/pq", "pq: ",
            ]
        case .psycopg: ["psycopg"]
        // The last are the headings of Django's debug page.
        case .django:
            [
                "django", "manage.py", "settings.py", "programmingerror at /", "operationalerror at /",
                "\"auth_user\".\"id\"",
            ]
        case .orm:
            [
                "sqlalchemy", "alembic", "peewee", "activerecord", "sequelize", "typeorm", "prisma", "eloquent",
                "db upgrade", "db:migrate", "migrat",
            ]
        case .pip: ["pip install", "pip3 install", "pypi", "pip._", "pip/_", "/simple/", "pythonhosted", "-m pip"]
        // An index of packages that was asked, not only a command that would ask one.
        case .pypi:
            ["/simple/", "': /packages/", "pypi", "pythonhosted", "pip._vendor", "pip/_vendor", "pip\\_vendor"]
        case .runserver:
            ["runserver", "starting development server", "listening on tcp", "gunicorn", "uvicorn", "daphne"]
        case .createsuperuser:
            ["createsuperuser", "create_superuser", "create superuser", "create a superuser", "creating superuser"]
        case .connecting:
            [
                "psycopg2.connect", "_connect(dsn", "get_new_connection", "ensure_connection", "psycopg2\\__init__.py",
                "psycopg2/connection.py", "psycopg2\\connection.py", "asyncpg/connect_utils.py",
            ]
        case .dumping: ["dumpdata"]
        case .loading:
            [
                "loaddata", "installing fixture", "load fixture", "json fixtures", "deserialization",
                "core/serializers", "core\\serializers",
            ]
        case .brew: ["brew services", "homebrew", "/opt/homebrew"]
        case .gis: ["contrib/gis", "contrib\\gis", "contrib.gis", "gis/gdal", "gis\\gdal", "gis/geos", "gis\\geos"]
        case .venv: ["venv\\scripts", "env\\scripts", "scripts\\activate", "bin/activate"]
        case .running:
            [
                "active (running)", "ready to accept connections", "listening on unix socket", "online postgres",
                " - accepting connections", "server is running",
            ]
        case .otherPort: ["5433 online", "5434 online", "port = 5433", "port = 5434"]
        case .otherServer:
            [
                "kombu", "amqp", "celery", "redis", "rabbitmq", "mongo", "mysql", "elasticsearch", "memcache", "pyodbc",
                "sqlstate[hy000]",
            ]
        case .otherHost:
            [
                "httpconnectionpool", "httpsconnectionpool", "smtplib", "npmjs", "npm err", "docker.io", "github.com",
                "upstream",
                "readiness probe", "liveness probe", "deb.debian.org", "ubuntu.com/ubuntu",
            ]
        case .settingsImport: ["import_module(self.settings_module)"]
        case .fromExc: [") from exc"]
        }
    }
}
