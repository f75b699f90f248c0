/// The catalogue of every word that Howdah shows.
///
/// One room of the house a file: `Words+Setup.swift`, `Words+Terminal.swift`, `Words+Wizard.swift`.
/// No other module holds a sentence meant for a person.
public enum Words {
    /// What somebody typed, in a sentence: nobody reads a name of thousands of letters.
    static func brief(_ text: String) -> String {
        let line = text.prefix(400).sanitisedLine
        return line.count > 200 ? "\(line.prefix(80))…\(text.suffix(40).sanitisedLine)" : line
    }
}
