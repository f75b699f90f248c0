import HowdahText

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

extension Fault {
    static let server: [Fault] = [
        Fault("server-stopped", "postgres-not-running") { site throws(Failure) in try await site.stop() },
        Fault("wrong-port", "wrong-port") { site throws(Failure) in
            try await site.replace(#/'PORT': '[0-9]+'/#, by: "'PORT': '1'", in: site.settings)
        },
        Fault("no-port", "wrong-port") { site throws(Failure) in
            // Django then takes 5432; a private server has another one, or this is no fault.
            try await site.replace(#/'PORT': '[0-9]+'/#, by: "'PORT': '5999'", in: site.settings)
        },
        Fault("wrong-host", "host-unresolvable") { site throws(Failure) in
            try await site.replace(#/'HOST': '[^']*'/#, by: "'HOST': 'db.invalid'", in: site.settings)
        },
        Fault("wrong-socket", "socket-path-mismatch") { site throws(Failure) in
            try await site.replace(#/'HOST': '[^']*'/#, by: "'HOST': '/nonexistent'", in: site.settings)
        },
        Fault("no-host", "socket-path-mismatch") { site throws(Failure) in
            try await site.replace(#/'HOST': '[^']*'/#, by: "'HOST': ''", in: site.settings)
        },
        Fault("stale-pid", "stale-postmaster-pid") { site throws(Failure) in
            let path = site.cluster.dataDirectory + "/postmaster.pid"
            let text = try Files.read(path)
            try await site.stop()
            // As after a crash and a reboot: the number belongs to another program by now.
            let rest = text.split(separator: "\n", omittingEmptySubsequences: false).dropFirst().joined(separator: "\n")
            try Files.write("1\n\(rest)", to: path, mode: 0o600)
        },
        Fault("open-data-folder", "data-dir-permissions") { site throws(Failure) in
            try await site.stop()
            guard chmod(site.cluster.dataDirectory, 0o755) == 0 else {
                throw .file(path: site.cluster.dataDirectory, operation: "write", errno: errno)
            }
        },
        Fault("rejected-by-hba", "pg-hba-no-entry") { site throws(Failure) in
            let path = site.cluster.hbaFile
            try Files.write("host all \"\(site.role)\" all reject\n" + (try Files.read(path)), to: path)
            try await site.sql(["SELECT pg_reload_conf()"])
        },
        Fault("ident-in-hba", "peer-ident-auth-failed") { site throws(Failure) in
            try await site.replace(
                #/host +all +all +127\.0\.0\.1\/32 +scram-sha-256/#,
                by: "host all all 127.0.0.1/32 ident", in: site.cluster.hbaFile)
            try await site.replace(
                #/host +all +all +::1\/128 +scram-sha-256/#,
                by: "host all all ::1/128 ident", in: site.cluster.hbaFile)
            try await site.sql(["SELECT pg_reload_conf()"])
        },
        Fault("encryption-demanded", "ssl-not-supported") { site throws(Failure) in
            try await site.replace(
                #/'PORT': '[0-9]+',/#, by: "'PORT': '\(site.cluster.port)', 'OPTIONS': {'sslmode': 'require'},",
                in: site.settings)
        },
        Fault("bad-configuration", "service-start-failed", .person) { site throws(Failure) in
            try await site.stop()
            try site.append("\nnonsense = on\n", to: site.cluster.dataDirectory + "/postgresql.conf")
        },
    ]
}
