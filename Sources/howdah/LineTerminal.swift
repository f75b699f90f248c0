import Dispatch
import HowdahText
import HowdahWizard
import Synchronization

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// Questions and answers, a line each, on the terminal as it is.
final class LineTerminal: Sendable {
    let work = Interruptible()
    /// Reading blocks, so it has a thread of its own.
    private let queue = DispatchQueue(label: "lines")
    /// The terminal's modes while typing is hidden: whoever ends the process puts them back.
    private let echo = Mutex<termios?>(nil)
    private let isLent = Atomic(false)
    /// Only kept alive; nobody reads it after init.
    private nonisolated(unsafe) let sources: [any DispatchSourceSignal]

    init() {
        let numbers = [SIGINT, SIGTERM, SIGHUP]
        sources = numbers.map { DispatchSource.makeSignalSource(signal: $0, queue: .global()) }
        for (number, source) in zip(numbers, sources) {
            signal(number, SIG_IGN)
            source.setEventHandler { [self] in
                Task { await interrupted(number) }
            }
            source.resume()
        }
    }

    /// Ctrl-C stops what runs; where nothing runs, it leaves. The other two always leave.
    private func interrupted(_ number: Int32) async {
        if number == SIGINT, isLent.load(ordering: .sequentiallyConsistent) { return }
        let wasRunning = await work.interrupt()
        if wasRunning, number == SIGINT { return }
        showTyping()
        Console.out("\n" + Words.Plain.interrupted)
        if wasRunning { await work.settled() }
        _exit(128 + number)
    }

    /// - Parameter isHidden: what is typed is not shown.
    /// - Returns: nil at the end of the input.
    func ask(_ prompt: String, isHidden: Bool) async -> String? {
        await withCheckedContinuation { continuation in
            queue.async { [self] in
                Console.prompt(prompt)
                if isHidden { hideTyping() }
                let line = readLine()
                if isHidden {
                    showTyping()
                    // The Enter was not shown either.
                    Console.out("")
                } else if line == nil {
                    Console.out("")
                }
                continuation.resume(returning: line)
            }
        }
    }

    /// What was typed while nobody asked.
    func dropTyped() { tcflush(STDIN_FILENO, TCIFLUSH) }

    /// While somebody else has the terminal, the keyboard's signals are theirs.
    func handOver(_ body: @Sendable () async -> Void) async {
        isLent.store(true, ordering: .sequentiallyConsistent)
        await body()
        Console.takeTerminal()
        isLent.store(false, ordering: .sequentiallyConsistent)
    }

    private func hideTyping() {
        var modes = termios()
        guard tcgetattr(STDIN_FILENO, &modes) == 0 else { return }
        echo.withLock { $0 = modes }
        modes.c_lflag &= ~tcflag_t(ECHO)
        tcsetattr(STDIN_FILENO, TCSADRAIN, &modes)
    }

    private func showTyping() {
        echo.withLock { saved in
            guard var modes = saved else { return }
            tcsetattr(STDIN_FILENO, TCSADRAIN, &modes)
            saved = nil
        }
    }
}
