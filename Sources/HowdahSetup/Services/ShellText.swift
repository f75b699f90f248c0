/// Text as a POSIX shell reads it: for showing commands that can be copied.
public enum ShellText {
    public static func quoted(_ word: String) -> String {
        let plain = word.utf8.allSatisfy {
            (48...57).contains($0) || (65...90).contains($0) || (97...122).contains($0)
                || "/._-=:@%+,".utf8.contains($0)
        }
        return plain && !word.isEmpty ? word : "'" + word.replacing("'", with: "'\\''") + "'"
    }

    public static func line(_ words: [String]) -> String { words.map(quoted).joined(separator: " ") }
}
