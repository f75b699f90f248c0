/// What a cell means; a theme says how that looks.
public enum Role: String, CaseIterable, Sendable, Hashable, CodingKey {
    case text
    case dim
    case title
    case accent
    case border
    case header
    case footer
    /// The name of a key in the footer, and what it does.
    case key
    case keyLabel = "key-label"
    case ok
    case warning
    case problem
    case running
    case selected
    case label
    case field
    case fieldFocused = "field-focused"
    case placeholder
    case placeholderFocused = "placeholder-focused"
    case code
    case added
    case removed
    /// Where a diff's part begins (`@@`), and the names of its files.
    case hunk
    case link
    /// What a search found.
    case match
    case progressDone = "progress-done"
    case progressRest = "progress-rest"
}
