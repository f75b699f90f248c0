import HowdahText

/// Cuts a child's bytes into lines, cleans them, reads progress off them and keeps the last ones.
actor Collector {
    private let redactor: Redactor
    private let sink: LineSink
    private var pending: [UInt8] = []
    private var isCut = false
    private var tail: [String] = []
    private var tailBytes = 0
    private var progress: ProgressReader

    /// A line longer than this is cut: no program's line of 50 MB may fill the memory.
    static let longestLine = 8192
    static let tailLimit = 64 * 1024

    init(redactor: Redactor, command: Command, sink: @escaping LineSink) {
        self.redactor = redactor
        self.sink = sink
        progress = ProgressReader(style: command.progress, total: command.progressTotal)
    }

    func take(_ bytes: [UInt8]) async {
        var lines: [String] = []
        var rest = bytes[...]
        while let end = rest.firstIndex(of: 10) {
            append(rest[..<end])
            lines.append(takePending())
            rest = rest[rest.index(after: end)...]
        }
        append(rest)
        await deliver(lines)
    }

    func finish() async -> String {
        if !pending.isEmpty { await deliver([takePending()]) }
        return tail.joined(separator: "\n")
    }

    private func append(_ bytes: ArraySlice<UInt8>) {
        let room = Self.longestLine - pending.count
        if bytes.count > room { isCut = true }
        if room > 0 { pending.append(contentsOf: bytes.prefix(room)) }
    }

    private func takePending() -> String {
        defer {
            pending.removeAll(keepingCapacity: true)
            isCut = false
        }
        let line = redactor.redact(String(decoding: pending, as: UTF8.self).sanitisedLine)
        // The cut may have gone through a secret: half of one is not recognised, so it must not be shown.
        return isCut ? String(line.dropLast(redactor.longestSpelling)) : line
    }

    private func deliver(_ lines: [String]) async {
        guard !lines.isEmpty else { return }
        var shown: [String] = []
        var latest: Output?
        for line in lines {
            switch progress.read(line) {
            case .hidden(let value): latest = value ?? latest
            case .shown(let value):
                latest = value ?? latest
                shown.append(line)
            }
        }
        for line in shown {
            tail.append(line)
            tailBytes += line.utf8.count + 1
        }
        var dropped = 0
        while tailBytes > Self.tailLimit, dropped < tail.count {
            tailBytes -= tail[dropped].utf8.count + 1
            dropped += 1
        }
        if dropped > 0 { tail.removeFirst(dropped) }
        if !shown.isEmpty { await sink(.lines(shown)) }
        if let latest { await sink(latest) }
    }
}

/// Reads how far a program is from its lines.
struct ProgressReader {
    enum Reading: Equatable {
        case shown(Output?)
        /// The line is for machines only.
        case hidden(Output?)
    }

    let style: Command.ProgressStyle
    /// How many there will be, where the plan counted them.
    let total: Int
    private var seen = 0

    init(style: Command.ProgressStyle, total: Int) {
        self.style = style
        self.total = total
    }

    mutating func read(_ line: String) -> Reading {
        switch style {
        case .none: return .shown(nil)
        case .pipRaw:
            // pip's raw bar: `Progress 32768 of 8064432`, in bytes of the file at hand.
            let words = line.split(separator: " ")
            if words.count == 4, words[0] == "Progress", words[2] == "of", let done = Int(words[1]),
                let total = Int(words[3])
            {
                return .hidden(.progress(done: done, total: total))
            }
            return .shown(nil)
        case .installer:
            // Older pip and uv: one line a package when it is fetched or resolved.
            guard
                ["Collecting ", "Downloading ", "Using cached ", "Installing "].contains(where: line.trimmed.hasPrefix)
            else { return .shown(nil) }
            seen += 1
            return .shown(.progress(done: seen, total: 0))
        case .migrations:
            guard line.hasPrefix("  Applying ") else { return .shown(nil) }
            seen += 1
            return .shown(.progress(done: seen, total: total))
        }
    }
}
