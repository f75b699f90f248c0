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
/// It serves undo and the bundle; what is true is always inspected.
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
    }

    private var file: String?
    private var sequence = 0

    public init() {}

    public func keep(in file: String) throws(Failure) {
        self.file = file
        sequence = Files.exists(file) ? try Files.read(file).split(separator: "\n").count : 0
    }

    public func append(_ step: StepID, _ action: Action) throws(Failure) {
        guard let file else { return }
        sequence += 1
        let entry = Entry(
            sequence: sequence, step: step, title: action.title, why: action.why, byHand: action.byHand,
            inverse: action.inverse)
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
        guard write(descriptor, bytes, bytes.count) == bytes.count, fsync(descriptor) == 0 else {
            throw .file(path: file, operation: "append", errno: errno)
        }
    }
}
