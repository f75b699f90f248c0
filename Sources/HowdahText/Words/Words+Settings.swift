extension Words {
    /// Step 5, and `howdah settings`.
    public enum Settings {
        public static let noProject = "settings.py is not there yet"
        public static let noFile = "The settings file that manage.py names is not there"
        public static func effective(_ name: String, _ user: String, _ host: String, _ port: String) -> String {
            "Django uses PostgreSQL: \(name) as \(user) at \(host):\(port)"
        }
        public static func reads(_ engine: String, _ name: String) -> String { "Django uses \(engine) (\(name))" }
        public static let elsewhereNext =
            "This project uses PostgreSQL already, and Howdah did not set that up. To let Howdah point it to its own database, set database.existing = \"adopt\"; to keep it, leave everything as it is."
        public static func dataStays(_ path: String) -> String {
            "\(path) holds data; it stays there and is not moved (dumpdata and loaddata move it)"
        }
        public static func toEdit(_ path: String) -> String { "\(path) does not use this database yet" }
        public static let notChecked = "What Django reads could not be checked yet"
        public static func overridden(_ path: String) -> String {
            "\(path) says the right thing, but Django reads something else: another file or a variable overrides it"
        }
        public static func paste(_ block: String) -> String {
            "Howdah does not change this file. Put this in its place yourself (the password is in .howdah/secrets.toml):\n\n\(block)"
        }
        public static let pasteNext = "Paste the block yourself, then try again."
        public static func notEditable(_ path: String) -> String { "\(path) cannot be changed with certainty." }
        public static func changedMeanwhile(_ path: String) -> String {
            "\(path) was changed by somebody else since the preview; nothing was written."
        }
        public static let changedMeanwhileNext = "Look at it, then run this step again."
        public static func edit(_ path: String) -> String { "Change DATABASES in \(path)" }
        public static func editWhy(_ style: String) -> String {
            switch style {
            case "url":
                "The address comes from .env; only these lines change, and the old file is kept in .howdah/backups."
            case "passfile": "No password in it; only these lines change, and the old file is kept in .howdah/backups."
            default: "Only these lines; the old file is kept in .howdah/backups."
            }
        }
        /// What the style url makes of a new project's file; the editor knows better where there is a file.
        public static let urlBlock = [
            "import dj_database_url", "from dotenv import load_dotenv", "load_dotenv(BASE_DIR / '.env')",
            "DATABASES = {'default': dj_database_url.config(conn_max_age=600)}",
        ]
        public static func otherSource(_ source: String) -> String {
            "Django uses this database, but its password stands elsewhere than chosen: \(source)"
        }

        // What lies beside settings.py in the styles url and passfile.
        public static func packagesMissing(_ names: [String]) -> String {
            "Not installed in .venv yet: \(names.joined(separator: " and "))"
        }
        public static func packages(_ names: [String]) -> String { "\(names.joined(separator: " and ")) installed" }
        public static let packagesWhy = "They let settings.py take the database's address from .env."
        public static func secretFileMissing(_ path: String) -> String {
            "\(path) does not say how to reach this database yet"
        }
        public static func secretFile(_ path: String) -> String { "\(path) holds the password; only you can read it" }
        public static func writeLine(_ path: String) -> String { "Write the password into \(path)" }
        public static let environmentWhy =
            "settings.py reads DATABASE_URL from there. Only you can read the file; its other lines stay."
        public static let passfileWhy = "PostgreSQL's client reads the password there. Only you can read the file."
        public static func notIgnored(_ name: String) -> String { "git would take \(name), which holds the password" }
        public static func ignored(_ name: String) -> String { "git leaves \(name) out" }
        public static func stillTaken(_ name: String) -> String {
            "\(name) holds the password, and git would take it although .gitignore names it. What decides: "
                + "git check-ignore -v \(name)"
        }
        public static func ignore(_ name: String) -> String { "Keep \(name) out of git" }
        public static let ignoreWhy = "What is committed once can be read by everybody who ever gets the repository."
        public static func committed(_ name: String, _ role: String) -> String {
            "\(name) holds the password and is in git already. Take it out (git rm --cached \(name)), commit, and give "
                + "\(role) a new password: whoever has the repository has the old one"
        }
        public static func remembered(_ role: String) -> String {
            "The password of \(role) is in this repository's history. Give \(role) a new one: what was committed once "
                + "stays there"
        }
        public static let literalInGit =
            "This folder is in git, and settings.py would hold the password: a passfile or .env keeps it out of there"
        public static let keptOutOfGit = "This folder is in git, and the password stays out of it"
        public static func shellDecides(_ name: String) -> String {
            "Your shell has a \(name) of its own, which wins over .env: unset \(name)"
        }
        public static func backup(_ path: String) -> String { "The old file is kept: \(path)" }

        public static let backupInGit =
            "This folder is in git: the old file may hold secrets and must not be committed."

        /// - Parameter source: as the helper names where a password comes from.
        public static func source(_ source: String, _ detail: String) -> String {
            switch source {
            case "settings": "in the settings"
            case "environment": "from the variable \(detail)"
            case "passfile": "from \(detail)"
            case "service": "from a service file"
            default: "none"
            }
        }
        public static func reading(
            _ engine: String, _ name: String, _ user: String, _ host: String, _ port: String, _ password: String
        ) -> String {
            "\(engine), database \(name), user \(user), at \(host):\(port); password: \(password)"
        }
        public static let nothing = "no database at all"
        public static func djangoReads(_ what: String) -> String { "Django reads: \(what)" }
        public static func noLogin(_ why: String) -> String {
            "The settings are as they should be, but the server did not let Django in: \(why)"
        }
        public static func putBack(_ reads: String) -> String {
            "The file was changed, but Django still read something else (\(reads)), so the old file was put back."
        }
        public static func notPutBack(_ path: String, _ backup: String) -> String {
            "Django could not use this change, but somebody changed \(path) meanwhile: it was left as it is, and the file from before is \(backup)."
        }
        public static func isPutBack(_ path: String) -> String { "\(path) is put back as it was" }
        public static let putBackNext = "Change what decides, or take it out, then try again."
        public static func otherModule(_ module: String, _ path: String) -> String {
            "manage.py uses another settings module: \(module) (\(path))."
        }
        public static func overriddenBy(_ module: String, _ line: Int) -> String {
            "\(module), imported in line \(line), sets DATABASES again."
        }
        public static func fromVariable(_ name: String) -> String {
            "The variable \(name), from the environment or a .env file, decides."
        }
        public static let unclear = "Something that runs later overrides it: another file, later lines or a variable."

        public static func danglingLink(_ path: String) -> String { "\(path) is a link to a file that is not there." }
        public static func notFound(_ path: String) -> String { "There is no file \(path)." }
        public static func unreadable(_ path: String, _ reason: String) -> String {
            "\(path) cannot be read: \(reason)."
        }
        public static func isFolder(_ path: String) -> String {
            "\(path) is a folder; a settings file is wanted, such as myproject/settings.py."
        }
        public static func noRegularFile(_ path: String) -> String { "\(path) is no regular file." }
        public static func noFileToWrite(_ path: String) -> String {
            "\(path) is no regular file, and not a link to one: a line cannot be written into it."
        }
        public static let noFileToWriteNext = "Move it away, then try again."
        public static func isEmpty(_ path: String) -> String { "\(path) is empty: there is nothing to change." }
        public static func tooLarge(_ path: String) -> String {
            "\(path) is larger than a megabyte: that is no settings file."
        }
    }

    /// The command `howdah settings`.
    public enum SettingsCommand {
        public static let abstract =
            "Step 5 alone, on any settings file: shows the change that puts it on PostgreSQL, and makes it with --write."
        public static let file = "The settings file, such as myproject/settings.py."
        public static let name = "The database's name."
        public static let user = "The role that Django logs in as."
        public static let password = "Where the password is: env:NAME or file:PATH."
        public static let host = "The server's host, or its socket's folder."
        public static let port = "The server's port."
        public static let style = "literal (in the file), url (DATABASE_URL in .env) or passfile (a file for libpq)."
        public static let passfile = "The file for the style passfile; else .howdah/passfile in the project."
        public static let write = "Make the change, keep the old file, and write nothing else."
        public static let verify = "Import the file with the project's Python, and see what Django would read."
        public static let json = "One JSON object: outcome, reason, line, diff."
        public static let yes = "Write also where the file has other names, or belongs to somebody else."

        public static func badStyle(_ style: String) -> String { "There is no style “\(style)”." }
        public static let styles = "Choose literal, url or passfile."
        public static func bad(_ option: String, _ problem: String) -> String { "\(option): \(problem)" }
        public static let noPassword = "The style literal writes the password into the file, and none was given."
        public static let noPasswordNext =
            "Add --password env:NAME or --password file:PATH, or choose --style passfile."
        public static let passwordNext =
            "A password does not belong on a command line: --password env:NAME or file:PATH."

        public static func link(_ named: String, _ path: String) -> String {
            "\(named) is a link; the file that is changed is \(path)."
        }
        public static func unchanged(_ path: String) -> String {
            "\(path) says this already; nothing is to be changed."
        }
        public static let notWritten = "Nothing was written. --write makes this change."
        public static func willKeep(_ path: String) -> String { "The old file would be kept: \(path)" }
        public static func written(_ path: String) -> String { "Changed: \(path)" }
        public static func refused(_ path: String) -> String { "\(path) was not changed." }
        public static let paste = "To do it yourself, put this in its place:"
        public static func elsewhere(_ file: String, _ line: Int) -> String {
            "DATABASES stands in \(file), line \(line); this file gets an override of it."
        }
        public static func overridden(_ module: String, _ line: Int) -> String {
            "Line \(line) imports from \(module), which may set DATABASES again. --verify tells."
        }
        public static func needs(_ packages: [String]) -> String {
            "The file imports \(packages.joined(separator: " and ")): pip install \(packages.joined(separator: " "))"
        }
        public static func environmentLine(_ path: String, _ line: String) -> String {
            "\(path) has to hold this line (mode 600, not in git; every part percent-encoded):\n    \(line)"
        }
        public static func passfileLine(_ path: String, _ line: String) -> String {
            "\(path) has to hold this line (mode 600, not in git; : and \\ written as \\: and \\\\):\n    \(line)"
        }
        public static func verified(_ what: String) -> String { "Imported: \(what)" }
        public static func notEffective(_ reads: String) -> String {
            "The file was imported, and Django would read something else: \(reads)."
        }
        public static func notImported(_ why: String) -> String { "The file could not be imported: \(why)" }
    }

    /// Running what a project brings along.
    public enum Trust {
        public static func question(_ folder: String) -> String {
            "The project in \(folder) has code of its own, and nobody has agreed yet to run it"
        }
        public static func explanation(_ folder: String) -> String {
            "To see what Django reads, Howdah has to run manage.py, the settings and the environment of \(folder), as manage.py check does; and the programs that a .howdah in it names. Do that only if you know where the project comes from. You are asked once for this folder."
        }
        public static func agree(_ folder: String) -> String { "Run the project's own code in \(folder)" }
        public static let agreeWhy =
            "Kept in your own state folder, not in the project, so no repository can bring it along."
        public static func preview(_ folder: String) -> String {
            "run manage.py and the settings of \(folder) from now on"
        }
        public static let runsCode = "Howdah runs the project's own code."
        public static let nameIt =
            "Nothing was run. If you know what lies there, name its folder as above, or add --yes."
        public static let addYes = "Nothing was run. If you know what lies there, add --yes."
    }
}
