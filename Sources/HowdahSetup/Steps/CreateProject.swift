import HowdahText

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

extension Step {
    /// Step 3: Django's files, made aside and moved in, or a project that is there already.
    static let createProject = Step(
        id: .project,
        inspect: { answers, services in
            let layout = Layout(base: services.base, answers: answers)
            let shown = Paths.shown(layout.project, home: services.user.home)
            if Files.exists(layout.managePy) {
                do throws(Failure) {
                    let facts = try ProjectFiles.facts(of: layout.project)
                    guard let module = facts.settingsModule else {
                        return [
                            Finding(
                                .project, "project", .problem, Words.Project.noSettingsModule(shown),
                                cause: "settings-module-not-set")
                        ]
                    }
                    guard facts.settingsFile != nil else {
                        return [
                            Finding(
                                .project, "project", .problem, Words.Project.settingsMissing(module, shown),
                                cause: "settings-module-not-set")
                        ]
                    }
                    return [
                        Finding(
                            .project, "project", .ok, Words.Project.found(module, shown), evidence: .project(facts))
                    ]
                } catch { return [.failed(.project, "project", error)] }
            }
            if let problem = ProjectName.problem(answers.project.name) {
                return [
                    Finding(.project, "project", .problem, problem.sentence, cause: "project-name-invalid")
                ]
            }
            let staged = ProjectFiles(
                staging: layout.state + "/staging", destination: layout.project, package: layout.package
            ).isStaged
            // What an earlier run moved is not in the way of the rest.
            let conflicts = staged ? [] : [layout.package].filter { Files.exists("\(layout.project)/\($0)") }
            guard conflicts.isEmpty else {
                return [
                    Finding(
                        .project, "project", .problem, Words.Project.inTheWay(conflicts, shown),
                        detail: Words.Project.inTheWayNext, cause: "manage-py-not-found")
                ]
            }
            return [Finding(.project, "project", .missing, Words.Project.none(shown))]
        },
        plan: { answers, findings, services throws(Failure) in
            guard findings["project"]?.state == .missing else { return [] }
            let layout = Layout(base: services.base, answers: answers)
            let files = ProjectFiles(
                staging: layout.state + "/staging", destination: layout.project, package: layout.package)
            return [
                Action(
                    Words.Project.start(answers.project.name), why: Words.Project.startWhy,
                    .install(
                        files,
                        files.isStaged
                            ? nil
                            // Django runs `black` over the whole folder where it finds it: an empty PATH hides it.
                            : Command(
                                layout.venvPython,
                                // -I: else a folder of that name in the working directory counts as a Python module.
                                [
                                    "-I", "-m", "django", "startproject", answers.project.name,
                                    files.relative(files.unfinished),
                                ],
                                directory: files.destination, environment: ["PATH": "/nonexistent"])),
                    inverse: .removeProject(folder: layout.project, package: layout.package))
            ]
        })
}

extension ProjectFiles {
    /// Where startproject writes; renamed to `staging` when it is whole.
    ///
    /// Each process has a folder of its own: a startproject whose Howdah was killed may still be at work.
    var unfinished: String { "\(staging).\(getpid())" }

    /// As it is typed in the project's folder.
    func relative(_ path: String) -> String {
        path.hasPrefix(destination + "/") ? String(path.dropFirst(destination.count + 1)) : path
    }

    /// All that runs, in its order, as it would be typed.
    func preview(_ command: Command?) -> String {
        let cd = "cd \(ShellText.quoted(destination))"
        let (unfinished, staging) = (relative(unfinished), relative(staging))
        guard var command else { return [cd, "mv \(ShellText.quoted(staging))/* ."].joined(separator: "\n") }
        command.directory = nil
        return [
            cd, ShellText.line(["mkdir", unfinished]), command.preview, ShellText.line(["mv", unfinished, staging]),
            ShellText.line(["mv", "\(staging)/\(package)", "\(staging)/manage.py", "."]),
        ].joined(separator: "\n")
    }

    /// What killed runs left. One that somebody still writes to stays, and is removed the next time.
    func removeLeftovers() {
        let folder = Paths.parent(of: staging)
        for name in Files.names(in: folder) where name.hasPrefix(Paths.name(of: staging) + ".") {
            try? Files.removeTree("\(folder)/\(name)")
        }
    }

    /// manage.py is moved last: as long as it lies here, the move is not over.
    var isStaged: Bool { Files.exists(staging + "/manage.py") }

    /// What manage.py names, read without running it.
    static func facts(of directory: String) throws(Failure) -> ProjectFacts {
        let text = try Files.read(directory + "/manage.py")
        var module: String?
        if let key = text.firstRange(of: "DJANGO_SETTINGS_MODULE") {
            // os.environ.setdefault('DJANGO_SETTINGS_MODULE', 'shop.settings')
            let rest = text[key.upperBound...].drop { $0 != "," }.dropFirst().drop { $0.isWhitespace }
            if let quote = rest.first, quote == "'" || quote == "\"" {
                let name = rest.dropFirst().prefix { $0 != quote }
                if !name.isEmpty, name.allSatisfy({ $0.isLetter || $0.isNumber || $0 == "_" || $0 == "." }) {
                    module = String(name)
                }
            }
        }
        let path = module.map { directory + "/" + $0.replacing(".", with: "/") }
        let file = path.flatMap { path in
            [path + ".py", path + "/__init__.py"].first { Files.exists($0) }
        }
        return ProjectFacts(directory: directory, settingsModule: module, settingsFile: file)
    }

    /// Moves what startproject made to where it belongs; nothing that is there is replaced.
    func moveIn() throws(Failure) {
        let names = Files.names(in: staging)
        let inTheWay = names.filter { Files.exists("\(destination)/\($0)") }
        guard inTheWay.isEmpty else {
            throw .refused(
                "project-name-invalid", sentence: Words.Project.inTheWay(inTheWay, destination),
                next: Words.Project.inTheWayNext)
        }
        // manage.py last: with it the project counts as made.
        for name in names.filter({ $0 != "manage.py" }) + names.filter({ $0 == "manage.py" }) {
            try Files.move("\(staging)/\(name)", to: "\(destination)/\(name)")
        }
        try Files.removeTree(staging)
        removeLeftovers()
    }
}
