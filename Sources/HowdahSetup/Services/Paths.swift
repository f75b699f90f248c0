/// Paths by their text alone.
public enum Paths {
    /// Absolute and without `.`, `..` and doubled slashes.
    public static func absolute(_ path: String, from base: String) -> String {
        let full = path.hasPrefix("/") ? path : base + "/" + path
        var parts: [Substring] = []
        for part in full.split(separator: "/") where part != "." {
            if part == ".." { _ = parts.popLast() } else { parts.append(part) }
        }
        return "/" + parts.joined(separator: "/")
    }

    public static func parent(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "" }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    public static func name(of path: String) -> String {
        String(path[(path.lastIndex(of: "/").map(path.index(after:)) ?? path.startIndex)...])
    }

    /// `~/…` for what lies in the home folder: how people know it.
    public static func shown(_ path: String, home: String) -> String {
        home.count > 1 && (path == home || path.hasPrefix(home + "/")) ? "~" + path.dropFirst(home.count) : path
    }
}
