extension Words {
    public enum Answers {
        public static let passwordSource = "Expected generate, ask, env:NAME or file:PATH."
        public static let reference =
            "Expected env:NAME or file:PATH: the URL holds a password and does not belong here."
        public static let portRange = "Expected a port from 1 to 65535."
        public static let empty = "This must not be empty."
        public static let controlCharacters = "Control characters are not possible here."
        public static let requirement = "Expected a version such as 5.2 or 5.2.*, or a range such as >=5,<6."
        public static let urlNeeded = "The mode “url” needs a URL: url = \"env:DATABASE_URL\"."
        public static func urlReference(_ key: String) -> String { "\(key) must be env:NAME or file:PATH." }
        public static let urlReferenceNext = "For example: url = \"env:DATABASE_URL\""
        public static func badURL(_ key: String) -> String { "\(key) is no URL that PostgreSQL understands." }
        public static let badURLNext =
            "It looks like postgres://user:password@host:5432/name; special characters percent-encoded (@ is %40)."
        public static func emptyVariable(_ key: String, _ name: String) -> String {
            "\(key) is to come from the variable \(name), which is not set."
        }
        public static func emptyVariableNext(_ name: String) -> String { "Set it first: export \(name)=…" }
        public static func unreadableFile(_ key: String, _ path: String) -> String {
            "\(key) is to come from the file \(path), which cannot be read."
        }
        public static func emptyFile(_ key: String, _ path: String) -> String {
            "\(key) is to come from the file \(path), which is empty."
        }
        public static func notUTF8(_ key: String, _ path: String) -> String {
            "\(key): the file \(path) is not UTF-8 text."
        }
        public static func controlInSecret(_ key: String) -> String {
            "\(key) holds a control character or more than one line."
        }
        public static let plainTextNext = "Write it anew as one line of plain text."
        public static let unreadableFileNext =
            "Write the password into that file, and make it readable for you only (chmod 600)."
        public static func missing(_ key: String) -> String { "The answer \(key) is missing: nobody is here to ask." }
        public static func missingPasswordNext(_ key: String) -> String {
            "Set \(key) to generate, env:NAME or file:PATH."
        }
    }

    /// One line of help for each key of the answers file.
    public enum AnswersHelp {
        public static let header =
            "# Answers for Howdah. Every key is optional; a secret is only named here, never written."
        public static let projectName = "Django's project package"
        public static let projectPath = "empty: this folder if it holds manage.py, else one named after the project"
        public static let interpreter = "which Python"
        public static let installer = "auto (uv when it is there, else pip) | pip | uv"
        public static let adapter = "psycopg2-binary | psycopg2 | psycopg (version 3, binary)"
        public static let django = "a version such as 5.2.*; empty: the newest that fits"
        public static let wheelhouse = "a folder of wheels: nothing is downloaded"
        public static let mode = "auto | system | private | url"
        public static let host = "what settings.py will say"
        public static let postgresPort = "private: the first free port from here"
        public static let url = "mode url: the application's URL, as env:NAME or file:PATH"
        public static let adminURL = "mode url: an administrator's, to create role and database"
        public static let installPackages = "consent to run the system's package manager"
        public static let databaseName = "empty: the project's name"
        public static let databaseUser = "empty: the project's name"
        public static let databasePassword = "generate | ask | env:NAME | file:PATH"
        public static let existing = "a role or database that Howdah did not make: refuse | adopt"
        public static let style = "literal | url | passfile"
        public static let username = ""
        public static let email = ""
        public static let superuserPassword = "ask | generate | env:NAME | file:PATH"
        public static let fields = "what a custom user model requires besides"
        public static let serverPort = "of Django's development server, or the next free one"
        public static let keepRunning = "leave it running at the end"
    }

    public enum Files {
        public static let secretsHeader =
            "# Passwords that Howdah made for this project. Only you can read this file; keep it out of git.\n"
        public static let inUse = "Another Howdah is at work on this project."
        public static func holder(_ process: Int32, _ command: String, _ since: String) -> String {
            process == 0
                ? inUse : "Another Howdah is at work on this project: \(command), process \(process), since \(since)."
        }
        public static let inUseNext =
            "Wait until it has ended, or end it, then try again. Looking is possible meanwhile: doctor, status, --dry-run."
        public static func lookOnly(_ holder: String) -> String {
            "\(holder) You can look here, but not change anything."
        }
        public static func databaseInUse(_ name: String, _ who: String, _ since: String) -> String {
            "Another Howdah works on the database \(name): \(who), since \(since)."
        }
        public static func readOnly(_ path: String) -> String { "\(path) is read-only; nothing was changed." }
        public static func readOnlyFolder(_ path: String) -> String {
            "The folder \(path) is read-only, so no file in it can be replaced; nothing was changed."
        }
        public static let readOnlyNext = "Make it writable for you first (chmod u+w), if that is meant."
        public static func hardLinks(_ path: String, _ count: Int) -> String {
            "\(path) is one file with \(count) names (hard links): the others would keep the old text."
        }
        public static func otherOwner(_ path: String, _ owner: String) -> String {
            "\(path) belongs to another user (\(owner))."
        }
        public static func openFolder(_ path: String) -> String {
            "Everybody on this computer may change what lies in \(path)."
        }
        public static let concernsNext = "Nothing was changed. If it is meant all the same, add --yes."
        public static func secretKept(_ path: String) -> String { "Kept in \(path)" }
        public static func secretsUnreadable(_ problem: String) -> String {
            "The kept passwords cannot be read: \(problem)"
        }
        public static let secretsUnreadableNext = "Correct the file, or move it away; nothing was changed."
    }

    public enum Failures {
        public static func ended(_ program: String, _ code: Int32) -> String { "\(program) ended with code \(code)." }
        public static func notStarted(_ program: String, _ reason: String) -> String {
            "\(program) could not be started: \(reason)."
        }
        public static func timedOut(_ what: String, _ seconds: Int) -> String {
            "\(what) gave no answer within \(seconds) seconds (timeout expired)."
        }
        public static func file(_ path: String, _ operation: String, _ reason: String) -> String {
            "Cannot \(operation) \(path): \(reason)."
        }
        public static let cancelled = "Cancelled."
        public static func stillMissing(_ what: String) -> String {
            "Everything ran without an error, but afterwards it still stands so: \(what)."
        }
    }
}

extension Words {
    /// What an action will do where no command says it.
    public enum Previews {
        public static func secret(_ name: String) -> String { "\(name) = \(Secret.mask)   (26 random characters)" }
        public static func login(_ url: String, _ user: String) -> String {
            "POST \(url)login/   username=\(user) password=\(Secret.mask)"
        }
        public static let stopWeb = "Ctrl-C in the server's terminal"
    }
}
