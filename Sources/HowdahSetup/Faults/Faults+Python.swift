import HowdahText

extension Fault {
    static let python: [Fault] = [
        Fault("python-gone", "venv-broken") { site throws(Failure) in
            try site.remove(["python", "python3"].map { "\(site.layout.venv)/bin/\($0)" })
            try await site.link(site.layout.venvPython, to: "/nonexistent/python3")
        },
        Fault("half-an-environment", "venv-broken") { site throws(Failure) in
            try site.remove([site.layout.venv + "/bin", site.layout.venv + "/lib"])
        },
        Fault("adapter-missing", "psycopg-not-installed") { site throws(Failure) in
            try site.remove(site.packages(["psycopg"]))
        },
        Fault("adapter-broken", "driver-library-broken") { site throws(Failure) in
            let modules = site.packages(["psycopg2"]).filter { !$0.contains(".dist-info") }.flatMap { folder in
                Files.names(in: folder).filter { $0.hasPrefix("_psycopg") }.map { "\(folder)/\($0)" }
            }
            try site.remove(modules)
        },
        Fault("django-missing", "venv-not-active") { site throws(Failure) in
            try site.remove(site.packages(["django"]))
        },
        Fault("module-missing", "python-module-missing", .person) { site throws(Failure) in
            try site.append("\nimport a_package_that_nobody_installed\n", to: site.settings)
        },
        Fault("dependency-missing", "python-module-missing") { site throws(Failure) in
            try site.remove(site.packages(["sqlparse"]))
        },
    ]
}

extension FaultSite {
    func link(_ path: String, to target: String) async throws(Failure) {
        let result = try await services.run(Command("ln", ["-s", target, path], directory: "/"), { _ in })
        guard result.code == 0 else { throw .command(program: "ln", code: result.code, output: result.output) }
    }
}
