import Foundation
import HowdahText
import Testing

@testable import HowdahSetup

/// The catalogue of causes: its rules, its pages, and what people paste.
@Suite struct DiagnosisTests {
    /// `=== slug` and below it the text, in Tests/Fixtures/corpus.txt.
    static let corpus: [(slug: String, text: String)] = {
        let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "Fixtures/corpus.txt")
        let text = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
        return text.components(separatedBy: "\n=== ").dropFirst().map { part in
            let lines = part.split(separator: "\n", maxSplits: 1, omittingEmptySubsequences: false)
            return (String(lines[0]), lines.count > 1 ? String(lines[1]) : "")
        }
    }()

    private func explain(_ text: String) -> Diagnosis {
        var reader = ExplainReader()
        reader.read(Array(text.utf8))
        return Diagnosis(explaining: reader)
    }

    @Test func eachTextOfTheCorpusHasItsCause() {
        #expect(Self.corpus.count > 150)
        for (slug, text) in Self.corpus {
            let diagnosis = explain(text)
            #expect(diagnosis.cause.rawValue == slug, "\(text)\ndecided by: \(diagnosis.evidence)")
        }
    }

    /// CI, docker and loggers put something before a line and behind it.
    @Test(arguments: ["web-1  | ", "2026-11-02T10:00:00.123Z ", "#12 4.567 ", "\u{1B}[31m", "ERROR:root:", "> "])
    func prefixesChangeNothing(prefix: String) {
        for (slug, text) in Self.corpus {
            let prefixed = text.split(separator: "\n").map { prefix + $0 + "\r" }.joined(separator: "\n")
            #expect(explain(prefixed).cause.rawValue == slug, "\(prefixed)")
        }
    }

    @Test func everyRuleIsDocumentedAndTried() {
        let tried = Set(Self.corpus.map(\.slug))
        var seen: Set<String> = []
        for rule in Rule.all {
            let slug = rule.cause.rawValue
            #expect(seen.insert(slug).inserted, "\(slug) has two rules")
            #expect(Words.Causes.slugs.contains(slug), "\(slug) has no page")
            #expect(tried.contains(slug) || rule.clues.isEmpty, "\(slug) has no text in the corpus")
        }
        for slug in Words.Causes.slugs {
            let page = Words.Causes.page(slug)
            #expect(!page.isNot.isEmpty && !page.explanation.isEmpty && !page.fixes.isEmpty, "\(slug)")
        }
        #expect(Set(Words.Causes.slugs).count == Words.Causes.slugs.count)
    }

    /// The catalogue is a contract: these names stay.
    @Test func theSlugsOfTheContract() {
        let contract = """
            postgres-tools-not-found apt-package-unavailable apt-locked sudo-needed service-start-failed pg-port-in-use
            stale-postmaster-pid data-dir-permissions data-dir-not-empty data-dir-version-mismatch run-as-root
            locale-invalid postgres-not-running socket-path-mismatch server-starting-up connection-timeout
            host-unresolvable role-missing database-missing password-auth-failed password-missing
            peer-ident-auth-failed pg-hba-no-entry ssl-not-supported driver-too-old too-many-connections
            server-closed-connection server-message-undecodable role-exists create-privilege-missing database-in-use
            encoding-template-mismatch collation-version-mismatch pep668-externally-managed pip-or-venv-missing
            pip-permission-denied pip-network no-matching-distribution pg-config-missing build-headers-missing
            psycopg-not-installed driver-library-broken python-module-missing wrong-python-version venv-not-active
            project-name-invalid manage-py-not-found settings-module-not-set secret-key-empty settings-syntax-error
            databases-setting-incomplete backend-not-available postgres-version-too-old gdal-missing
            database-url-invalid database-url-special-chars schema-public-permission no-schema-selected
            migrations-not-applied object-already-exists inconsistent-migration-history conflicting-migrations
            migration-parent-missing cannot-cast-automatically extension-permission not-table-owner
            deadlock-or-lock-timeout superuser-exists superuser-no-tty superuser-required-fields password-too-weak
            runserver-port-in-use disallowed-host csrf-failed static-root-missing fixture-duplicate-key
            fixture-encoding fixture-model-mismatch out-of-memory disk-full shared-memory-limit role-expired
            role-nologin wrong-port settings-not-postgresql venv-broken superuser-missing
            """.split { $0.isWhitespace }.map(String.init)
        for slug in contract { #expect(Words.Causes.slugs.contains(slug), "\(slug)") }
    }

    /// The root, not the last line; the server's DETAIL before the client's FATAL.
    @Test func theRootCounts() {
        let both = """
            psycopg2.OperationalError: connection to server at "localhost", port 5432 failed: Connection refused
            LOG:  could not bind IPv4 address "127.0.0.1": Address already in use
            """
        #expect(explain(both).cause == "pg-port-in-use")
        let detail = """
            FATAL:  password authentication failed for user "kim"
            DETAIL:  User "kim" has an expired password.
            """
        #expect(explain(detail).cause == "role-expired")
        #expect(explain(detail).evidence == "DETAIL:  User \"kim\" has an expired password.")
    }

    /// A mistake in a file is told with its place; what such a line gives to a password is not.
    @Test func aMistakeIsShownWithItsPlace() {
        let text = """
            Traceback (most recent call last):
              File "/home/kim/shop/manage.py", line 22, in <module>
                main()
              File "/home/kim/shop/shop/settings.py", line 82
                'PASSWORD': 'my s3cret,
                            ^
            SyntaxError: unterminated string literal (detected at line 82)
            """
        let diagnosis = explain(text)
        #expect(diagnosis.cause == "settings-syntax-error")
        let lines = diagnosis.evidence.split(separator: "\n").map(String.init)
        #expect(lines.first == "File \"/home/kim/shop/shop/settings.py\", line 82", "\(lines)")
        #expect(lines.last == "SyntaxError: unterminated string literal (detected at line 82)", "\(lines)")
        #expect(lines.count == 3 && lines[1].contains("'PASSWORD': "), "\(lines)")
        #expect(!diagnosis.evidence.contains("s3cret") && !diagnosis.evidence.contains("my "))
        let plain = explain(text.replacing("'PASSWORD': 'my s3cret,", with: "    DATABASES = {"))
        #expect(plain.evidence.contains("\n  DATABASES = {\n"))
    }

    /// Django says the same to a slip of the finger, and nobody has looked into the database here.
    @Test func aLoginThatTheAdminRefusedMayBeASlip() {
        let diagnosis = explain(
            "Please enter the correct username and password for a staff account. "
                + "Note that both fields may be case-sensitive.")
        #expect(diagnosis.cause == "superuser-missing")
        #expect(diagnosis.explanation.contains("mistyped") && !diagnosis.isNot.contains("nobody"))
        let commands = diagnosis.fixes.flatMap(\.commands)
        #expect(commands == ["python manage.py changepassword NAME", "python manage.py createsuperuser"])
    }

    @Test func aMissingTableMayNeedAMigrationFirst() {
        let commands = explain("django.db.utils.ProgrammingError: relation \"shop_cake\" does not exist").fixes
            .flatMap(\.commands)
        #expect(commands == ["python manage.py makemigrations", "python manage.py migrate"])
    }

    /// A server that speaks Latin-1.
    @Test func bytesThatAreNoUTF8() {
        var reader = ExplainReader()
        reader.read(Array("FATAL:  authentification par mot de passe ".utf8) + [0xE9])
        reader.read(
            Array("chou".utf8) + [0xE9] + Array("e pour l'utilisateur ".utf8) + [0xAB] + Array(" shop ".utf8) + [0xBB])
        let diagnosis = Diagnosis(explaining: reader)
        #expect(diagnosis.cause == "password-auth-failed")
        #expect(diagnosis.evidence.hasSuffix("passe échouée pour l'utilisateur « shop »"), "\(diagnosis.evidence)")
    }

    /// Narrow terminals break a message in two.
    @Test func aSentenceBrokenInTwo() {
        let broken = "error: Execution of PostgreSQL by a user with administrative\npermissions is not permitted."
        #expect(explain(broken).cause == "run-as-root")
        let word = """
            Command "python setup.py egg_info" failed with error code 1 in C:\\Users\\kim\\AppData\\Local\\Te
            mp\\pip-build-a1b2\\psycopg2\\
            """
        #expect(explain(word).cause == "pg-config-missing")
        let apart = "ERROR:  role \"kim\" already exists\nNOTICE: it\ndoes not exist"
        #expect(explain(apart).cause == "role-exists")
    }

    /// A program that prints an error is believed before a person who tells of one.
    @Test func proseIsWeaker() {
        let told = "I keep getting permission denied for schema public when trying to migrate."
        #expect(explain(told).cause == "schema-public-permission")
        let printed =
            "psql: error: connection to server at \"localhost\" (127.0.0.1), port 5432 failed: Connection refused"
        #expect(explain(told + "\n" + printed).cause == "postgres-not-running")
        #expect(explain(printed + "\n" + told).cause == "postgres-not-running")
    }

    @Test func whatIsShownIsHarmless() {
        let line =
            "\u{1B}]0;x\u{07}FATAL: database \"a\u{1B}[2J\" does not exist postgres://kim:s3cret@db/x PASSWORD='s3cret'"
        let evidence = explain(line).evidence
        #expect(!evidence.contains("\u{1B}") && !evidence.contains("s3cret"), "\(evidence)")
    }

    /// Any bytes, no line break for long, and the cause at the very end.
    @Test func oddBytes() {
        var reader = ExplainReader()
        reader.read((0..<200_000).map { UInt8(truncatingIfNeeded: $0 &* 7) })
        reader.read(Array("\nFATAL:  role \"kim\" does not exist\n".utf8))
        #expect(Diagnosis(explaining: reader).cause == "role-missing")
        #expect(explain("").cause == "unknown")
    }

    /// SQLSTATE decides; among the causes that share one, the words.
    @Test(arguments: [
        ("28P01", "x", "password-auth-failed"), ("28000", "no pg_hba.conf entry for host", "pg-hba-no-entry"),
        ("28000", "role \"x\" is not permitted to log in", "role-nologin"),
        ("42501", "permission denied for schema public", "schema-public-permission"),
        ("42501", "must be owner of table t", "not-table-owner"), ("3D000", "关系", "database-missing"),
        ("53100", "could not resize shared memory segment", "shared-memory-limit"),
        ("57P03", "", "server-starting-up"),
    ])
    func codes(state: String, message: String, cause: String) {
        let failure = Failure.python(kind: "OperationalError", message: message, sqlState: state, traceback: "")
        #expect(Diagnosis(of: failure).cause.rawValue == cause)
    }
}
