public import HowdahText

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif
#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// What was done here and how it is taken back: one JSON object a line, append-only, no secret.
///
/// It serves undo, the notes and the bundle; what is true is always inspected.
public actor Journal {
    public struct Entry: Codable, Sendable, Equatable {
        public static let version = 1
        public var version = Entry.version
        /// Counts up from 1 within the file: clocks jump.
        public var sequence: Int
        public var step: StepID
        public var title: String
        /// For the handout; `byHand` is what a person would have typed, secrets masked.
        public var why: String?
        public var byHand: [String]?
        public var inverse: Inverse?
        /// A hash of the file as an edit left it: whether somebody edited since. nil: it was only about to be made.
        public var after: String?
        /// The entries that this one took back.
        public var undoes: [Int]?

        /// Written before a file is changed, so that a kill between the two leaves a trace.
        var isIntent: Bool { inverse?.file != nil && after == nil }
    }

    private var file: String?
    private var sequence = 0
    private let redactor: Redactor

    public init(redactor: Redactor = Redactor()) { self.redactor = redactor }

    public func keep(in file: String) throws(Failure) {
        self.file = file
    }

    /// Whole lines; a last one that a kill or a full disk cut off is taken away, or the next would be glued to it.
    private func lines(of file: String) throws(Failure) -> Int {
        guard Files.exists(file) else { return 0 }
        let bytes = try Files.bytes(file)
        let whole = bytes.lastIndex(of: 10).map { $0 + 1 } ?? 0
        if whole < bytes.count, truncate(file, off_t(whole)) != 0 {
            throw .file(path: file, operation: "write", errno: errno)
        }
        return bytes[..<whole].count { $0 == 10 }
    }

    /// One action with what is left of it here: that it is about to be done, where a file is changed, and that it was.
    ///
    /// - Throws: what the action threw, even where that could not be written down; or that the journal cannot be
    ///   written.
    func record(
        _ step: StepID, _ action: Action, while work: @Sendable () async throws(Failure) -> Void
    ) async throws(Failure) {
        let intent = try begin(step, action)
        do throws(Failure) { try await work() } catch {
            // An intent that stays is one that undo looks into: that is safe, and the first failure is the news.
            try? undone(intent)
            throw error
        }
        try append(step, action)
        try undone(intent)
    }

    /// - Returns: the numbers of the entries written.
    private func begin(_ step: StepID, _ action: Action) throws(Failure) -> [Int] {
        guard action.inverse?.file != nil else { return [] }
        try write(entry(step, action))
        return [sequence]
    }

    public func append(_ step: StepID, _ action: Action) throws(Failure) {
        var entry = entry(step, action)
        switch action.inverse {
        case .restore(let path, _)?, .removeFile(let path)?:
            entry.after = ShortHash.of(try Files.bytes(Files.resolved(path)))
        default: break
        }
        try write(entry)
    }

    private func entry(_ step: StepID, _ action: Action) -> Entry {
        Entry(
            sequence: 0, step: step, title: redactor.redact(action.title), why: redactor.redact(action.why),
            byHand: action.byHand.map(redactor.redact), inverse: action.inverse)
    }

    /// That these entries are over.
    func undone(_ sequences: [Int]) throws(Failure) {
        guard !sequences.isEmpty else { return }
        try write(
            Entry(
                sequence: 0, step: .postgres, title: Words.Undo.done, undoes: sequences))
    }

    private func write(_ entry: Entry) throws(Failure) {
        guard let file else { return }
        guard !Files.exists(file) || Self.isOwn(file) else {
            throw .refused(
                "file-permission", sentence: Words.Undo.journalNoFile(file), next: Words.Settings.noFileToWriteNext)
        }
        var entry = entry
        // Counted now, under the project's lock: another process may have written since this one looked.
        entry.sequence = try lines(of: file) + 1
        sequence = entry.sequence
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let line: Data
        do { line = try encoder.encode(entry) } catch {
            throw .file(path: file, operation: "encode", errno: 0)
        }
        let descriptor = open(file, O_WRONLY | O_CREAT | O_APPEND | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw .file(path: file, operation: "append", errno: errno) }
        defer { close(descriptor) }
        let bytes = Array(line) + [10]
        guard System.write(descriptor, bytes) == bytes.count, fsync(descriptor) == 0 else {
            throw .file(path: file, operation: "append", errno: errno)
        }
    }

    /// What was done and not taken back since, newest first.
    ///
    /// A journal that is truncated, corrupt or from a newer version is moved aside; the sentence says so.
    ///
    /// - Parameter movesAside: false where nothing may be changed: then it is only said.
    /// - Returns: also what was taken back already.
    /// - Throws: it could be neither read nor moved.
    func read(movesAside: Bool = true) throws(Failure) -> (entries: [Entry], over: [Entry], problem: String?) {
        guard let file, Files.exists(file) else { return ([], [], nil) }
        let entries: [Entry]
        do {
            guard Self.isOwn(file) else { throw Broken() }
            entries = try Self.entries(in: try Files.bytes(file))
        } catch {
            var number = 1
            while Files.exists("\(file).broken-\(number)") { number += 1 }
            let aside = "\(file).broken-\(number)"
            guard movesAside else { return ([], [], Words.Undo.journalUnreadable(file)) }
            try Files.move(file, to: aside)
            sequence = 0
            return ([], [], Words.Undo.journalBroken(aside))
        }
        let over = Set(entries.flatMap { $0.undoes ?? [] })
        return (
            entries.reversed().filter { !over.contains($0.sequence) && $0.undoes == nil },
            entries.filter { over.contains($0.sequence) }, nil
        )
    }

    private struct Broken: Error {}

    /// By a link it would be somebody else's, and a pipe would never end.
    private static func isOwn(_ file: String) -> Bool { Files.isRegular(file) && !Files.isLink(file) }

    /// What stands there, for those who only look and can pass over a line; nothing where there is no journal.
    static func lines(in file: String) -> [Substring] {
        guard isOwn(file), let text = try? Files.read(file) else { return [] }
        return text.split(separator: "\n")
    }

    /// Sequence numbers count up: whoever edited it by hand is not believed.
    private static func entries(in bytes: [UInt8]) throws -> [Entry] {
        guard bytes.isEmpty || bytes.last == 10 else { throw Broken() }
        let decoder = JSONDecoder()
        var entries: [Entry] = []
        for line in bytes.split(separator: 10) {
            let entry = try decoder.decode(Entry.self, from: Data(line))
            guard entry.version <= Entry.version, entry.sequence == entries.count + 1 else { throw Broken() }
            entries.append(entry)
        }
        return entries
    }
}

/// The system's write, where a method of that name hides it.
private enum System {
    static func write(_ descriptor: Int32, _ bytes: [UInt8]) -> Int {
        #if canImport(Glibc)
            Glibc.write(descriptor, bytes, bytes.count)
        #else
            Darwin.write(descriptor, bytes, bytes.count)
        #endif
    }
}
