// How programs say that a variable of the environment is not there.
extension Rule {
    /// Clues for the variables whose names begin so, one a line of ``Clue``: django-environ, decouple, `os.environ`,
    /// shells and what people write themselves.
    static func unset(_ name: String) -> [String] {
        [
            "\(name)…not found", "\(name)…is not set", "\(name)…is missing", "\(name)…is required",
            "\(name)…must be set", "\(name)…must not be empty", "\(name)…is not defined", "\(name)…is undefined",
            "missing \(name)", "missing…environment variable…\(name)", "set the \(name)…environment variable",
            "environment variable \(name)", "environment variable: \(name)", "environment variable '\(name)",
            "keyerror: '\(name)", "key not found: '\(name)", "undefinedvalueerror: \(name)",
            "improperlyconfigured: …\(name)",
        ]
    }
}
