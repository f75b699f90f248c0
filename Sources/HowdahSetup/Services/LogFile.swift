import HowdahText
import Logging
import Synchronization

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// The log of one run: 0600, append-only, every line redacted and free of control characters.
///
/// Before a file is named (the project's folder may not exist yet) lines wait in memory, the last few hundred of them.
public final class LogFile: Sendable {
    private struct State {
        var descriptor: Int32?
        var path: String?
        var waiting: [String] = []
    }

    private static let mostWaiting = 500
    private let state = Mutex(State())
    private let redactor: Redactor

    init(redactor: Redactor) { self.redactor = redactor }

    /// Where the log is written; nil as long as it is in memory only.
    public var path: String? { state.withLock { $0.path } }

    /// From now on lines go to this file. The first file that is named stays: `--log` wins over the project's.
    public func keep(in file: String) throws(Failure) {
        guard path == nil else { return }
        let descriptor = open(file, O_WRONLY | O_CREAT | O_APPEND | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw .file(path: file, operation: "open", errno: errno) }
        let waiting = state.withLock { state in
            state.descriptor = descriptor
            state.path = file
            defer { state.waiting = [] }
            return state.waiting
        }
        for line in waiting { write(line) }
    }

    func write(_ line: String) {
        let line = redactor.redact(line.sanitisedLine) + "\n"
        let descriptor = state.withLock { state in
            if state.descriptor == nil {
                state.waiting.append(line)
                if state.waiting.count > Self.mostWaiting { state.waiting.removeFirst() }
            }
            return state.descriptor
        }
        guard let descriptor else { return }
        // A log that cannot be written (full disk) must not stop the work that it describes.
        _ = line.utf8.withContiguousStorageIfAvailable { put(descriptor, $0.baseAddress, $0.count) }
    }

    private func put(_ descriptor: Int32, _ pointer: UnsafePointer<UInt8>?, _ count: Int) -> Int {
        #if canImport(Glibc)
            Glibc.write(descriptor, pointer, count)
        #else
            Darwin.write(descriptor, pointer, count)
        #endif
    }
}

/// swift-log's way to a `LogFile`.
struct LogFileHandler: LogHandler {
    let file: LogFile
    let label: String
    var logLevel = Logger.Level.debug
    var metadata = Logger.Metadata()

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        file.write("\(Clock.text()) \(event.level) \(event.message)")
    }
}

/// The time of day for the log, in UTC as RFC 3339 writes it.
private enum Clock {
    static func text() -> String {
        var now = time(nil)
        var parts = tm()
        gmtime_r(&now, &parts)
        var buffer = [CChar](repeating: 0, count: 32)
        let count = strftime(&buffer, buffer.count, "%Y-%m-%dT%H:%M:%SZ", &parts)
        return String(decoding: buffer.prefix(count).map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}
