import Foundation

extension Colour {
    /// How well one of two colours is read on the other, from 1 (not at all) to 21 (black on white).
    ///
    /// As WCAG 2.2 defines it (contrast ratio).
    func contrast(with other: Colour) -> Double {
        let lighter = max(luminance, other.luminance)
        let darker = min(luminance, other.luminance)
        return (lighter + 0.05) / (darker + 0.05)
    }

    /// How light it is to the eye, from 0 to 1: WCAG's relative luminance.
    private var luminance: Double {
        let (red, green, blue) = linear
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue
    }

    /// Red, green and blue as amounts of light, each from 0 to 1 (sRGB's curve undone).
    var linear: (red: Double, green: Double, blue: Double) {
        func light(_ component: Int) -> Double {
            let value = Double(component) / 255
            return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
        }
        let (red, green, blue) = components
        return (light(red), light(green), light(blue))
    }
}
