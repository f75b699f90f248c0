import Foundation
import Testing

@testable import HowdahSetup

/// What becomes of a text between the terminal that printed it and the one it is pasted into.
@Suite struct WornTextTests {
    private func cause(_ text: String) -> String {
        var reader = ExplainReader()
        reader.read(Array(text.utf8))
        return Diagnosis(explaining: reader).cause.rawValue
    }

    static let wear: [@Sendable (String) -> String] = [
        // Copied from a web page's source.
        {
            $0.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing("\"", with: "&quot;")
                .replacing("'", with: "&#x27;")
        },
        { $0.uppercased() },
        // Written in Markdown.
        { $0.replacing("_", with: "\\_") },
        // Out of YAML.
        { $0.replacing("'", with: "''") },
        // Out of a chat.
        { $0.replacing(" ", with: "\u{200B} ") },
        { $0.replacing(" ", with: "\u{A0}") },
    ]

    @Test(arguments: wear.indices) func aWornTextKeepsItsCause(index: Int) {
        for (slug, text) in DiagnosisTests.corpus {
            let worn = Self.wear[index](text)
            #expect(cause(worn) == slug, "\(worn)")
        }
    }

    @Test(arguments: [
        (
            "role-missing",
            "psql: error: connection to server on socket\n\"/tmp/.s.PGSQL.5432\" failed: FATAL:  role \"ann\" does\nnot exist"
        ),
        (
            "role-missing",
            "> psql: error: connection to server at \"localhost\" failed: FATAL: role \"ann\" does\n> not exist"
        ),
        (
            "role-missing",
            "db-1  | createdb: error: database creation failed: ERROR:  role \"ann\"\ndb-1  | does not exist"
        ),
        ("data-dir-permissions", "mkdir: cannot create directory '/var/lib/postgresql/16/extra': Permission\ndenied"),
        (
            "data-dir-permissions",
            "FATAL:  could not open file \"global/pg_control\" of this cluster:\nPermission denied"
        ),
        // A terminal of 80 columns cuts in the middle of a word.
        (
            "migrations-not-applied",
            "django.db.utils.ProgrammingError: relation \"shop_order_of_every_customer\" does n\not exist"
        ),
        (
            "pg-config-missing",
            "      Error: the build of the adapter from its source stopped here, pg_config execut\nable not found."
        ),
    ])
    func aBrokenLineIsReadWhole(slug: String, text: String) { #expect(cause(text) == slug, "\(text)") }

    @Test(arguments: [
        // Two messages are not one sentence.
        (
            "role-exists",
            "createuser: error: creation of new role failed: ERROR:  role \"ann\" already exists\nERROR:  nothing does not exist"
        ),
        (
            "unknown",
            "The role of templates in a larger project is described at some length here\nThe page does not exist yet"
        ),
    ])
    func twoLinesStayTwo(slug: String, text: String) { #expect(cause(text) == slug, "\(text)") }

    @Test(arguments: [
        ("role-missing", "it says FATAL: role ann does not exist"),
        ("database-missing", "FATAL: database shop does not exist"),
        ("venv-not-active", "ModuleNotFoundError: No module named django."),
        ("manage-py-not-found", "python: can't open file /home/ann/manage.py"),
        ("postgres-tools-not-found", "psql is not recognized as an internal or external command"),
        ("settings-module-not-set", "ImportError: No module named shop.settings"),
        // More than a name, or another one.
        ("unknown", "The role of a cache in Django does not exist in this framework"),
        ("python-module-missing", "No module named django_extra_views_of_mine"),
        ("unknown", "'setup.py' is not recognized as an internal or external command"),
    ])
    func quotesMayBeMissing(slug: String, text: String) { #expect(cause(text) == slug, "\(text)") }
}
