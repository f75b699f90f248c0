import HowdahText

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

extension Services {
    /// The real world.
    ///
    /// - Parameters:
    ///   - base: absolute path of the folder that relative paths resolve against.
    ///   - handOver: leaves the screen, runs the body in the person's own terminal, and comes back.
    public static func live(
        base: String, environment: [String: String],
        handOver: @escaping @Sendable (@Sendable () async -> Void) async -> Void = { await $0() }
    ) -> Services {
        let redactor = Redactor()
        let secrets = Secrets(redactor: redactor)
        let shell = Shell(environment: environment, redactor: redactor, handOver: handOver)
        let capture: @Sendable (Command) async throws(Failure) -> Capture = { command throws(Failure) in
            try await shell.capture(command)
        }
        let database = Database(secrets: secrets, capture: capture)
        var services = Services(
            base: base, environment: environment, user: .current(environment),
            run: { command, sink throws(Failure) in try await shell.run(command, sink) },
            capture: capture,
            query: { statements, route throws(Failure) in try await database.query(statements, route) },
            find: { shell.resolve($0) }, now: { .now },
            freePort: { port throws(Failure) in try Ports.free(from: port) },
            secrets: secrets, redactor: redactor)
        services.hold = { name, connection throws(Failure) in try await database.hold(name, on: connection) }
        services.release = { await database.release($0) }
        services.timesFile = Times.file(environment, home: services.user.home)
        return services
    }

    /// Every closure throws: a test overrides what it means to use.
    public static func unimplemented(base: String = "/nonexistent") -> Services {
        let redactor = Redactor()
        @Sendable func failure(_ what: String) -> Failure { .notStarted(program: "unimplemented: \(what)", errno: 0) }
        return Services(
            base: base, environment: [:], user: User(id: 1000, name: "learner", home: "/home/learner"),
            run: { command, _ throws(Failure) in throw failure(command.executable) },
            capture: { command throws(Failure) in throw failure(command.executable) },
            query: { _, _ throws(Failure) in throw failure("query") }, find: { _ in nil }, now: { .now },
            freePort: { _ throws(Failure) in throw failure("freePort") },
            secrets: Secrets(redactor: redactor), redactor: redactor)
    }
}

extension User {
    /// From the password database, which `sudo` and `su` agree with; HOME where that says more.
    static func current(_ environment: [String: String]) -> User {
        let id = getuid()
        guard let entry = getpwuid(id) else {
            return User(id: id, name: environment["USER"] ?? String(id), home: environment["HOME"] ?? "/")
        }
        let home = environment["HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil } ?? String(cString: entry.pointee.pw_dir)
        return User(id: id, name: String(cString: entry.pointee.pw_name), home: home)
    }
}
