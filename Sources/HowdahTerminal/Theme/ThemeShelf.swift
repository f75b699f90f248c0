import Foundation
public import HowdahText

/// The themes at hand: those that come with Howdah, a person's own, and which one was chosen for good.
public struct ThemeShelf: Sendable {
    /// Howdah's folder among a person's settings, such as `~/.config/howdah`: own themes lie in `themes` in it, the
    /// name of the chosen one in `theme`.
    public let folder: String

    public init(folder: String) {
        self.folder = folder
    }

    /// The bundled ones first, then a person's own by name.
    public var names: [String] {
        let files = (try? FileManager.default.contentsOfDirectory(atPath: folder + "/themes")) ?? []
        let own = files.filter { $0.hasSuffix(".toml") }.map { String($0.dropLast(5).sanitisedLine) }.sorted()
        return Theme.bundledNames + own.filter { !Theme.bundledNames.contains($0) }
    }

    /// Finds a theme by its name or its file's path.
    ///
    /// - Throws: no such theme, with the names that exist; or what is wrong in it.
    public func named(_ name: String) throws(TOMLFailure) -> Theme {
        try Theme.named(name, folders: [folder + "/themes"])
    }

    /// The name that was kept; nil: none was, or it cannot be read.
    public var kept: String? {
        guard let text = try? String(contentsOfFile: keptFile, encoding: .utf8) else { return nil }
        let name = text.trimmingCharacters(in: .whitespacesAndNewlines)
        return name.isEmpty ? nil : name
    }

    /// Keeps a theme for every later start.
    ///
    /// - Returns: the file that holds its name now.
    /// - Throws: the folder or the file cannot be written.
    public func keep(_ name: String) throws -> String {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try Data("\(name)\n".utf8).write(to: URL(fileURLWithPath: keptFile), options: .atomic)
        return keptFile
    }

    private var keptFile: String { folder + "/theme" }
}
