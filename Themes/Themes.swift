/// The themes that come with Howdah.
public enum Themes {}
