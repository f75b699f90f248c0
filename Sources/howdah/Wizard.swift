import ArgumentParser
import HowdahSetup
import HowdahTerminal
import HowdahText
import HowdahWizard

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// The seven steps with a person: full screen, or line by line.
struct WizardCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "wizard", abstract: Words.Wizard.command, discussion: Words.Help.wizard)

    @OptionGroup var common: CommonOptions
    @Argument(help: .init(Words.Commands.path)) var path = "."
    @Option(name: .long, help: .init(Words.Commands.answers, valueName: "file")) var answers: String?

    func run() async throws {
        let base = try Folder.base(path)
        let (chosen, kept, below) = try Folder.answersForRun(answers, base: base, path: path)
        guard isatty(STDIN_FILENO) == 1 else { throw await noTerminal(chosen, base) }
        if isPlain {
            for line in below { Console.out(line) }
            let code = try await plain(chosen, kept, base)
            if code != 0 { throw ExitCode(code) }
            return
        }
        let shelf = themeShelf
        let (theme, problem) = try theme(from: shelf)
        let terminal = try await open(theme)
        var services = Services.live(base: base, environment: Folder.environment) { body in
            await terminal.suspend()
            Console.out(Words.Wizard.handedOver)
            await body()
            Console.takeTerminal()
            await terminal.resume()
        }
        services.trust = Trust(file: Trust.file(services.environment, home: services.user.home))
        try common.openLog(services)
        let (code, farewell) = await show(
            terminal, chosen, kept, services, shelf, theme.name,
            problem ?? (below.isEmpty ? nil : below.map { String($0.drop { $0 == " " }) }.joined(separator: " ")))
        for line in farewell { Console.bid(services.redactor.redact(line)) }
        if code != 0 { throw ExitCode(code) }
    }

    @MainActor private func show(
        _ terminal: CursesTerminal, _ answers: Answers, _ kept: String?, _ services: Services, _ shelf: ThemeShelf,
        _ theme: String, _ notice: String?
    ) async -> (code: Int32, farewell: [String]) {
        let wizard = HowdahWizard.Wizard(
            answers: answers, size: terminal.size,
            context: .init(
                folder: Paths.shown(services.base, home: services.user.home), isRoot: services.user.isRoot,
                glyphs: terminal.glyphs, times: Times.load(services), holder: Self.holder(answers, services),
                themes: terminal.hasColours && !hasNoColour ? shelf.names : [], theme: theme, notice: notice,
                kept: kept))
        return await WizardLoop(wizard: wizard, terminal: terminal, services: services, themes: shelf).run()
    }

    private static func holder(_ answers: Answers, _ services: Services) -> String? {
        services.lock.holder(Layout(base: services.base, answers: answers).lockFile)?.sentence
    }

    @MainActor private func open(_ theme: Theme) throws -> CursesTerminal {
        do {
            return try CursesTerminal(theme: theme, ascii: common.ascii)
        } catch {
            throw Stop(code: 64, sentence: String(describing: error), next: "")
        }
    }

    private var hasNoColour: Bool { common.noColor || !(Folder.environment["NO_COLOR"] ?? "").isEmpty }

    private var themeShelf: ThemeShelf {
        let config = Folder.environment["XDG_CONFIG_HOME"].flatMap { $0.isEmpty ? nil : $0 }
        return ThemeShelf(folder: (config ?? (Folder.environment["HOME"] ?? "") + "/.config") + "/howdah")
    }

    /// What was asked for now must be right; what was kept once may have gone, and then the usual one serves.
    ///
    /// - Returns: the theme, and what is wrong with the kept one.
    private func theme(from shelf: ThemeShelf) throws -> (theme: Theme, problem: String?) {
        if hasNoColour { return (.monochrome, nil) }
        let variable = Folder.environment["HOWDAH_THEME"] ?? ""
        if let name = common.theme ?? (variable.isEmpty ? nil : variable) {
            do throws(TOMLFailure) { return (try shelf.named(name), nil) } catch {
                throw Stop(code: 64, sentence: error.description, next: "")
            }
        }
        guard let kept = shelf.kept else { return (try shelf.named(Theme.bundledNames[0]), nil) }
        do throws(TOMLFailure) { return (try shelf.named(kept), nil) } catch {
            return (try shelf.named(Theme.bundledNames[0]), Words.Themes.notUsed(error.description))
        }
    }

    /// Before curses starts: it would clear the screen of a terminal that cannot be painted.
    private var isPlain: Bool {
        let environment = Folder.environment
        return common.plain || !["", "0"].contains(environment["ACCESSIBLE"] ?? "")
            || ["", "dumb", "unknown"].contains(environment["TERM"] ?? "") || CursesTerminal.isLineOnly
    }

    private func plain(_ answers: Answers, _ kept: String?, _ base: String) async throws -> Int32 {
        let lines = LineTerminal()
        var services = Services.live(base: base, environment: Folder.environment) { body in
            Console.out(Words.Wizard.handedOver)
            await lines.handOver(body)
        }
        services.trust = Trust(file: Trust.file(services.environment, home: services.user.home))
        try common.openLog(services)
        if let holder = Self.holder(answers, services) { Console.out(Words.Files.lookOnly(holder)) }
        let face = PlainFace(
            answers: answers, kept: kept, services: services,
            conversation: Conversation(
                say: { Console.out($0) }, ask: { await lines.ask($0, isHidden: $1) }, ring: { Console.ring() },
                dropTyped: { lines.dropTyped() }),
            work: lines.work)
        return await face.run()
    }

    /// Nobody is there to ask: what is missing, and the command that asks nothing.
    private func noTerminal(_ answers: Answers, _ base: String) async -> Stop {
        var services = Services.live(base: base, environment: Folder.environment)
        services.trust = Trust(file: Trust.file(services.environment, home: services.user.home))
        let engine = Engine(answers: answers, services: services)
        do { try await engine.prepare() } catch { return Stop(error) }
        let missing = await engine.missingAnswers()
        let sentence = ([Words.Wizard.noTerminal] + missing.map(Words.Answers.missing)).joined(separator: " ")
        return Stop(
            code: 64, sentence: sentence,
            next: (missing.map(Words.Answers.missingPasswordNext) + [Words.Wizard.noTerminalNext]).joined(
                separator: "\n"))
    }
}
