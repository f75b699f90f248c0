import HowdahText

extension Fault {
    static let migrations: [Fault] = [
        Fault("not-migrated", "migrations-not-applied") { site throws(Failure) in
            try await site.manage(["migrate", "sessions", "zero"])
        },
        Fault("one-behind", "migrations-not-applied") { site throws(Failure) in
            try await site.manage(["migrate", "auth", "0011"])
        },
        Fault("table-dropped", "migrations-not-applied") { site throws(Failure) in
            try await site.sql(["DROP TABLE auth_user_groups, django_session"], in: site.database)
        },
        Fault("column-dropped", "migrations-not-applied") { site throws(Failure) in
            try await site.sql(["ALTER TABLE auth_user DROP COLUMN last_name"], in: site.database)
        },
        Fault("model-changed", "models-not-migrated", .consent) { site throws(Failure) in
            try await site.app("shelf", ["0001_initial": []])
            try site.append(
                "from django.db import models\n\n\nclass Book(models.Model):\n    title = models.TextField()\n",
                to: "\(site.layout.project)/shelf/models.py")
            try await site.manage(["migrate"])
        },
        Fault("rows-to-lose", "migrations-not-applied", .consent) { site throws(Failure) in
            try await site.app(
                "shelf", ["0001_initial": []],
                operations: "migrations.CreateModel('Book', [('id', models.AutoField(primary_key=True))])",
                imports: "from django.db import models\n")
            try await site.manage(["migrate"])
            try await site.sql(["INSERT INTO shelf_book DEFAULT VALUES"], in: site.database)
            try site.migration("shelf", "0002_no_books", after: ["0001_initial"], "migrations.DeleteModel('Book')")
        },
        Fault("extension-wanted", "extension-permission") { site throws(Failure) in
            try await site.app(
                "shelf", ["0001_initial": []], operations: "CreateExtension('dblink')",
                imports: "from django.contrib.postgres.operations import CreateExtension\n")
        },
        Fault("column-not-converted", "migrations-not-applied", .person, inTheEnd: "cannot-cast-automatically") {
            site throws(Failure) in
            try await site.app(
                "shelf", ["0001_initial": []],
                operations: "migrations.RunSQL('CREATE TABLE shelf (a text); ALTER TABLE shelf ALTER a TYPE integer')")
        },
        Fault("record-lost", "object-already-exists", .consent) { site throws(Failure) in
            try await site.sql(["DELETE FROM django_migrations WHERE app = 'sessions'"], in: site.database)
        },
        Fault("history-contradicts", "inconsistent-migration-history", .consent) { site throws(Failure) in
            try await site.sql(
                ["DELETE FROM django_migrations WHERE app = 'contenttypes' AND name LIKE '0001%'"], in: site.database)
        },
        Fault("two-ends", "conflicting-migrations") { site throws(Failure) in
            try await site.app(
                "shelf", ["0001_initial": [], "0002_red": ["0001_initial"], "0002_blue": ["0001_initial"]])
        },
        Fault("parent-missing", "migration-parent-missing", .person) { site throws(Failure) in
            try await site.app("shelf", ["0002_red": ["0001_initial"]])
        },
        Fault("superuser-inactive", "superuser-missing", .consent) { site throws(Failure) in
            try await site.sql(["UPDATE auth_user SET is_active = false"], in: site.database)
        },
        Fault("nobody-to-log-in", "superuser-missing") { site throws(Failure) in
            try await site.sql(
                ["DELETE FROM django_admin_log", "DELETE FROM auth_user WHERE is_superuser"], in: site.database)
        },
    ]
}

extension FaultSite {
    /// An app of the project's own, of nothing but migrations.
    ///
    /// - Parameters:
    ///   - migrations: name → names of those of the same app that it follows.
    ///   - operations: Python, the same in each.
    func app(
        _ name: String, _ migrations: [String: [String]], operations: String = "", imports: String = ""
    ) async throws(Failure) {
        let folder = "\(layout.project)/\(name)/migrations"
        try Files.makeFolder(folder)
        try Files.write("", to: "\(layout.project)/\(name)/__init__.py")
        try Files.write("", to: folder + "/__init__.py")
        for (migration, parents) in migrations {
            try self.migration(name, migration, after: parents, operations, imports: imports)
        }
        try await replace(#/INSTALLED_APPS = \[/#, by: "INSTALLED_APPS = [\n    '\(name)',", in: settings)
    }

    /// One migration's file.
    func migration(
        _ app: String, _ name: String, after parents: [String], _ operations: String, imports: String = ""
    ) throws(Failure) {
        let dependencies = parents.map { "(\"\(app)\", \"\($0)\")" }.joined(separator: ", ")
        try Files.write(
            """
            from django.db import migrations
            \(imports)

            class Migration(migrations.Migration):
                dependencies = [\(dependencies)]
                operations = [\(operations)]

            """, to: "\(layout.project)/\(app)/migrations/\(name).py")
    }
}
