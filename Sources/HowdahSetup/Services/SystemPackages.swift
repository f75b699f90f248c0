import HowdahText

/// What only the system's own tools do: installing PostgreSQL for everybody, starting its cluster.
enum SystemPackages {
    /// The command of the package manager that is here; run only on consent.
    static func installation(_ services: Services) throws(Failure) -> Action {
        let managers: [(String, [String])] = [
            // Waits for an installation that is going on (seconds) instead of failing beside it.
            ("apt-get", ["-o", "DPkg::Lock::Timeout=300", "install", "-y", "postgresql"]),
            ("dnf", ["install", "-y", "postgresql-server"]),
            ("pacman", ["-S", "--noconfirm", "postgresql"]),
            ("zypper", ["--non-interactive", "install", "postgresql-server"]),
        ]
        if let brew = services.find("brew") {
            return Action(
                Words.Postgres.installPackage("brew"), why: Words.Postgres.installPackageWhy,
                .command(Command(brew, ["install", "postgresql"], progress: .installer)),
                inverse: .leave(Words.Undo.packagesStay))
        }
        for (manager, words) in managers where services.find(manager) != nil {
            var command = asRoot([manager] + words, services)
            command.environment = ["DEBIAN_FRONTEND": "noninteractive"]
            command.progress = .installer
            return Action(
                Words.Postgres.installPackage(manager), why: Words.Postgres.installPackageWhy, .command(command),
                inverse: .leave(Words.Undo.packagesStay))
        }
        throw .refused(
            "postgres-tools-not-found", sentence: Words.Postgres.noPackageManager,
            next: Words.Postgres.noPackageManagerNext)
    }

    static func start(_ cluster: SystemCluster, _ services: Services) -> Action {
        var command = asRoot(["pg_ctlcluster", cluster.version, cluster.name, "start"], services)
        // 2: it runs already (pg_ctlcluster's manual page).
        command.acceptedCodes = [0, 2]
        return Action(
            Words.Postgres.startCluster(cluster.version, cluster.name), why: Words.Postgres.startClusterWhy,
            .command(command), inverse: .leave(Words.Undo.clusterStays))
    }

    /// The cluster's data for its owner alone, as PostgreSQL wants it.
    static func closeData(_ cluster: SystemCluster, _ services: Services) -> [Action] {
        [
            ["chown", cluster.owner + ":", cluster.dataDirectory], ["chmod", "0700", cluster.dataDirectory],
        ].map { words in
            Action(Words.Doctor.closeFolder, why: Words.Doctor.closeFolderWhy, .command(asRoot(words, services)))
        }
    }

    /// As root it runs as it is; else sudo asks in the person's own terminal.
    private static func asRoot(_ words: [String], _ services: Services) -> Command {
        services.user.isRoot
            ? Command(words[0], Array(words.dropFirst()), directory: "/")
            : Command("sudo", words, directory: "/", terminal: .handOver)
    }
}
