import ArgumentParser
import HowdahText

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

@main
struct Howdah: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "howdah", abstract: Words.Commands.abstract, version: Version.text,
        subcommands: [
            WizardCommand.self, Apply.self, DoctorCommand.self, Explain.self, SettingsCommand.self, UndoCommand.self,
            Start.self, StopServer.self, Status.self,
        ],
        defaultSubcommand: WizardCommand.self)

    static func main() async {
        signal(SIGPIPE, SIG_IGN)
        // A core dump holds every password of the process; what it starts inherits this.
        var none = rlimit(rlim_cur: 0, rlim_max: 0)
        setrlimit(Self.core, &none)
        // libpq in this process would obey them; what Howdah verifies is the project's own configuration.
        for name in Folder.environment.keys where name.hasPrefix("PG") { unsetenv(name) }
        do {
            var command = try parseAsRoot()
            if var asynchronous = command as? any AsyncParsableCommand {
                try await asynchronous.run()
            } else {
                try command.run()
            }
        } catch let stop as Stop {
            Console.error(stop.description)
            _exit(stop.code)
        } catch {
            exit(withError: error)
        }
    }
}

extension Howdah {
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
    static func out(_ text: String) { write(text.sanitised, to: STDOUT_FILENO) }

    /// A question: the answer is typed on the same line.
    static func prompt(_ text: String) { write(text, to: STDOUT_FILENO, end: "") }

    /// The columns of the terminal that standard output is; nil where it is none.
    static var width: Int? {
        guard isatty(STDOUT_FILENO) == 1 else { return nil }
        var size = winsize()
        let isKnown = ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0
        return isKnown ? Int(size.ws_col) : 80
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
            // A reader that went away (SIGPIPE is ignored) does not stop the work.
            guard count > 0 else { return }
            bytes = bytes.dropFirst(count)
        }
    }

    private static func systemWrite(_ descriptor: Int32, _ pointer: UnsafeRawPointer?, _ count: Int) -> Int {
        #if canImport(Glibc)
            Glibc.write(descriptor, pointer, count)
        #else
            Darwin.write(descriptor, pointer, count)
        #endif
    }
}
