/// The themes that come with Howdah, as TOML texts; a person's own need no Swift, only a file.
public enum Themes {
    /// The first is the default.
    public static let all: [(name: String, toml: String)] = [
        ("dark", String(decoding: PackageResources.dark_toml, as: UTF8.self)),
        ("light", String(decoding: PackageResources.light_toml, as: UTF8.self)),
    ]
}
