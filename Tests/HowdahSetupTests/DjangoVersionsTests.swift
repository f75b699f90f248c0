import Testing

@testable import HowdahSetup

/// facts: Requires-Python and the oldest PostgreSQL of each Django.
@Suite struct DjangoVersionsTests {
    @Test(arguments: [
        ([3, 12], 18, "6.1"), ([3, 12], 15, "6.1"), ([3, 13], 14, "6.0"), ([3, 12], 13, "5.1"), ([3, 11], 15, "5.2"),
        ([3, 10], 14, "5.2"), ([3, 11], 13, "5.1"), ([3, 9], 15, "4.2"), ([3, 8], 12, "4.2"), ([3, 11], 12, "4.2"),
    ])
    func theNewestThatBothAllow(python: [Int], postgres: Int, series: String) throws {
        #expect(try DjangoVersions.requirement(python: python, postgres: postgres) == "Django==\(series).*")
    }

    @Test func noneFits() async {
        for (python, postgres) in [([3, 11], 11), ([3, 7], 15)] {
            let failure = await thrown { try DjangoVersions.requirement(python: python, postgres: postgres) }
            guard case .refused = failure else {
                Issue.record("\(String(describing: failure))")
                continue
            }
        }
    }

    @Test func anInstalledDjangoThatTheServerIsTooOldFor() {
        #expect(DjangoVersions.conflict(django: "6.1.3", postgres: 14)?.postgres == 15)
        #expect(DjangoVersions.conflict(django: "5.2", postgres: 13)?.postgres == 14)
        #expect(DjangoVersions.conflict(django: "5.2.19", postgres: 14) == nil)
        #expect(DjangoVersions.conflict(django: "7.0", postgres: 15) == nil)
    }
}
