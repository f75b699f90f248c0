import HowdahText

/// How hard a password is to guess, in a word; Django's own validators have the last word.
enum Strength: Sendable, Equatable {
    case none, tooShort, digits, weak, fair, strong

    init(_ password: String) {
        if password.isEmpty {
            self = .none
        } else if password.unicodeScalars.count < 8 {
            // Django's MinimumLengthValidator, which counts as Python does.
            self = .tooShort
        } else if password.allSatisfy(\.isNumber) {
            // Django's NumericPasswordValidator.
            self = .digits
        } else {
            let kinds = [
                password.contains(where: \.isLowercase), password.contains(where: \.isUppercase),
                password.contains(where: \.isNumber), password.contains { !$0.isLetter && !$0.isNumber },
            ].count { $0 }
            let score = password.count + 2 * kinds - (Set(password).count < 5 ? 8 : 0)
            self = score < 13 ? .weak : score < 18 ? .fair : .strong
        }
    }

    var word: String {
        switch self {
        case .none: ""
        case .tooShort: Words.Fields.strengthShort
        case .digits: Words.Fields.strengthDigits
        case .weak: Words.Fields.strengthWeak
        case .fair: Words.Fields.strengthFair
        case .strong: Words.Fields.strengthStrong
        }
    }
}
