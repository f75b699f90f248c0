/// The candidate that a mistyped word most resembles.
///
/// - Parameters:
///   - word: what was typed.
///   - candidates: what is allowed.
/// - Returns: the nearest candidate, or nil when none is near: at most a third of its letters may differ (at least
///   one, at most three). Letter case counts nothing; two neighbours swapped count one.
public func suggestion(for word: String, among candidates: some Sequence<String>) -> String? {
    let typed = Array(word.lowercased())
    var best: (name: String, distance: Int)?
    for candidate in candidates {
        let name = Array(candidate.lowercased())
        let allowed = min(3, max(1, max(name.count, typed.count) / 3))
        // Also, a word of any length is not compared letter by letter.
        guard abs(name.count - typed.count) <= allowed else { continue }
        let distance = editDistance(typed, name)
        guard distance <= allowed, distance < max(typed.count, 1), distance < best?.distance ?? .max else { continue }
        best = (candidate, distance)
    }
    return best?.name
}

/// The insertions, deletions, substitutions and swaps of neighbours that turn one word into the other.
func editDistance(_ a: [Character], _ b: [Character]) -> Int {
    var beforeLast: [Int] = []
    var last = Array(0...b.count)
    for i in a.indices {
        var row = [i + 1]
        for j in b.indices {
            var cost = min(last[j + 1] + 1, row[j] + 1, last[j] + (a[i] == b[j] ? 0 : 1))
            if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { cost = min(cost, beforeLast[j - 1] + 1) }
            row.append(cost)
        }
        beforeLast = last
        last = row
    }
    return last[b.count]
}
