import CLibPQ
import HowdahText

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// libpq, alone in this file: connections, quoting, verifiers, URLs.
enum LibPQ {
    // PG_DIAG_* are character macros, which Swift does not import.
    private static let sqlStateField = Int32(UInt8(ascii: "C"))
    private static let detailField = Int32(UInt8(ascii: "D"))

    /// A connection that is not connected: enough for quoting and hashing, which only look at its encoding.
    private static func detached<T>(_ body: (OpaquePointer?) -> T) -> T {
        let connection = "host=/nonexistent connect_timeout=1".withCString { PQconnectStart($0) }
        defer { PQfinish(connection) }
        return body(connection)
    }

    static func identifier(_ name: String) -> String {
        detached { taken(PQescapeIdentifier($0, name, name.utf8.count)) ?? "\"\"" }
    }

    static func literal(_ value: String) -> String {
        detached { taken(PQescapeLiteral($0, value, value.utf8.count)) ?? "''" }
    }

    /// The SCRAM-SHA-256 verifier that the server stores; the clear password stays here.
    static func verifier(password: String, role: String) -> String? {
        detached { taken(PQencryptPasswordConn($0, password, role, "scram-sha-256")) }
    }

    private static func taken(_ pointer: UnsafeMutablePointer<CChar>?) -> String? {
        guard let pointer else { return nil }
        defer { PQfreemem(pointer) }
        return String(cString: pointer)
    }

    /// The parts of a `postgres://` URL or a `key=value` string, as libpq reads them; nil if it cannot.
    static func parameters(of url: String) -> [String: String]? {
        guard let options = PQconninfoParse(url, nil) else { return nil }
        defer { PQconninfoFree(options) }
        var result: [String: String] = [:]
        var option = options
        while let keyword = option.pointee.keyword {
            if let value = option.pointee.val { result[String(cString: keyword)] = String(cString: value) }
            option += 1
        }
        return result
    }

    /// One connection, one statement after the other, blocking: call it on `DatabaseExecutor` only.
    static func run(_ statements: [String], on target: Connection, password: Secret?) throws(Failure) -> [[String?]] {
        let connection = try open(target, password: password)
        defer { close(connection) }
        return try run(statements, over: connection, target)
    }

    /// A connection to be closed by ``close(_:)``.
    ///
    /// - Parameter name: under which other sessions see it.
    static func open(_ target: Connection, password: Secret?, name: String = "howdah") throws(Failure) -> OpaquePointer?
    {
        var parameters = target.options
        parameters["host"] = target.host
        parameters["port"] = String(target.port)
        parameters["user"] = target.user
        parameters["dbname"] = target.database
        parameters["password"] = password?.reveal() ?? ""
        // The person's ~/.pgpass must not answer for us: what is verified is the password we hold.
        parameters["passfile"] = parameters["passfile"] ?? "/dev/null/none"
        parameters["connect_timeout"] = parameters["connect_timeout"] ?? "5"
        parameters["application_name"] = name
        parameters["client_encoding"] = "UTF8"
        let connection = connect(parameters)
        guard PQstatus(connection) == CONNECTION_OK else {
            defer { close(connection) }
            throw failure(connection, result: nil, target)
        }
        return connection
    }

    static func close(_ connection: OpaquePointer?) { PQfinish(connection) }

    static func run(_ statements: [String], over connection: OpaquePointer?, _ target: Connection) throws(Failure)
        -> [[String?]]
    {
        var rows: [[String?]] = []
        for statement in statements {
            let result = PQexec(connection, statement)
            defer { PQclear(result) }
            switch PQresultStatus(result) {
            case PGRES_TUPLES_OK: rows = Self.rows(of: result)
            case PGRES_COMMAND_OK, PGRES_EMPTY_QUERY: continue
            default: throw failure(connection, result: result, target)
            }
        }
        return rows
    }

    private static func rows(of result: OpaquePointer?) -> [[String?]] {
        (0..<PQntuples(result)).map { row in
            (0..<PQnfields(result)).map { column in
                PQgetisnull(result, row, column) == 1
                    ? nil : String(cString: PQgetvalue(result, row, column))
            }
        }
    }

    private static func connect(_ parameters: [String: String]) -> OpaquePointer? {
        let pairs = parameters.map { ($0, $1) }
        let connection = withCStrings(pairs.map(\.0)) { keys in
            withCStrings(pairs.map(\.1)) { values in PQconnectStartParams(keys, values, 0) }
        }
        guard PQstatus(connection) != CONNECTION_BAD else { return connection }
        // Only between start and polling does this make failed logins carry their SQLSTATE.
        PQsetErrorVerbosity(connection, PQERRORS_VERBOSE)
        // The default receiver would write over the screen.
        PQsetNoticeReceiver(connection, { _, _ in }, nil)
        let limit = ContinuousClock.now.advanced(by: .seconds(Int(parameters["connect_timeout"] ?? "") ?? 5))
        var state = PGRES_POLLING_WRITING
        while state == PGRES_POLLING_READING || state == PGRES_POLLING_WRITING {
            guard wait(PQsocket(connection), forReading: state == PGRES_POLLING_READING, until: limit) else { break }
            state = PQconnectPoll(connection)
        }
        return connection
    }

    private static func withCStrings<T>(
        _ strings: [String], _ body: (UnsafePointer<UnsafePointer<CChar>?>?) -> T
    ) -> T {
        let copies = strings.map { strdup($0) }
        defer { for copy in copies { free(copy) } }
        let pointers = copies.map { UnsafePointer<CChar>($0) } + [nil]
        return pointers.withUnsafeBufferPointer { body($0.baseAddress) }
    }

    private static func wait(_ socket: Int32, forReading: Bool, until limit: ContinuousClock.Instant) -> Bool {
        let left = ContinuousClock.now.duration(to: limit)
        let milliseconds = Int32(
            clamping: left.components.seconds * 1000 + left.components.attoseconds / 1_000_000_000_000_000)
        guard milliseconds > 0 else { return false }
        var descriptor = pollfd(fd: socket, events: Int16(forReading ? POLLIN : POLLOUT), revents: 0)
        return poll(&descriptor, 1, milliseconds) > 0
    }

    private static func failure(_ connection: OpaquePointer?, result: OpaquePointer?, _ target: Connection) -> Failure {
        let message = PQerrorMessage(connection).map { String(cString: $0) } ?? ""
        var state = result.flatMap { PQresultErrorField($0, sqlStateField) }.map { String(cString: $0) } ?? ""
        let detail = result.flatMap { PQresultErrorField($0, detailField) }.map { String(cString: $0) } ?? ""
        // A failed login has no PGresult; in verbose mode its text says `FATAL:  28P01: …`.
        if state.isEmpty { state = sqlState(in: message) }
        // It asked for a password that we do not have: libpq gives up by itself, but the server has answered.
        if state.isEmpty, PQconnectionNeedsPassword(connection) == 1 { state = "28000" }
        if state.isEmpty, PQstatus(connection) != CONNECTION_BAD, result == nil {
            return .timedOut(what: "PostgreSQL at \(target.address)", seconds: 5)
        }
        // LOCATION names a line of PostgreSQL's own source: nobody here is helped by it.
        let lines = message.sanitised.split(separator: "\n").filter { !$0.hasPrefix("LOCATION:") }
        return .postgres(sqlState: state, message: lines.joined(separator: "\n").trimmed, detail: detail, route: target)
    }

    /// The five characters after the severity, wherever the message is translated.
    static func sqlState(in message: String) -> String {
        for part in message.split(separator: ":") {
            let word = part.drop { $0 == " " }
            if word.utf8.count == 5, word.utf8.allSatisfy({ (48...57).contains($0) || (65...90).contains($0) }),
                word.utf8.contains(where: { (48...57).contains($0) })
            {
                return String(word)
            }
        }
        return ""
    }
}
