import HowdahText

// Do it yourself: the person types the commands, Howdah shows them first and looks afterwards.
extension Engine {
    /// The person's own shell in the project's folder, with the commands of a step above its prompt.
    ///
    /// A password that the step would make is made now, so that there is one to type. The project's environment is
    /// active once it is there, as a learner would have it all day.
    ///
    /// - Parameter width: of the terminal, in columns.
    /// - Throws: the shell could not be started, or the password not be kept.
    public func doByHand(_ id: StepID, width: Int) async throws(Failure) {
        try await prepare()
        let (findings, plan) = await preview(id)
        var actions = findings.areDone ? [] : (try? plan.get()) ?? []
        for action in actions {
            guard case .secret(let name) = action.work, name == .databasePassword else { continue }
            try await layout.makeState(services.trust, noting: services.journal)
            try await perform(action, layout, services) { _ in }
            try await services.journal.append(id, action)
        }
        // What only Howdah needs: its own password for the superuser, and the test of the login.
        actions.removeAll { action in
            if case .secret(.superuserPassword) = action.work { return true }
            return false
        }
        let words = Words.ByHand.self
        let active = activeEnvironment
        var lines = [""] + words.heading(Step[id].name).wrapped(toWidth: width)
        if actions.isEmpty { lines += words.nothing.wrapped(toWidth: width) }
        for action in actions {
            lines += [""] + ShellText.folded("# \(action.title)", width: width) + action.byHand(width: width)
        }
        lines.append("")
        if !active.isEmpty { lines += words.active(Paths.name(of: layout.venv)).wrapped(toWidth: width) }
        lines += words.back.wrapped(toWidth: width) + [""]
        let text = services.redactor.redact(lines.joined(separator: "\n").sanitised)
        let shell = services.environment["SHELL"].flatMap { services.find($0) } ?? "/bin/sh"
        let folder = Files.isDirectory(layout.project) ? layout.project : services.base
        // How the shell ended says nothing: looking again does.
        _ = try await services.run(
            Command(
                "/bin/sh", ["-c", "printf '%s\\n' \"$1\"; exec \"$2\" -i", "sh", text, shell], directory: folder,
                environment: active, terminal: .whole), { _ in })
        await services.memo.forget()
    }

    /// What activating would set. Of a project that nobody agreed to run, nothing comes before the system's programs.
    private var activeEnvironment: [String: String] {
        guard Files.isExecutable(layout.venvPython), !services.trust.isToAsk(layout) else { return [:] }
        let path = services.environment["PATH"] ?? "/usr/local/bin:/usr/bin:/bin"
        return ["VIRTUAL_ENV": layout.venv, "PATH": "\(layout.venv)/bin:\(path)"]
    }
}
