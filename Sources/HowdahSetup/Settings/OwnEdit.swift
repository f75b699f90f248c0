import HowdahText

/// Whether the database that a settings file or a `.env` names is one that Howdah wrote there: by the journal, which is
/// only read.
enum OwnEdit {
    /// The last edit of this file stands: its bytes are as that edit left them, or, where a person changed other lines
    /// since, Django reads the database that it named.
    static func stands(in path: String, _ now: DjangoState.Default?, _ layout: Layout) -> Bool {
        guard let entry = last(of: path, layout), let bytes = try? Files.bytes(path) else { return false }
        return entry.after == ShortHash.of(bytes) || now.map { names($0, entry.byHand ?? []) } == true
    }

    private static func last(of path: String, _ layout: Layout) -> Journal.Entry? {
        Journal.lines(in: layout.journalFile).reversed().lazy.compactMap {
            try? JSONText.decode(Journal.Entry.self, from: String($0))
        }
        .first { entry in
            guard let edited = entry.inverse?.file else { return false }
            return ending(edited) == ending(path)
        }
    }

    /// The project may lie elsewhere than when it was edited: package and file; of a `.env`, which may lie beside
    /// manage.py, the name alone.
    private static func ending(_ path: String) -> String {
        let name = Paths.name(of: path)
        return name.hasSuffix(".py") ? Paths.name(of: Paths.parent(of: path)) + "/" + name : name
    }

    /// A diff of which some line, added or left as it was, gives each key this value.
    private static func names(_ now: DjangoState.Default, _ diff: [String]) -> Bool {
        let values = [("NAME", now.name), ("USER", now.user), ("HOST", now.host), ("PORT", now.port)]
        let lines = diff.filter { !$0.hasPrefix("-") }.map { $0.replacing("\"", with: "'") }
        let url = withoutPassword("+\(DatabaseURL.key)=\(DatabaseURL.shown(now))")
        if lines.map(withoutPassword).contains(where: { $0 == url || $0.hasPrefix(url + "?") }) { return true }
        return values.allSatisfy { key, value in lines.contains { $0.contains("'\(key)': '\(value ?? "")'") } }
    }

    /// In the journal words for people stand in a password's place.
    private static func withoutPassword(_ line: String) -> String {
        guard let scheme = line.ranges(of: "://").first, let at = line.lastIndex(of: "@"),
            let colon = line[scheme.upperBound..<at].firstIndex(of: ":")
        else { return line }
        return String(line[..<colon] + line[at...])
    }
}
