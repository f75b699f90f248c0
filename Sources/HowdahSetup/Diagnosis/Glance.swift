import HowdahText

/// The few lines of a text that look most like its error: shown where no rule knows any.
struct Glance {
    /// Lower case, of four bytes or more.
    static let words = [
        "error", "exception", "fatal", "failed", "failure", "cannot", "can't", "could not", "unable to",
        "denied", "refused", "not found", "no such", "invalid", "missing", "abort", "panic",
    ].map { LogLine.normalised(Array($0.utf8)[...]) }

    /// What began it, and what it ended with.
    private var first: [UInt8]?
    private var last: [[UInt8]] = []
    /// The end of the text, where nothing sounds like an error.
    private var end: [UInt8]?

    private static let mostLast = 2
    /// In characters, and in the bytes that these may have before they are made safe to show.
    private static let longest = 200
    private static let mostBytes = 2000

    /// - Parameter line: as it was written; decoded only when it is shown, because a log has many.
    mutating func take(_ line: ArraySlice<UInt8>, isComplaint: Bool) {
        guard line.contains(where: { $0 > 0x20 }) else { return }
        let bytes = Array(line.prefix(Self.mostBytes))
        end = bytes
        guard isComplaint, bytes != first, bytes != last.last else { return }
        if first == nil { first = bytes } else { last = (last + [bytes]).suffix(Self.mostLast) }
    }

    /// In the order of the text, without escapes and without the passwords that stand there.
    var lines: [String] {
        (first.map { [$0] + last } ?? [end].compactMap(\.self)).map { bytes in
            let text = Redactor.withoutPasswords(LogLine.decoded(bytes[...]).sanitisedLine.trimmed)
            return text.count > Self.longest ? String(text.prefix(Self.longest)) + "…" : text
        }
    }
}
