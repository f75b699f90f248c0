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
    public static let monochrome: Theme = {
        do { return try named("monochrome") } catch {
            // A test reads every bundled theme; even without this one a terminal shows text.
            return Theme(name: "monochrome", styles: [:])
        }
    }()

    /// The look of a role; colours that it leaves out are those of text.
    public func style(_ role: Role) -> Style {
        let text = styles[.text] ?? Style()
        // A theme that was written before there was this role still looks right.
        guard var style = styles[role] ?? (role == .placeholderFocused ? styles[.fieldFocused] : nil) else {
            return text
        }
        style.foreground = style.foreground ?? text.foreground
        style.background = style.background ?? text.background
        return style
    }

    /// The colours of a role as a terminal with few of them shows it, by number; nil is the terminal's own.
    ///
    /// Where the nearest colours would run together, black or white is written with, and what must stand out has ink
    /// and ground exchanged: a text must be read on any terminal.
    ///
    /// - Parameter available: how many colours the terminal has: 8, 16, 88, 256 or more.
    func colours(of role: Role, available: Int) -> (foreground: Int?, background: Int?) {
        let style = style(role)
        let background = style.background.map { $0.index(available: available) }
        let foreground = style.foreground.map { $0.index(available: available) }
        guard available < 256, let foreground, let background else { return (foreground, background) }
        if Self.standOut.contains(role) {
            let text = colours(of: .text, available: available)
            if text.background == background { return (text.background, text.foreground) }
        }
        let paper = Colour.indexed(UInt8(background))
        func contrast(_ index: Int) -> Double { paper.contrast(with: .indexed(UInt8(index))) }
        guard contrast(foreground) < Self.leastContrast else { return (foreground, background) }
        let white = available < 16 ? 7 : 15
        return (contrast(0) > contrast(white) ? 0 : white, background)
    }

    /// Where one stands: told by the ground, so that has to be another one than that of text.
    private static let standOut: Set<Role> = [.header, .selected, .fieldFocused, .placeholderFocused, .match]
    /// What WCAG 2.2 asks of large text and of signs (1.4.3, 1.4.11).
    private static let leastContrast = 3.0

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
