import Dispatch
import Synchronization

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// Turns SIGINT, SIGTERM and SIGHUP into a cancellation, once; the second SIGINT ends at once.
final class Signals: Sendable {
    private let first = Mutex<Int32?>(nil)
    /// Only kept alive; nobody reads it after init.
    private nonisolated(unsafe) let sources: [any DispatchSourceSignal]

    init(_ cancel: @escaping @Sendable () -> Void) {
        let numbers = [SIGINT, SIGTERM, SIGHUP]
        sources = numbers.map { DispatchSource.makeSignalSource(signal: $0, queue: .global()) }
        for (number, source) in zip(numbers, sources) {
            signal(number, SIG_IGN)
            source.setEventHandler { [self] in
                let again = first.withLock { first in
                    defer { first = first ?? number }
                    return first != nil
                }
                if again { _exit(128 + number) }
                cancel()
            }
            source.resume()
        }
    }

    var received: Int32? { first.withLock { $0 } }
}
