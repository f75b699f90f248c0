/// The catalogue of every word that Howdah shows.
///
/// One room of the house a file: `Words+Setup.swift`, `Words+Terminal.swift`, `Words+Wizard.swift`.
/// No other module holds a sentence meant for a person.
public enum Words {}
