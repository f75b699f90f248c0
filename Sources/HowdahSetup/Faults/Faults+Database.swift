import HowdahText

extension Fault {
    static let database: [Fault] = [
        Fault("password-changed-on-server", "password-auth-failed") { site throws(Failure) in
            try await site.sql(["ALTER ROLE \(identifier: site.role) PASSWORD 'something else'"])
        },
        Fault("password-changed-in-settings", "password-auth-failed") { site throws(Failure) in
            try await site.replace(#/'PASSWORD': '[^']*'/#, by: "'PASSWORD': 'something else'", in: site.settings)
        },
        Fault("password-removed-from-settings", "password-missing") { site throws(Failure) in
            try await site.replace(#/'PASSWORD': '[^']*'/#, by: "'PASSWORD': ''", in: site.settings)
        },
        Fault("password-removed-on-server", "password-auth-failed") { site throws(Failure) in
            try await site.sql(["ALTER ROLE \(identifier: site.role) PASSWORD NULL"])
        },
        Fault("role-mistyped", "role-missing") { site throws(Failure) in
            try await site.replace(#/'USER': '[^']*'/#, by: "'USER': 'myprojekt'", in: site.settings)
        },
        Fault("database-mistyped", "database-missing") { site throws(Failure) in
            try await site.replace(#/'NAME': '[^']*',(?=\s*'USER')/#, by: "'NAME': 'MyProject',", in: site.settings)
        },
        Fault("role-dropped", "role-missing") { site throws(Failure) in
            try await site.sql(
                [
                    "REASSIGN OWNED BY \(identifier: site.role) TO CURRENT_USER",
                    "DROP OWNED BY \(identifier: site.role)",
                ],
                in: site.database)
            try await site.sql(
                ["DROP OWNED BY \(identifier: site.role)", "DROP ROLE \(identifier: site.role)"])
        },
        Fault("role-expired", "role-expired") { site throws(Failure) in
            try await site.sql(["ALTER ROLE \(identifier: site.role) VALID UNTIL '2001-01-01'"])
        },
        Fault("role-without-login", "role-nologin") { site throws(Failure) in
            try await site.sql(["ALTER ROLE \(identifier: site.role) NOLOGIN"])
        },
        Fault("role-at-its-limit", "too-many-connections") { site throws(Failure) in
            try await site.sql(["ALTER ROLE \(identifier: site.role) CONNECTION LIMIT 0"])
        },
        Fault("database-at-its-limit", "too-many-connections") { site throws(Failure) in
            try await site.sql(["ALTER DATABASE \(identifier: site.database) CONNECTION LIMIT 0"])
        },
        Fault("connect-revoked", "create-privilege-missing") { site throws(Failure) in
            try await site.sql([
                "ALTER DATABASE \(identifier: site.database) OWNER TO CURRENT_USER",
                "REVOKE ALL ON DATABASE \(identifier: site.database) FROM PUBLIC, \(identifier: site.role)",
            ])
        },
        Fault("database-closed", "database-not-accepting") { site throws(Failure) in
            try await site.sql(["ALTER DATABASE \(identifier: site.database) ALLOW_CONNECTIONS false"])
        },
        Fault("database-dropped", "database-missing") { site throws(Failure) in
            try await site.sql(["DROP DATABASE \(identifier: site.database)"])
        },
        Fault("not-the-owner", "schema-public-permission") { site throws(Failure) in
            try await site.sql(["ALTER DATABASE \(identifier: site.database) OWNER TO CURRENT_USER"])
        },
        Fault("no-schema", "no-schema-selected") { site throws(Failure) in
            try await site.sql(["ALTER ROLE \(identifier: site.role) SET search_path TO nowhere"])
        },
        Fault("schema-renamed", "no-schema-selected") { site throws(Failure) in
            try await site.sql(
                ["ALTER DATABASE \(identifier: site.database) SET search_path TO ''"], in: site.database)
        },
        Fault("tables-of-another", "not-table-owner") { site throws(Failure) in
            try await site.sql(
                [
                    "ALTER TABLE django_session OWNER TO CURRENT_USER",
                    "ALTER TABLE auth_user OWNER TO CURRENT_USER",
                ], in: site.database)
        },
        Fault("read-only", "database-read-only") { site throws(Failure) in
            try await site.sql(["ALTER ROLE \(identifier: site.role) SET default_transaction_read_only TO on"])
        },
        Fault("in-a-hurry", "statement-timeout") { site throws(Failure) in
            try await site.sql(["ALTER DATABASE \(identifier: site.database) SET statement_timeout TO '50ms'"])
        },
    ]
}
