import HowdahText

extension Fault {
    static let project: [Fault] = [
        Fault("settings-renamed", "settings-module-not-set", .person) { site throws(Failure) in
            try await site.replace(#/\.settings/#, by: ".setting", in: site.layout.managePy)
        },
        Fault("syntax-error", "settings-syntax-error", .person) { site throws(Failure) in
            try await site.replace(#/INSTALLED_APPS = \[/#, by: "INSTALLED_APPS = [[", in: site.settings)
        },
        Fault("back-on-sqlite", "settings-not-postgresql") { site throws(Failure) in
            try await site.replace(#/backends\.postgresql/#, by: "backends.sqlite3", in: site.settings)
        },
        Fault("engine-mistyped", "backend-not-available") { site throws(Failure) in
            try await site.replace(#/backends\.postgresql/#, by: "backends.postgres", in: site.settings)
        },
        Fault("engine-alone", "backend-not-available") { site throws(Failure) in
            try await site.replace(#/django\.db\.backends\.postgresql/#, by: "postgresql", in: site.settings)
        },
        Fault("engine-missing", "databases-setting-incomplete") { site throws(Failure) in
            try await site.replace(#/ *'ENGINE': [^\n]*\n/#, by: "", in: site.settings)
        },
        Fault("name-missing", "databases-setting-incomplete") { site throws(Failure) in
            try await site.replace(#/'NAME': '[^']*',(?=\s*'USER')/#, by: "'NAME': '',", in: site.settings)
        },
        Fault("secret-key-empty", "secret-key-empty") { site throws(Failure) in
            try site.append("\nSECRET_KEY = ''\n", to: site.settings)
        },
        Fault("options-of-mysql", "connection-option-unknown") { site throws(Failure) in
            try await site.replace(
                #/'PORT': '[0-9]+',/#, by: "'PORT': '\(site.cluster.port)', 'OPTIONS': {'charset': 'utf8mb4'},",
                in: site.settings)
        },
        Fault("check-fails", "project-check-failed", .person) { site throws(Failure) in
            try await site.replace(
                #/ *'django\.contrib\.messages\.middleware\.MessageMiddleware',\n/#, by: "", in: site.settings)
        },
        Fault("urls-broken", "project-check-failed", .person) { site throws(Failure) in
            try site.append("\nurlpatterns += [path('books/', books)]\n", to: site.urls)
        },
    ]
}
