import HowdahText

/// Finds the cause that a text of errors points at. Reads line by line and keeps little: the text may be a log of any
/// length.
///
///     var classifier = Classifier()
///     classifier.read(bytes)
///     classifier.finish()?.cause
struct Classifier {
    struct Answer: Equatable {
        var cause: Cause
        /// The line that decided, as it was written; before it, for a mistake in a file, those that name its place.
        var lines: [String]
    }

    private struct Hit {
        var clue: Int
        var line: Int
        var lines: [String]
        var isProse: Bool
    }

    private let index = ClueIndex.shared
    /// The first of each clue; a program's line takes the place of a person's.
    private var hits: [Int: Hit] = [:]
    private var topics: Set<Topic> = []
    private var number = 0
    /// The last `File "…", line n` of a traceback.
    private var file: [UInt8] = []
    /// The same as it was written, and the line of that file that follows it.
    private var place: [[UInt8]] = []
    private var rest: [UInt8] = []
    /// The end of the line before, and the bytes that the whole of it had.
    private var tail: [UInt8] = []
    private var tailWidth = 0
    private(set) var glance = Glance()

    /// Whatever part of the text comes next.
    mutating func read(_ bytes: some Sequence<UInt8>) {
        for byte in bytes {
            if byte == 0x0A || rest.count >= LogLine.longestLine {
                take(rest[...])
                rest.removeAll(keepingCapacity: true)
                if byte != 0x0A { rest.append(byte) }
            } else {
                rest.append(byte)
            }
        }
    }

    /// After the last part. nil: nothing that a rule knows.
    mutating func finish() -> Answer? {
        if !rest.isEmpty { take(rest[...]) }
        rest = []
        let valid = hits.values.filter { hit in
            let clue = index.clues[hit.clue].clue
            return clue.needs.allSatisfy(topics.contains) && !clue.excludes.contains(where: topics.contains)
        }
        // The weightiest; of these what a program printed before what a person tells; of these the first line, because
        // what follows is mostly its consequence; of one line the more particular rule.
        let best = valid.min { order($0) < order($1) }
        return best.map { Answer(cause: index.clues[$0.clue].cause, lines: $0.lines) }
    }

    /// A person who tells of an error is believed one step less than a program that prints it.
    private func order(_ hit: Hit) -> (weight: Int, prose: Int, line: Int, clue: Int) {
        let prose = hit.isProse ? 1 : 0
        return (index.clues[hit.clue].clue.weight.rawValue + prose, prose, hit.line, hit.clue)
    }

    private mutating func take(_ raw: ArraySlice<UInt8>) {
        number += 1
        let line = LogLine.normalised(raw)
        var isComplaint = false
        defer { glance.take(raw, isComplaint: isComplaint) }
        defer {
            tail = Array(line.suffix(Self.seam))
            tailWidth = raw.count
        }
        guard line.count >= ClueIndex.width, !LogLine.isHarmless(line) else { return }
        if let start = LogLine.find(Self.fileMark, in: line) {
            file = Array(line[start...])
            place = []
        }
        isComplaint = look(at: line, raw) { _ in true }
        // A terminal breaks long messages in two; what stands on both sides of the break is one sentence.
        if !tail.isEmpty {
            look(at: tail + [0x20] + line.prefix(Self.seam), raw) { $0.pieces.count == 1 }
            if LogLine.isRest(raw, ofLineWith: tailWidth) { look(at: tail + line.prefix(Self.seam), raw) { _ in true } }
        }
        if !file.isEmpty, place.count < 2 { place.append(Array(raw)) }
    }

    /// - Returns: whether the line speaks as errors do.
    @discardableResult
    private mutating func look(at line: [UInt8], _ raw: ArraySlice<UInt8>, where fits: (Clue) -> Bool) -> Bool {
        var found: Set<Int> = []
        var isComplaint = false
        index.scan(line) { entry in
            switch entry {
            case .topic(let topic, _): topics.insert(topic)
            case .clue(let number): if hits[number].map({ $0.isProse }) ?? true { found.insert(number) }
            case .complaint: isComplaint = true
            }
        }
        for number in found {
            let clue = index.clues[number].clue
            guard fits(clue), LogLine.holds(line, clue.pieces),
                !clue.without.contains(where: { LogLine.find($0, in: line) != nil }),
                clue.file.map({ LogLine.find($0, in: file) != nil }) ?? true
            else { continue }
            let isProse = LogLine.isProse(line)
            guard hits[number] == nil || !isProse else { continue }
            let isMistake = index.clues[number].cause == "settings-syntax-error"
            let lines = (isMistake ? shownPlace : []) + [Self.shown(raw)]
            hits[number] = Hit(clue: number, line: self.number, lines: lines, isProse: isProse)
        }
        return isComplaint
    }

    /// A line of somebody's file may hold a value that is nobody's business; a mistake often is an open quote, so that
    /// where it ends cannot be told.
    private var shownPlace: [String] {
        place.enumerated().map { index, raw in
            index == 0 ? Self.shown(raw[...]) : "  " + Redactor.withoutValues(Self.shown(raw[...]))
        }
    }

    private static func shown(_ raw: ArraySlice<UInt8>) -> String {
        String(LogLine.decoded(raw).prefix(2000)).sanitisedLine.trimmed
    }

    /// Bytes on each side of a line break that are read together.
    private static let seam = 100
    private static let fileMark = Array("file \"".utf8)
}

/// All clues by the first bytes of their rarest piece, so that one pass over a line finds the few worth a look.
struct ClueIndex: Sendable {
    enum Entry: Sendable {
        case clue(Int)
        case topic(Topic, [UInt8])
        /// A word of errors.
        case complaint([UInt8])
    }

    /// Bytes of a key; no piece that is searched for may be shorter.
    static let width = 4
    static let shared = ClueIndex()

    let clues: [(cause: Cause, clue: Clue)]
    private let anchors: [[UInt8]]
    private let entries: [UInt32: [Entry]]
    /// A bit for each key's hash: most places of a text are passed over by one look.
    private let filter: [Bool]

    private init() {
        clues = Rule.all.flatMap { rule in rule.clues.map { (rule.cause, $0) } }
        anchors = clues.map(\.clue.anchor)
        var entries: [UInt32: [Entry]] = [:]
        for (number, anchor) in anchors.enumerated() {
            precondition(anchor.count >= Self.width, "too short a clue for \(clues[number].cause.rawValue)")
            entries[Self.key(anchor, 0), default: []].append(.clue(number))
        }
        for topic in Topic.allCases {
            for token in topic.tokens {
                let bytes = LogLine.normalised(Array(token.utf8)[...])
                precondition(bytes.count >= Self.width, "too short a token: \(token)")
                entries[Self.key(bytes, 0), default: []].append(.topic(topic, bytes))
            }
        }
        for bytes in Glance.words { entries[Self.key(bytes, 0), default: []].append(.complaint(bytes)) }
        var filter = [Bool](repeating: false, count: 1 << 16)
        for key in entries.keys { filter[Self.hash(key)] = true }
        self.entries = entries
        self.filter = filter
    }

    func scan(_ line: [UInt8], _ found: (Entry) -> Void) {
        guard line.count >= Self.width else { return }
        for start in 0...(line.count - Self.width) {
            let key = Self.key(line, start)
            guard filter[Self.hash(key)], let here = entries[key] else { continue }
            for entry in here {
                switch entry {
                case .clue(let number): if LogLine.stands(anchors[number], in: line, at: start) { found(entry) }
                case .topic(_, let token), .complaint(let token):
                    if LogLine.stands(token, in: line, at: start) { found(entry) }
                }
            }
        }
    }

    private static func key(_ bytes: [UInt8], _ start: Int) -> UInt32 {
        UInt32(bytes[start]) << 24 | UInt32(bytes[start + 1]) << 16 | UInt32(bytes[start + 2]) << 8
            | UInt32(bytes[start + 3])
    }

    private static func hash(_ key: UInt32) -> Int { Int(truncatingIfNeeded: (key &* 2_654_435_761) >> 16) }
}
