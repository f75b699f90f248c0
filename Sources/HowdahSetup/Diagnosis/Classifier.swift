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
    /// The end of the line before.
    private var tail: [UInt8] = []
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
        defer { tail = Array(line.suffix(Self.seam)) }
        guard line.count >= ClueIndex.width, !LogLine.isHarmless(line) else { return }
        if let start = LogLine.find(Self.fileMark, in: line) {
            file = Array(line[start...])
            place = []
        }
        isComplaint = look(at: line, raw)
        join(line, raw)
        if !file.isEmpty, place.count < 2 { place.append(Array(raw)) }
    }

    /// A terminal breaks long messages in two; what stands on both sides of the break is one sentence. Some break
    /// between words, some in the middle of one.
    private mutating func join(_ line: [UInt8], _ raw: ArraySlice<UInt8>) {
        let head = Array(LogLine.body(line).prefix(Self.seam))
        guard let last = tail.last, let first = head.first else { return }
        let goesOn = Self.halves.contains(last) || !LogLine.opensMessage(LogLine.body(raw))
        look(at: tail + (last == 0x20 ? [] : [0x20]) + head, raw, seam: tail.count, goesOn: goesOn)
        guard tail.count >= Self.shortestFull, last != 0x20, line.first == first else { return }
        look(at: tail + head, raw, seam: tail.count, goesOn: goesOn)
    }

    /// - Parameters:
    ///   - seam: where two lines were joined; what does not cross it was seen already.
    ///   - goesOn: the second of them does not look as if something new began.
    /// - Returns: whether the line speaks as errors do.
    @discardableResult
    private mutating func look(
        at line: [UInt8], _ raw: ArraySlice<UInt8>, seam: Int? = nil, goesOn: Bool = true
    ) -> Bool {
        var found: Set<Int> = []
        var unquoted: Set<Int> = []
        var isComplaint = false
        let isBare = !line.contains(0x22)
        // A sentence in pieces may as well be two sentences.
        let mayBreak = seam.map { goesOn && $0 >= Self.shortestBroken } ?? true
        index.scan(line, from: seam.flatMap { mayBreak ? nil : $0 - index.longest..<$0 }) { entry in
            switch entry {
            case .topic(let topic, _): topics.insert(topic)
            case .clue(let number): if hits[number].map({ $0.isProse }) ?? true { found.insert(number) }
            case .bare(let number): if isBare, hits[number] == nil { unquoted.insert(number) }
            case .complaint: isComplaint = true
            }
        }
        let before = hits.count
        defer { if seam == nil, hits.count == before { lookUnquoted(isBare ? unquoted : nil, at: line, raw) } }
        for number in found {
            let clue = index.clues[number].clue
            guard let range = LogLine.range(line, clue.pieces) else { continue }
            var isGuess = false
            if let seam {
                guard range.lowerBound < seam, range.upperBound > seam, clue.pieces.count == 1 || mayBreak else {
                    continue
                }
                isGuess = clue.pieces.count > 1 && seam < Self.shortestFull
            }
            note(number, at: line, raw, isProse: isGuess || LogLine.isProse(line))
        }
        return isComplaint
    }

    /// Whoever writes without quotes tells of an error.
    ///
    /// - Parameter found: what may stand there; nil: still to be looked for, without the line's quotes.
    private mutating func lookUnquoted(_ found: Set<Int>?, at line: [UInt8], _ raw: ArraySlice<UInt8>) {
        var numbers = found ?? []
        let bare = found == nil ? line.filter { $0 != 0x22 } : line
        if found == nil {
            index.scan(bare) { entry in
                if case .bare(let number) = entry, hits[number] == nil { numbers.insert(number) }
            }
        }
        for number in numbers where index.bare[number]?.stands(in: bare) ?? false {
            note(number, at: bare, raw, isProse: true)
        }
    }

    private mutating func note(_ number: Int, at line: [UInt8], _ raw: ArraySlice<UInt8>, isProse: Bool) {
        let clue = index.clues[number].clue
        guard hits[number] == nil || !isProse, !clue.excludes(line),
            clue.file.map({ LogLine.find($0, in: file) != nil }) ?? true
        else { return }
        let isMistake = index.clues[number].cause == "settings-syntax-error"
        let lines = (isMistake ? shownPlace : []) + [Self.shown(raw)]
        hits[number] = Hit(clue: number, line: self.number, lines: lines, isProse: isProse)
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

    /// After these a sentence is not over: a colon, a comma, a dash, a bracket.
    private static let halves = Array(":,-(".utf8)
    /// Bytes on each side of a line break that are read together.
    private static let seam = 200
    /// A line of so many bytes may have been broken because it was full, and of so many was it most likely.
    private static let shortestBroken = 40
    private static let shortestFull = 60
    private static let fileMark = Array("file \"".utf8)
}

/// All clues by the first bytes of their rarest piece, so that one pass over a line finds the few worth a look.
struct ClueIndex: Sendable {
    enum Entry: Sendable {
        case clue(Int)
        /// Without quotes.
        case bare(Int)
        case topic(Topic, [UInt8])
        /// A word of errors.
        case complaint([UInt8])
    }

    /// Bytes of a key; no piece that is searched for may be shorter.
    static let width = 4
    static let shared = ClueIndex()

    let clues: [(cause: Cause, clue: Clue)]
    let bare: [Int: BareClue]
    /// In bytes, of the pieces that are searched for.
    let longest: Int
    private let anchors: [[UInt8]]
    private let entries: [UInt32: [Entry]]
    /// A bit for each key's hash: most places of a text are passed over by one look.
    private let filter: [Bool]

    private init() {
        clues = Rule.all.flatMap { rule in rule.clues.map { (rule.cause, $0) } }
        anchors = clues.map(\.clue.anchor)
        longest = anchors.map(\.count).max() ?? 0
        var entries: [UInt32: [Entry]] = [:]
        for (number, anchor) in anchors.enumerated() {
            precondition(anchor.count >= Self.width, "too short a clue for \(clues[number].cause.rawValue)")
            entries[Self.key(anchor, 0), default: []].append(.clue(number))
        }
        var bare: [Int: BareClue] = [:]
        for (number, clue) in clues.enumerated() {
            guard let without = BareClue(clue.clue), without.anchor.count >= Self.width else { continue }
            bare[number] = without
            entries[Self.key(without.anchor, 0), default: []].append(.bare(number))
        }
        self.bare = bare
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

    /// - Parameter begin: where what is found may begin; nil: anywhere.
    func scan(_ line: [UInt8], from begin: Range<Int>? = nil, _ found: (Entry) -> Void) {
        guard line.count >= Self.width else { return }
        for start in (begin ?? 0..<line.count).clamped(to: 0..<(line.count - Self.width + 1)) {
            let key = Self.key(line, start)
            guard filter[Self.hash(key)], let here = entries[key] else { continue }
            for entry in here {
                switch entry {
                case .clue(let number): if LogLine.stands(anchors[number], in: line, at: start) { found(entry) }
                case .bare(let number):
                    if let anchor = bare[number]?.anchor, LogLine.stands(anchor, in: line, at: start) { found(entry) }
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
