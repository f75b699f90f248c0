// Data that moves by dumpdata and loaddata; and psycopg2's UnicodeDecodeError, which looks alike and is not.
extension Rule {
    static let fixtures: [Rule] = [
        Rule(
            "server-message-undecodable",
            root: """
                'utf-8' codec can't decode byte + connecting ~ loading
                'utf8' codec can't decode byte + connecting ~ loading
                """,
            symptom: """
                failed: fatal: …\u{FFFD}
                """,
            hint: """
                psycopg2.operationalerror + connecting ! : ! except ! import ! (
                """),
        Rule(
            "fixture-encoding",
            root: """
                unicodedecodeerror + loading
                could not load …codec can't
                problem installing fixture …codec can't
                unexpected utf-8 bom + loading
                unexpected utf-8 bom + django
                expecting value: line 1 column 1 + loading
                jsondecodeerror + loading
                unicodeencodeerror + dumping
                codec can't encode character + dumping
                unable to serialize database: …can't encode
                """),
        Rule(
            "fixture-duplicate-key",
            root: """
                could not load …duplicate key value
                problem installing fixture …duplicate key value
                could not load …unique constraint failed
                problem installing fixture …unique constraint failed
                duplicate key value violates unique constraint "django_content_type
                duplicate key value violates unique constraint "auth_permission
                unique constraint failed: django_content_type
                unique constraint failed: auth_permission
                could not load …duplicate entry
                problem installing fixture …duplicate entry
                """,
            hint: """
                duplicate key value violates unique constraint + loading
                unique constraint failed + loading
                """),
        Rule(
            "fixture-model-mismatch",
            root: """
                has no field named + loading
                invalid model identifier
                value too long for type + loading
                """,
            symptom: """
                fielddoesnotexist + loading
                deserializationerror
                violates foreign key constraint + loading
                violates not-null constraint + loading
                matching query does not exist + loading
                """),
    ]
}
