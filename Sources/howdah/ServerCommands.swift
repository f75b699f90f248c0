import ArgumentParser
import HowdahSetup
import HowdahText

/// `start`, `stop` and `status` of the project's private PostgreSQL; each also shows the plain pg_ctl command.
struct Start: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: Words.Commands.start, discussion: Words.Help.start)
    @OptionGroup var common: CommonOptions
    @Argument(help: .init(Words.Commands.path)) var path = "."

    func run() async throws {
        let project = try await PrivateServer(path, "start")
        if project.isRunning {
            Console.out(Words.Server.runsAlready(project.cluster.port))
            return
        }
        let before = project.cluster.configuredPort
        try await project.perform(.start(project.cluster), plain: "start")
        // Where the server found its port taken, this is another one.
        let now = project.cluster.configuredPort ?? project.cluster.port
        Console.out(Words.Server.started(now))
        if let before, before != now, let advice = project.advice(afterMoveFrom: before, path) {
            Console.out(advice)
        }
    }
}

struct StopServer: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "stop", abstract: Words.Commands.stop, discussion: Words.Help.stop)
    @OptionGroup var common: CommonOptions
    @Argument(help: .init(Words.Commands.path)) var path = "."

    func run() async throws {
        let project = try await PrivateServer(path, "stop")
        guard project.isRunning || project.cluster.stranger != nil else {
            Console.out(Words.Server.isStopped)
            return
        }
        try await project.perform(.stop(project.cluster), plain: "stop")
        Console.out(Words.Server.stopped)
    }
}

struct Status: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: Words.Commands.status, discussion: Words.Help.status)
    @OptionGroup var common: CommonOptions
    @Argument(help: .init(Words.Commands.path)) var path = "."

    func run() async throws {
        let project = try await PrivateServer(path, "status")
        let cluster = project.cluster
        let verb = project.isRunning ? "stop" : "start"
        Console.out(project.isRunning ? Words.Server.runs(project.major, cluster.port) : Words.Server.isStopped)
        Console.out(Words.Server.data(cluster.dataDirectory))
        Console.out(Words.Server.log(cluster.logFile))
        Console.out(Words.Server.howdahCommand(verb, cluster.plainCommand(verb)))
        if !project.isRunning { throw ExitCode(1) }
    }
}

/// The private server of the project in a folder.
private struct PrivateServer {
    let cluster: PrivateCluster
    let major: Int
    let isRunning: Bool
    private let services: Services
    private let layout: Layout
    private let style: Answers.Style

    init(_ path: String, _ command: String) async throws {
        let base = try Folder.base(path, for: command)
        var answers = try Folder.answers(nil, base: base)
        answers.postgres.mode = .private
        services = .live(base: base, environment: Folder.environment)
        layout = Layout(base: base, answers: answers)
        style = answers.settings.style
        guard Files.exists(layout.dataDirectory + "/PG_VERSION") else {
            let below = ProjectsBelow(path: path, base: base)
            if !Files.exists(base + "/.howdah"), !Files.exists(base + "/manage.py"),
                let next = below.hint(command, holding: ".howdah/postgres/data/PG_VERSION")
            {
                throw Stop(code: 64, sentence: Words.Server.none(base), next: next.joined(separator: "\n"))
            }
            throw Stop(code: 1, sentence: Words.Server.none(layout.project), next: Words.Server.noneNext)
        }
        do {
            let choice = try await ServerSearch.choose(answers, services)
            guard case .private(let cluster) = choice.server.kind else {
                throw Stop(code: 1, sentence: Words.Server.none(layout.project), next: Words.Server.noneNext)
            }
            self.cluster = cluster
            major = choice.server.major
            isRunning = cluster.isRunning
        } catch let failure as Failure {
            throw Stop(diagnosing: failure)
        }
    }

    /// Where the settings name the port of before: which file, and what mends it.
    ///
    /// - Parameter path: as it was given.
    func advice(afterMoveFrom port: Int, _ path: String) -> String? {
        guard let file = layout.settingsFile(style), (try? Files.read(file))?.contains(String(port)) == true else {
            return nil
        }
        // The doctor changes neither a URL nor what goes with a passfile; the set-up does.
        let verb = style == .literal ? "doctor --fix" : "apply"
        return Words.Server.moved(
            port, Paths.name(of: file), "howdah " + verb + (path == "." ? "" : " " + ShellText.quoted(path)))
    }

    func perform(_ action: ServerAction, plain verb: String) async throws {
        let redactor = services.redactor
        do {
            try services.lock.take(layout.lockFile)
            // Not for a stop that will be refused.
            if isRunning == (verb == "stop") { Console.error("$ " + cluster.plainCommand(verb)) }
            try await HowdahSetup.perform(Action(verb, why: "", .server(action)), layout, services) { output in
                if case .lines(let lines) = output { for line in lines { Console.error(redactor.redact(line)) } }
            }
        } catch {
            throw Stop(diagnosing: error)
        }
    }
}
