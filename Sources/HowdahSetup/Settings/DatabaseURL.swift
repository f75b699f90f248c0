import HowdahText

/// `DATABASE_URL` as dj-database-url, django-environ and libpq read it.
enum DatabaseURL {
    static let key = "DATABASE_URL"

    /// Every part is percent-encoded (RFC 3986), so nothing in it has to be quoted for a `.env` either.
    static func text(_ wanted: WantedDatabase, password: String) -> String {
        // A socket's folder is encoded like any other part; an IPv6 address stands in brackets.
        let host = wanted.host.contains(":") ? "[\(wanted.host)]" : percentEncoded(wanted.host)
        let place = host + (wanted.port.isEmpty ? "" : ":\(wanted.port)")
        let options = wanted.options.sorted { $0.key < $1.key }
            .map { "\(percentEncoded($0.key))=\(percentEncoded($0.value))" }
        return "postgres://\(percentEncoded(wanted.user)):\(password)@\(place)/\(percentEncoded(wanted.name))"
            + (options.isEmpty ? "" : "?" + options.joined(separator: "&"))
    }

    /// What Django reads, as the line in the `.env` is shown; without options.
    static func shown(_ now: DjangoState.Default) -> String {
        let place = WantedDatabase(
            name: now.name ?? "", user: now.user ?? "", host: now.host ?? "", port: now.port ?? "",
            password: .databasePassword)
        return text(place, password: Secret.mask)
    }

    static func text(_ wanted: WantedDatabase, _ password: Secret?) -> String {
        text(wanted, password: password.map { percentEncoded($0.reveal()) } ?? Secret.mask)
    }
}
