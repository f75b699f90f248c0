import Testing

@testable import HowdahWizard

@Suite struct StrengthTests {
    @Test(arguments: [
        ("", Strength.none), ("short1!", .tooShort), ("12345678901", .digits), ("aaaaaaaaaaaa", .weak),
        ("password", .weak),
        ("correct-horse", .fair), ("Correct-horse-7-battery", .strong),
    ])
    func word(_ password: String, _ expected: Strength) {
        #expect(Strength(password) == expected)
    }
}
