extension Words {
    /// `howdah explain`.
    public enum Explain {
        public static let paste = "Paste the error text, then press Ctrl-D on a line of its own."
        public static let empty = "There is no text to explain."
        public static let pasteInstead = "Give a file, or pipe the text: howdah explain < error.txt"
        public static func noFile(_ path: String) -> String { "There is no file \(Words.brief(path))." }
        public static func unreadable(_ path: String, _ reason: String) -> String {
            "\(Words.brief(path)) cannot be read: \(reason)."
        }
        public static func noSuchCause(_ slug: String) -> String { "There is no cause \(Words.brief(slug))." }
        public static func meant(_ slug: String) -> String { "Did you mean \(slug)?" }
        public static let listCauses = "howdah explain --causes lists them all."
        public static let seen = "The line that decided:"
        public static let seenLines = "The lines that decided:"
        public static let looked = "What was read; of it, the lines that look most like an error:"
        public static let fixes = "What mends it, the safest first:"
        public static let unknownFixes = "What to look at next:"
        public static let closer =
            "In the project's folder, howdah doctor looks closer; what it can mend, it mends with --fix."
        public static let tableHead = "| cause | what it is |"
    }
}
