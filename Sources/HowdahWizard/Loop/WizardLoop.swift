public import HowdahSetup
public import HowdahTerminal
import HowdahText

/// The one loop: what comes from the terminal and from the engine goes through one queue on the main actor; all that
/// is there is taken at once, then the screen is drawn and shown once.
@MainActor public final class WizardLoop {
    private var wizard: Wizard
    private let terminal: any Terminal
    private let services: Services
    private let themes: ThemeShelf?
    private let began: ContinuousClock.Instant

    private var queue: [Message] = []
    /// Holds at most one: a wake takes all that is queued.
    private let wakes: AsyncStream<Void>
    private let wake: AsyncStream<Void>.Continuation

    private var work: Task<Void, Never>?
    private var look: Task<Void, Never>?
    /// Only the newest wish to look counts while one is under way.
    private var nextLook: (ids: [StepID], answers: Answers, generation: Int)?
    private var ticker: Task<Void, Never>?
    /// Typed passwords for what starts next.
    private var passwords: [(name: SecretName, secret: Secret)] = []
    private var code: Int32?

    /// - Parameter themes: where the themes lie that the wizard's context names; nil: there are none.
    public init(wizard: Wizard, terminal: any Terminal, services: Services, themes: ThemeShelf? = nil) {
        self.themes = themes
        self.wizard = wizard
        self.terminal = terminal
        self.services = services
        began = services.now()
        (wakes, wake) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    }

    /// Runs until the person leaves. The terminal is closed afterwards, and nothing runs any more.
    ///
    /// - Returns: the exit code, and what to leave on the normal screen.
    public func run() async -> (code: Int32, farewell: [String]) {
        // Something to see before anything is looked at.
        terminal.present(wizard.draw())
        let inputs = Task { for await input in terminal.inputs { take(input) } }
        perform(wizard.begin())
        for await _ in wakes {
            drain()
            if code != nil { break }
        }
        terminal.close()
        inputs.cancel()
        ticker?.cancel()
        nextLook = nil
        work?.cancel()
        look?.cancel()
        await work?.value
        await look?.value
        return (code ?? 2, wizard.farewell)
    }

    private func drain() {
        let messages = queue
        queue = []
        wizard.now = seconds
        for message in messages {
            perform(wizard.update(message))
            if code != nil { return }
        }
        terminal.present(wizard.draw())
        setTicker()
    }

    private var seconds: Double { (services.now() - began) / .seconds(1) }

    private func send(_ message: Message) {
        queue.append(message)
        wake.yield()
    }

    private func take(_ input: Input) {
        switch input {
        case .key(let key): send(.key(key))
        case .paste(let text): send(.paste(text))
        case .resized(let size): send(.resized(size))
        case .signal(let number): send(.signal(number))
        // As if SIGHUP had come: nobody is there any more.
        case .hangup: send(.signal(1))
        }
    }

    private func setTicker() {
        guard wizard.isBusy else {
            ticker?.cancel()
            ticker = nil
            return
        }
        guard ticker == nil else { return }
        ticker = Task { [weak self] in
            while !Task.isCancelled {
                do { try await Task.sleep(for: .milliseconds(100)) } catch { return }
                self?.send(.tick)
            }
        }
    }

    private func perform(_ effects: [Effect]) {
        for effect in effects { perform(effect) }
    }

    private func perform(_ effect: Effect) {
        switch effect {
        case .preview(let ids, let answers, let generation):
            nextLook = (ids, answers, generation)
            lookNext()
        case .keep(let name, let secret, _): passwords.append((name, secret))
        case .forget(let name): services.secrets.forget(name)
        case .start(let id, let answers): start(answers) { _ = await $0.advance(id) }
        case .mend(let fix, let id, let answers, let express):
            start(answers) { engine in
                let outcome = await engine.goOn(with: fix, id)
                if express, outcome.isGood { await engine.apply() }
            }
        case .express(let answers): start(answers) { await $0.apply() }
        case .cancel: work?.cancel()
        case .conclude(let outcomes, let answers, let seconds):
            let engine = Engine(answers: answers, services: services)
            Task { send(.concluded(await engine.conclude(outcomes, seconds: seconds))) }
        case .reveal(let name): send(.revealed(services.secrets.get(name)))
        case .save(let text, let name, let copies, let answers):
            let engine = Engine(answers: answers, services: services)
            if copies { terminal.copy(services.redactor.redact(text)) }
            Task {
                do throws(Failure) { send(.saved(.success(try await engine.save(text, as: name)))) } catch {
                    send(.saved(.failure(error)))
                }
            }
        case .useTheme(let name): use(name)
        case .keepTheme(let name): keep(name)
        case .agree(let answers): Engine(answers: answers, services: services).agree()
        case .byHand(let id, let answers, let width):
            let engine = engine(answers)
            work = Task {
                do throws(Failure) {
                    try await engine.doByHand(id, width: width)
                    send(.cameBack(id, nil))
                } catch { send(.cameBack(id, error)) }
            }
        case .redraw: terminal.redraw()
        case .suspend: terminal.stop()
        case .quit(let code): self.code = code
        }
    }

    private func use(_ name: String) {
        guard let themes else { return }
        do throws(TOMLFailure) { terminal.use(try themes.named(name)) } catch {
            send(.themed(.failure(Problem(error.description))))
        }
    }

    private func keep(_ name: String) {
        guard let themes else { return }
        do {
            let path = Paths.shown(try themes.keep(name), home: services.user.home)
            send(.themed(.success(path)))
        } catch {
            send(.themed(.failure(Problem(Words.Themes.notKept(themes.folder)))))
        }
    }

    private func start(_ answers: Answers, _ body: @escaping @Sendable (Engine) async -> Void) {
        let engine = engine(answers)
        let passwords = passwords
        self.passwords = []
        work = Task {
            do throws(Failure) {
                for (name, secret) in passwords { try await engine.keep(secret, as: name) }
                try await engine.prepare()
            } catch {
                send(.ended(error))
                return
            }
            await services.memo.forget()
            await body(engine)
            send(.ended(nil))
        }
    }

    private func engine(_ answers: Answers) -> Engine {
        Engine(answers: answers, services: services) { [weak self] event in await self?.send(.event(event)) }
    }

    private func lookNext() {
        guard look == nil, let (ids, answers, generation) = nextLook else { return }
        nextLook = nil
        look = Task {
            await services.memo.forget()
            for id in ids {
                // A newer wish is waiting, or the wizard is ending.
                if nextLook != nil || Task.isCancelled { break }
                let preview = await Previews.preview(id, answers, services)
                send(.previewed(id, preview, generation: generation))
            }
            look = nil
            lookNext()
        }
    }
}
