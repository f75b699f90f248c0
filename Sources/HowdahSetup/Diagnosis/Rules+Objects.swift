// Tables, migrations and the tools that make them.
extension Rule {
    static let objects: [Rule] = [
        Rule(
            "inconsistent-migration-history",
            root: """
                inconsistentmigrationhistory
                is applied before its dependency
                """),
        Rule(
            "conflicting-migrations",
            root: """
                conflicting migrations detected
                multiple leaf nodes
                """,
            hint: """
                makemigrations --merge
                """),
        Rule(
            "migration-parent-missing",
            root: """
                nodenotfounderror
                dependencies reference nonexistent parent node
                keyerror: ('…', '0 + django
                """),
        Rule(
            "cannot-cast-automatically",
            root: """
                cannot be cast automatically to type
                cannot cast type … to + postgres
                cannot cast type … to + django
                for column "…" cannot be cast automatically
                kann nicht automatisch in typ
                ne peut pas être convertie vers le type
                no puede convertirse automáticamente
                não pode ser convertida automaticamente
                нельзя автоматически привести к типу
                不能自动转换
                自動的に型変換できません
                you might need to specify "using
                specify a using expression to perform the conversion
                """),
        Rule(
            "object-already-exists",
            // Stops migrate, and with it whatever is missing because of that.
            root: """
                relation "…" already exists + django
                column "…" of relation "…" already exists + django
                """,
            symptom: """
                relation "…" already exists
                column "…" of relation "…" already exists
                constraint "…" for relation "…" already exists
                type "…" already exists + postgres
                index "…" already exists + postgres
                sequence "…" already exists + postgres
                trigger "…" for relation "…" already exists
                violates unique constraint "pg_type_typname
                violates unique constraint "pg_class_relname
                violates unique constraint "pg_extension_name
                table "…" already exists + django ! (1050
                duplicate column name: + django ! mysql
                relation "…" existiert bereits
                la relation "…" existe déjà
                la relación "…" ya existe
                relação "…" já existe
                отношение "…" уже существует
                关系 "…" 已存在
                关系 "…" 已经存在
                リレーション"…"はすでに存在
                """,
            hint: """
                column …of relation …already exists
                relation …already exists + django
                """),
        Rule(
            "migrations-not-applied",
            symptom: """
                relation "…" does not exist
                no such table: + django
                no such table: auth_
                relation "…" existiert nicht
                la relation "…" n'existe pas
                no existe la relación "…"
                a relação "…" não existe
                relação "…" não existe
                отношение "…" не существует
                关系 "…" 不存在
                リレーション"…"は存在しません
                la relazione "…" non esiste
                이름의 릴레이션(relation)이 없습니다
                relacja "…" nie istnieje
                column …does not exist + django ! fatal
                column …does not exist + orm ! fatal
                no such column: + django
                """,
            hint: """
                migrations are pending
                unapplied migration(s)
                run 'manage.py makemigrations' to make new migrations
                you have unapplied migrations
                unapplied migrations; your app may not work
                relation …does not exist + django
                table does not exist + django
                column …does not exist at character
                """),
        Rule(
            "postgres-version-too-old",
            root: """
                postgresql … or later is required
                postgresql … or newer is required
                postgresql … or higher is required
                postgresql version … is not supported
                requires postgresql … or
                type "jsonb" does not exist
                syntax error at or near "generated"
                syntax error at or near "with ordinality"
                relispartition does not exist
                attidentity does not exist
                """,
            symptom: """
                postgres 1…is required
                postgresql 1…is required
                syntax error at or near "function" + postgres
                syntax error at or near "function" + psycopg
                """),
    ]
}
