import ArgumentParser
import HowdahSetup
import HowdahText
import HowdahWizard
import Synchronization

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

@main
struct Howdah: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "howdah", abstract: Words.Commands.abstract, usage: Words.Help.usage,
        discussion: Words.Help.howdah, version: Version.text,
        subcommands: [
            WizardCommand.self, Apply.self, DoctorCommand.self, Explain.self, SettingsCommand.self, UndoCommand.self,
            Start.self, StopServer.self, Status.self,
        ],
        defaultSubcommand: WizardCommand.self)

    static func main() async {
        openStandardStreams()
        signal(SIGPIPE, SIG_IGN)
        // A core dump holds every password of the process; what it starts inherits this.
        var none = rlimit(rlim_cur: 0, rlim_max: 0)
        setrlimit(Self.core, &none)
        // Swift's own report of a crash prints what the registers point to: that may be a password.
        for number in [SIGQUIT, SIGILL, SIGTRAP, SIGABRT, SIGFPE, SIGBUS, SIGSEGV] { signal(number, SIG_DFL) }
        // What everybody may change is nobody's to trust, and would be refused in the next step.
        umask(umask(0) | S_IWOTH)
        // libpq in this process would obey them; what Howdah verifies is the project's own configuration.
        for name in Folder.environment.keys where name.hasPrefix("PG") { unsetenv(name) }
        do {
            try checkHelp(Array(CommandLine.arguments.dropFirst()))
            var command = try parseAsRoot()
            if var asynchronous = command as? any AsyncParsableCommand {
                try await asynchronous.run()
            } else {
                try command.run()
            }
            if Console.hasFailed { _exit(1) }
        } catch let stop as Stop {
            Console.error(stop.lines(width: Console.width(of: STDERR_FILENO)))
            _exit(stop.code)
        } catch {
            exit(withError: error)
        }
    }
}

extension Howdah {
    /// One that was closed would be the next file that is opened, and take what is meant for the terminal.
    private static func openStandardStreams() {
        for descriptor in [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO] where fcntl(descriptor, F_GETFD) < 0 {
            _ = open("/dev/null", O_RDWR)
        }
    }

    /// The parser shows the first page for a command that it does not know.
    private static func checkHelp(_ words: [String]) throws {
        guard words.first == "help", let name = words.dropFirst().first, name.first != "-",
            !(Words.Commands.names + ["wizard"]).contains(name)
        else { return }
        let near = suggestion(for: name, among: Words.Commands.names)
        throw Stop(
            code: 64, sentence: Words.Commands.noCommand(name),
            next: near.map { Words.Folder.mistypedNext("help " + $0) } ?? Words.Commands.listCommands)
    }

    #if canImport(Glibc)
        private static let core = __rlimit_resource_t(RLIMIT_CORE.rawValue)
    #else
        private static let core = RLIMIT_CORE
    #endif
}

enum Version {
    static let text = "howdah 0.1.0"
}

/// Results go to standard output, chatter to standard error.
enum Console {
    static func error(_ text: String) { write(text.sanitised, to: STDERR_FILENO) }

    /// Unbuffered, so that a pipe sees each event when it happens.
    static func out(_ text: String, end: String = "\n") { write(text.sanitised, to: STDOUT_FILENO, end: end) }

    /// A sentence that is broken between its words where it is read on a terminal.
    static func tell(_ sentence: String, indent: Int = 0) {
        out(prose(sentence, indent: indent).joined(separator: "\n"))
    }

    /// The lines of a sentence: as wide as the terminal; one in a pipe or a file, so that grep finds it whole.
    static func prose(_ sentence: String, indent: Int = 0) -> [String] {
        sentence.wrapped(after: String(repeating: " ", count: indent), toWidth: width)
    }

    /// A question: the answer is typed on the same line.
    static func prompt(_ text: String) { write(text, to: STDOUT_FILENO, end: "") }

    /// The columns of the terminal that standard output is; nil where it is none.
    static var width: Int? { width(of: STDOUT_FILENO) }

    /// The same of another stream.
    static func width(of descriptor: Int32) -> Int? {
        guard isatty(descriptor) == 1 else { return nil }
        var size = winsize()
        let isKnown = ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0
        return isKnown ? Int(size.ws_col) : 80
    }

    /// A line of the farewell: a label and its value are broken, what is to be copied is not.
    static func bid(_ line: String) {
        guard let width, line.hasPrefix("  "), !line.hasPrefix("    ") else { return out(line) }
        out(line.wrapped(toWidth: width, hang: HowdahWizard.Wizard.farewellHang).joined(separator: "\n"))
    }

    /// A shell makes its own group the terminal's foreground, and may end without giving it back.
    static func takeTerminal() {
        let before = signal(SIGTTOU, SIG_IGN)
        tcsetpgrp(STDIN_FILENO, getpgrp())
        signal(SIGTTOU, before)
    }

    /// The bell, for the ear and for window managers.
    static func ring() { if isatty(STDOUT_FILENO) == 1 { write("\u{7}", to: STDOUT_FILENO, end: "") } }

    private static func write(_ text: String, to descriptor: Int32, end: String = "\n") {
        var bytes = Array((text + end).utf8)[...]
        while !bytes.isEmpty {
            let count = bytes.withUnsafeBytes { systemWrite(descriptor, $0.baseAddress, $0.count) }
            guard count > 0 else { return lost(errno, descriptor) }
            bytes = bytes.dropFirst(count)
        }
    }

    /// A reader that went away (SIGPIPE is ignored) does not stop the work, nor does a full disk; but that is said.
    private static func lost(_ reason: Int32, _ descriptor: Int32) {
        guard descriptor == STDOUT_FILENO, ![EPIPE, EBADF, EIO].contains(reason), !hasFailed else { return }
        failed.store(true, ordering: .relaxed)
        error(Words.Commands.notWritten(ErrorText.of(reason)))
    }

    /// What was asked for did not reach the file that it was sent to.
    static var hasFailed: Bool { failed.load(ordering: .relaxed) }

    private static let failed = Atomic(false)

    private static func systemWrite(_ descriptor: Int32, _ pointer: UnsafeRawPointer?, _ count: Int) -> Int {
        #if canImport(Glibc)
            Glibc.write(descriptor, pointer, count)
        #else
            Darwin.write(descriptor, pointer, count)
        #endif
    }
}
