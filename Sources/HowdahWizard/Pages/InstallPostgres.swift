import HowdahSetup
import HowdahText

extension StepForm {
    /// Where PostgreSQL comes from.
    static let installPostgres = StepForm([
        .choice(
            "postgres.mode", Words.Fields.mode, \.postgres.mode,
            [
                (.auto, Words.Fields.modeAuto, Words.Fields.modeAutoDetail),
                (.private, Words.Fields.modePrivate, Words.Fields.modePrivateDetail),
                (.system, Words.Fields.modeSystem, Words.Fields.modeSystemDetail),
                (.url, Words.Fields.modeURL, Words.Fields.modeURLDetail),
            ]),
        Entry.port("postgres.port", Words.Fields.port, \.postgres.port).shown {
            [.auto, .private].contains($0.answers.postgres.mode) && !$0.isRoot
        }.helped(portHelp),
        .text(
            "postgres.url", Words.Fields.url, \.postgres.url, placeholder: { _ in "env:DATABASE_URL" },
            check: { $0.isEmpty ? Words.Answers.urlNeeded : HowdahSetup.Check.reference($0) }
        ).shown { $0.answers.postgres.mode == .url },
        .text(
            "postgres.admin_url", Words.Fields.adminURL, \.postgres.adminURL, check: HowdahSetup.Check.reference
        ).shown { $0.answers.postgres.mode == .url },
        .check("postgres.install_packages", Words.Fields.installPackages, \.postgres.installPackages).shown { source in
            if source.answers.postgres.installPackages { return true }
            guard case .server(let choice)? = source.findings["server"]?.evidence else { return false }
            return choice.source == .packages
        },
    ])

    /// Where the plan has another port than the field, the field says why.
    private static func portHelp(_ source: Entry.Source) -> String? {
        guard case .server(let choice)? = source.findings["server"]?.evidence,
            case .private(let cluster) = choice.server.kind, cluster.port != source.answers.postgres.port
        else { return nil }
        return [.notMade, .notInstalled].contains(choice.state)
            ? Words.Fields.portTaken(source.answers.postgres.port, cluster.port) : Words.Fields.portKept(cluster.port)
    }
}
