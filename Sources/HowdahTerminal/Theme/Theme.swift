import Foundation
public import HowdahText
import Themes

/// How each role looks: a TOML file of `[roles]`, one line a role.
public struct Theme: Sendable, Equatable {
    public var name: String
    /// What each role looks like; a role that is not there looks like `text`.
    public var styles: [Role: Style]
    /// Stands in for the terminal's own colours in pictures.
    var picture: Picture

    struct Picture: Sendable, Equatable, Decodable {
        var foreground: Colour
        var background: Colour

        static let standard = Picture(foreground: .indexed(252), background: .indexed(234))
    }

    public init(name: String, styles: [Role: Style]) {
        self.name = name
        self.styles = styles
        picture = .standard
    }

    /// Reads a theme.
    ///
    /// - Parameters:
    ///   - toml: the file's content.
    ///   - file: its name, for the failure; the theme is named after it unless it names itself.
    /// - Throws: an unknown role, key or colour, with its line and what is allowed.
    public init(toml: String, file: String) throws(TOMLFailure) {
        let content = try decodeTOML(Content.self, from: toml, file: file)
        name = content.name ?? file
        styles = content.styles
        picture = content.picture ?? .standard
    }

    /// The names of the themes that come with Howdah.
    public static var bundledNames: [String] { Themes.all.map(\.name) }

    /// Finds a theme by its name.
    ///
    /// - Parameters:
    ///   - name: a bundled theme's name, that of a file `NAME.toml` in one of the folders, or a path to such a file.
    ///   - folders: where a person's own themes lie; they win over the bundled ones.
    /// - Throws: no such theme, with the names that exist; or what is wrong in it.
    public static func named(_ name: String, folders: [String] = []) throws(TOMLFailure) -> Theme {
        let isPath = name.contains("/") || name.hasSuffix(".toml")
        for path in isPath ? [name] : folders.map({ "\($0)/\(name).toml" }) {
            guard isPath || FileManager.default.fileExists(atPath: path) else { continue }
            do {
                return try Theme(toml: String(contentsOfFile: path, encoding: .utf8), file: path)
            } catch let failure as TOMLFailure {
                throw failure
            } catch {
                throw TOMLFailure(file: path, message: Words.Terminal.unreadableTheme)
            }
        }
        guard let bundled = Themes.all.first(where: { $0.name == name }) else {
            let message = Words.Terminal.unknownTheme(
                name, names: bundledNames, suggestion: suggestion(for: name, among: bundledNames))
            throw TOMLFailure(file: name, message: message)
        }
        return try Theme(toml: bundled.toml, file: bundled.name)
    }

    /// No colour at all: what `NO_COLOR` asks for, and what a terminal without colours gets.
    public static let monochrome = Theme(
        name: "monochrome",
        styles: [
            .dim: Style(dim: true), .placeholder: Style(dim: true), .border: Style(dim: true),
            .title: Style(bold: true), .accent: Style(bold: true), .header: Style(reverse: true),
            .key: Style(bold: true), .ok: Style(bold: true), .warning: Style(bold: true),
            .problem: Style(bold: true, reverse: true), .running: Style(bold: true), .selected: Style(reverse: true),
            .field: Style(underline: true), .fieldFocused: Style(bold: true, underline: true),
            .added: Style(bold: true), .hunk: Style(dim: true), .link: Style(underline: true),
            .match: Style(reverse: true), .progressDone: Style(bold: true), .progressRest: Style(dim: true),
        ])

    /// The look of a role.
    public func style(_ role: Role) -> Style {
        styles[role] ?? styles[.text] ?? Style()
    }

    /// The file's shape.
    private struct Content: Decodable {
        var name: String?
        var picture: Picture?
        var styles: [Role: Style] = [:]

        enum CodingKeys: String, CodingKey { case name, picture, roles }

        init(from decoder: any Decoder) throws {
            let keys = try decoder.container(keyedBy: CodingKeys.self)
            name = try keys.decodeIfPresent(String.self, forKey: .name)
            picture = try keys.decodeIfPresent(Picture.self, forKey: .picture)
            guard keys.contains(.roles) else { return }
            let roles = try keys.nestedContainer(keyedBy: Role.self, forKey: .roles)
            for role in Role.allCases {
                styles[role] = try roles.decodeIfPresent(Style.self, forKey: role)
            }
        }
    }
}
