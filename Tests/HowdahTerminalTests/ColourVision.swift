import Foundation

@testable import HowdahTerminal

/// How eyes see a colour: all three kinds of cones, or one of them missing.
///
/// The matrices are those of Machado, Oliveira and Fernandes (2009) at full severity, on linear light.
enum ColourVision: CaseIterable {
    case usual, protanopia, deuteranopia, tritanopia

    /// How different two colours look: the distance in CIELAB (1976); about 2 is just seen.
    func distance(_ one: Colour, _ other: Colour) -> Double {
        let (first, second) = (lab(one), lab(other))
        return zip(first, second).reduce(0) { $0 + pow($1.0 - $1.1, 2) }.squareRoot()
    }

    private var matrix: [[Double]] {
        switch self {
        case .usual: [[1, 0, 0], [0, 1, 0], [0, 0, 1]]
        case .protanopia:
            [
                [0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998],
            ]
        case .deuteranopia:
            [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]
        case .tritanopia:
            [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]]
        }
    }

    private func lab(_ colour: Colour) -> [Double] {
        let light = [colour.linear.red, colour.linear.green, colour.linear.blue]
        let seen = matrix.map { row in min(1, max(0, zip(row, light).reduce(0) { $0 + $1.0 * $1.1 })) }
        // sRGB's primaries and its white, D65.
        let toXYZ = [[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]]
        let white = [0.9505, 1, 1.089]
        let curved = zip(toXYZ, white).map { row, white in
            let value = zip(row, seen).reduce(0) { $0 + $1.0 * $1.1 } / white
            let edge = 6.0 / 29
            return value > pow(edge, 3) ? cbrt(value) : value / (3 * edge * edge) + 4.0 / 29
        }
        return [116 * curved[1] - 16, 500 * (curved[0] - curved[1]), 200 * (curved[1] - curved[2])]
    }
}
