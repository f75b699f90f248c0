import DequeModule

extension LogView {
    /// What is searched for, and where one stands.
    public struct Search: Sendable, Equatable {
        /// Whether the words are still being typed.
        public internal(set) var isTyping = true
        /// The line that was found last, counted from the log's beginning.
        public internal(set) var found: Int?
        var editor = LineEditor("")

        /// What is searched for; letter case counts nothing.
        public var query: String { editor.text }
    }

    /// The numbers of the lines that match, counted from the log's beginning.
    public var matches: [Int] {
        guard let query = search?.query.lowercased(), !query.isEmpty else { return [] }
        return lines.indices.filter { lines[$0].text.lowercased().contains(query) }.map { $0 + dropped }
    }

    /// Types the words: Enter finds the newest match, Escape gives up.
    mutating func type(_ key: Key, in size: Size) -> Bool {
        switch key {
        case .escape: search = nil
        case .enter:
            guard search?.query.isEmpty == false else {
                search = nil
                return true
            }
            search?.isTyping = false
            find(older: true, in: size)
        default: return search?.editor.handle(key) ?? false
        }
        return true
    }

    /// Goes on to the next match, round at the ends, and shows it in the middle.
    mutating func find(older: Bool, in size: Size) {
        let matches = matches
        let next: Int?
        switch search?.found {
        case nil: next = matches.last
        case let last? where older: next = matches.last { $0 < last } ?? matches.last
        case let last?: next = matches.first { $0 > last } ?? matches.first
        }
        search?.found = next
        guard let next else { return }
        let wanted = max(dropped, next - size.rows / 2)
        top = wanted >= endTop(in: size) ? nil : wanted
    }
}
