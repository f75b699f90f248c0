extension Words {
    /// What is said of a TOML file that cannot be used.
    public enum TOML {
        static let text = "text in quotes"
        static let integer = "a whole number"
        static let float = "a number"
        static let boolean = "true or false"
        static let moment = "a date or time"
        static let array = "a list in [ ]"
        static let table = "a table"

        static func mismatch(expected: String, found: String) -> String {
            "Expected \(expected), found \(found)."
        }

        static func outOfRange(_ least: String, _ most: String) -> String {
            "Expected a whole number from \(least) to \(most)."
        }

        static let missing = "This key is needed and not there."
        static let missingElement = "The list is too short here."

        static func notAllowed(_ value: String, allowed: [String], suggestion: String?) -> String {
            "“\(value)” is not possible here. \(meant(suggestion))Allowed: \(list(allowed))."
        }

        static func unknownKey(_ key: String, allowed: [String], suggestion: String?) -> String {
            guard !allowed.isEmpty else { return "There is no such key “\(key)”: nothing may stand here." }
            return "There is no such key “\(key)”. \(meant(suggestion))Allowed here: \(list(allowed))."
        }

        static func syntax(_ reason: String) -> String {
            "This is not valid TOML: \(reason)\(reason.hasSuffix(".") ? "" : ".")"
        }

        private static func meant(_ suggestion: String?) -> String {
            suggestion.map { "Did you mean “\($0)”? " } ?? ""
        }

        private static func list(_ names: [String]) -> String { names.joined(separator: ", ") }
    }
}
