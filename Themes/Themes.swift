/// The themes that come with Howdah, as TOML texts; a person's own need no Swift, only a file.
public enum Themes {
    /// The first is the default.
    public static let all: [(name: String, toml: String)] = [
        ("dark", String(decoding: PackageResources.dark_toml, as: UTF8.self)),
        ("light", String(decoding: PackageResources.light_toml, as: UTF8.self)),
        ("high-contrast", String(decoding: PackageResources.high_contrast_toml, as: UTF8.self)),
        ("colour-blind", String(decoding: PackageResources.colour_blind_toml, as: UTF8.self)),
        ("monochrome", String(decoding: PackageResources.monochrome_toml, as: UTF8.self)),
    ]
}
