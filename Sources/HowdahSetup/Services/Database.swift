import Dispatch
import HowdahText

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// Sends statements to PostgreSQL, by libpq or by psql as another user.
///
/// An actor on a thread of its own: libpq blocks, and the cooperative pool of a two-core laptop has two threads.
actor Database {
    private let executor = DatabaseExecutor()
    private let secrets: Secrets
    private let capture: @Sendable (Command) async throws(Failure) -> Capture

    nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    init(
        secrets: Secrets,
        capture: @escaping @Sendable (Command) async throws(Failure) -> Capture
    ) {
        self.secrets = secrets
        self.capture = capture
    }

    func query(_ statements: [SQL], _ route: Route) async throws(Failure) -> [[String?]] {
        var texts: [String] = []
        for sql in statements { texts.append(try render(sql)) }
        switch route {
        case .direct(let connection):
            let password = connection.password.flatMap(secrets.get)
            return try LibPQ.run(texts, on: connection, password: password)
        case .becoming(let how, let connection):
            return try await psql(texts, how, connection)
        }
    }

    /// Connections that hold a lock, by what they hold it on.
    private var holds: [String: OpaquePointer] = [:]

    /// One Howdah at a time makes a database, or its tables, wherever it is started from: an advisory lock, which the
    /// server gives back when this process ends.
    ///
    /// In a transaction, because a pooler gives a session's locks to whoever comes next.
    ///
    /// - Parameters:
    ///   - name: of the database that is worked on.
    ///   - connection: to the database that the lock lives in.
    /// - Throws: another Howdah holds it. Who cannot connect needs no lock.
    func hold(_ name: String, on connection: Connection) throws(Failure) {
        guard holds[name] == nil else { return }
        let password = connection.password.flatMap(secrets.get)
        guard let session = try? LibPQ.open(connection, password: password, name: "howdah, process \(getpid())") else {
            return
        }
        let key = Int64(bitPattern: ShortHash.number(of: "howdah \(name)"))
        let rows = try? LibPQ.run(
            ["BEGIN", "SELECT pg_try_advisory_xact_lock(\(key))"], over: session, connection)
        guard rows == [["f"]] else {
            holds[name] = session
            return
        }
        let halves = (UInt64(bitPattern: key) >> 32, UInt64(bitPattern: key) & 0xffff_ffff)
        let holder = try? LibPQ.run(
            [
                """
                SELECT a.application_name, to_char(a.backend_start, 'HH24:MI') FROM pg_locks l
                JOIN pg_stat_activity a USING (pid) WHERE l.locktype = 'advisory' AND l.granted
                AND l.classid = \(halves.0) AND l.objid = \(halves.1)
                """
            ], over: session, connection
        ).first
        LibPQ.close(session)
        throw .refused(
            "project-in-use",
            sentence: Words.Files.databaseInUse(
                name.sanitisedLine, (holder?.first.flatMap(\.self) ?? "howdah").sanitisedLine,
                holder?.last.flatMap(\.self) ?? "?"),
            next: Words.Files.inUseNext)
    }

    func release(_ name: String) {
        LibPQ.close(holds.removeValue(forKey: name))
    }

    private func render(_ sql: SQL) throws(Failure) -> String {
        var text = ""
        for fragment in sql.fragments {
            switch fragment {
            case .text(let part): text += part
            case .identifier(let name): text += LibPQ.identifier(name)
            case .literal(let value): text += LibPQ.literal(value)
            case .verifier(let name):
                guard let password = secrets.get(name),
                    let verifier = LibPQ.verifier(password: password.reveal(), role: "")
                else { throw .refused("password-missing", sentence: Words.Database.noPassword, next: "") }
                text += LibPQ.literal(verifier)
            }
        }
        return text
    }

    /// psql reads the statement on standard input, so that nothing of it stands on a command line,
    /// and answers in COPY's text format, which escapes whatever a value may hold.
    private func psql(_ statements: [String], _ how: Become, _ connection: Connection) async throws(Failure)
        -> [[String?]]
    {
        let words = Self.command(how, connection)
        var command = Command(words[0], Array(words.dropFirst()), directory: "/")
        let isQuery = statements.last?.hasPrefix("SELECT") ?? false
        var script = "\\set VERBOSITY verbose\n"
        for (index, sql) in statements.enumerated() {
            let last = index == statements.count - 1
            script += (last && isQuery ? "COPY (\(sql)) TO STDOUT (FORMAT text, DELIMITER '|')" : sql) + "\n;\n"
        }
        command.input = .text(script)
        if how.program == .sudo { command.terminal = how.mayAsk ? .handOver : .session }
        let result = try await capture(command)
        guard result.code == 0 else {
            let state = LibPQ.sqlState(in: result.errors)
            // psql ends with 2 when it reached no server, 3 when a statement failed; others are sudo's.
            guard [2, 3].contains(result.code) else {
                throw .command(program: words[0], code: result.code, output: result.errors)
            }
            throw .postgres(sqlState: state, message: result.errors.trimmed, detail: "", route: connection)
        }
        guard isQuery else { return [] }
        // A line that is empty is a row too: one column that holds the empty string.
        return result.output.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
            .map { Self.fields(of: $0) }
    }

    /// One line of COPY's text format (PostgreSQL manual, COPY, "Text Format").
    ///
    /// Scalar by scalar: a combining mark that begins a value is no part of the delimiter before it.
    static func fields(of line: Substring.UnicodeScalarView) -> [String?] {
        var fields: [String?] = []
        var field = String.UnicodeScalarView()
        var isNull = false
        var scalars = line.makeIterator()
        while let scalar = scalars.next() {
            switch scalar {
            case "|":
                fields.append(isNull ? nil : String(field))
                field = .init()
                isNull = false
            case "\\":
                switch scalars.next() {
                case "N": isNull = true
                case "n": field.append("\n")
                case "r": field.append("\r")
                case "t": field.append("\t")
                case "b": field.append("\u{8}")
                case "f": field.append("\u{c}")
                case "v": field.append("\u{b}")
                case let other?: field.append(other)
                case nil: field.append("\\")
                }
            default: field.append(scalar)
            }
        }
        fields.append(isNull ? nil : String(field))
        return fields
    }

    static func command(_ how: Become, _ connection: Connection) -> [String] {
        how.words + [
            "psql", "-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-h", connection.host, "-p",
            String(connection.port), "-d", connection.database,
        ]
    }
}

/// Runs an actor's jobs on one dispatch queue.
private final class DatabaseExecutor: SerialExecutor {
    private let queue = DispatchQueue(label: "howdah.database")

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        queue.async { job.runSynchronously(on: self.asUnownedSerialExecutor()) }
    }
}
