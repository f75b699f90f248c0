import HowdahText

/// Which Django goes with which Python and which PostgreSQL.
///
/// Source: `Requires-Python` and `minimum_database_version` of Django's releases 4.2 to 6.1.
enum DjangoVersions {
    struct Series: Sendable, Equatable {
        var name: String
        var python: [Int]
        var postgres: Int
    }

    /// The newest first.
    static let known: [Series] = [
        Series(name: "6.1", python: [3, 12], postgres: 15),
        Series(name: "6.0", python: [3, 12], postgres: 14),
        Series(name: "5.2", python: [3, 10], postgres: 14),
        Series(name: "5.1", python: [3, 10], postgres: 13),
        Series(name: "4.2", python: [3, 8], postgres: 12),
    ]

    /// What to ask the installer for: the newest series that both allow, in its newest release.
    ///
    /// A series that came out after this Howdah is not taken: nobody has tried it here.
    static func requirement(python: [Int], postgres: Int) throws(Failure) -> String {
        guard
            let series = known.first(where: { !python.lexicographicallyPrecedes($0.python) && postgres >= $0.postgres })
        else {
            throw .refused(
                "postgres-version-too-old", sentence: Words.Django.noneFits(postgres: postgres),
                next: Words.Django.noneFitsNext)
        }
        return "Django==\(series.name).*"
    }

    /// Why an installed Django cannot use this server; nil if it can.
    static func conflict(django: String, postgres: Int) -> Series? {
        let parts = django.split(separator: ".").prefix(2).joined(separator: ".")
        // 0: a server that is not there yet, or that nobody may look at yet.
        guard postgres > 0, let series = known.first(where: { $0.name == parts }), postgres < series.postgres else {
            return nil
        }
        return series
    }
}
