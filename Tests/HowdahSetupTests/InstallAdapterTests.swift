import Foundation
import HowdahTestSupport
import Testing

@testable import HowdahSetup

/// Step 2 with real environments, real pip and uv, from wheels that lie here.
@Suite(.heavy) struct InstallAdapterTests {
    private func answers(_ change: (inout Answers) -> Void = { _ in }) async throws -> Answers {
        var answers = Answers()
        answers.python.interpreter = try await Shared.python.value()
        answers.python.wheelhouse = try await Shared.wheelhouse.value()
        answers.python.django = String(try await Shared.django().dropFirst("Django==".count))
        change(&answers)
        return answers
    }

    private func services(_ base: String, uv: Bool = false, _ variables: [String: String] = [:]) async throws
        -> Services
    {
        .scratch(
            base, ["UV_CACHE_DIR": base + "/uv"].merging(variables) { $1 },
            path: uv ? [try await Shared.uvFolder.value()] : [])
    }

    private func advance(_ answers: Answers, _ services: Services) async throws -> (Outcome, Recorder) {
        let (engine, recorder) = try await Engine.recording(answers, services)
        return (await engine.advance(.adapter), recorder)
    }

    private func modules(_ base: String, _ names: String...) async throws -> String {
        try await run([
            base + "/myproject/.venv/bin/python", "-c", "import \(names.joined(separator: ", ")); print('all')",
        ]).all
    }

    @Test(arguments: [
        (Answers.Installer.pip, Answers.Adapter.psycopg2Binary), (.uv, .psycopg2Binary), (.pip, .psycopg),
        (.uv, .psycopg),
    ])
    func eachInstallerWithEachAdapter(installer: Answers.Installer, adapter: Answers.Adapter) async throws {
        let base = try await Room.make()
        let answers = try await answers {
            $0.python.installer = installer
            $0.python.adapter = adapter
        }
        // Nothing can be downloaded: the wheels must do.
        let services = try await services(
            base, uv: true, ["HTTPS_PROXY": "http://127.0.0.1:9", "HTTP_PROXY": "http://127.0.0.1:9"])
        let (outcome, recorder) = try await advance(answers, services)
        #expect(outcome == .done, "\(recorder.diagnoses)\n\(recorder.lines.joined(separator: "\n"))")
        #expect(recorder.actions.contains { $0.preview.contains(installer == .uv ? "/uv " : " -m ") })
        let found = try await modules(base, "django", "pip", adapter == .psycopg ? "psycopg" : "psycopg2")
        #expect(found == "all\n")
        let pip = try await run([base + "/myproject/.venv/bin/python", "-m", "pip", "--version"])
        #expect(pip.code == 0)
        let (again, second) = try await advance(answers, services)
        #expect(again == .alreadyDone)
        #expect(second.actions.isEmpty)
    }

    @Test func uvIsTakenWhereItIsAndPipWhereNot() async throws {
        let base = try await Room.make()
        let answers = try await answers()
        for uv in [true, false] {
            let services = try await services(base, uv: uv)
            let python = try await PythonSearch.facts(answers, services)
            #expect(try PackageInstaller.choose(answers, python, services).name == (uv ? "uv" : "pip"))
        }
        var asked = answers
        asked.python.installer = .uv
        let services = try await services(base)
        let python = try await PythonSearch.facts(asked, services)
        let failure = await thrown { try PackageInstaller.choose(asked, python, services) }
        guard case .refused("pip-or-venv-missing", _, _) = failure else {
            Issue.record("\(String(describing: failure))")
            return
        }
    }

    /// A bare container has no list of time zones, and Django's admin fails there with an error 500.
    @Test func whereNoTimeZonesAreTheyAreInstalled() async throws {
        let services = try await services(try await Room.make())
        var python = try await PythonSearch.facts(try await answers(), services)
        var venv = VenvFacts(
            path: "/shop/.venv", works: true, version: python.version, pip: "25.1", django: "5.2",
            adapters: ["psycopg2-binary": "2.9.13"])
        #expect(venv.isComplete(for: .psycopg2Binary))
        venv.hasZones = false
        #expect(!venv.isComplete(for: .psycopg2Binary))
        python.hasZones = false
        var findings = [Finding(.adapter, "python", .ok, "", evidence: .python(python))]
        let first = try Step.installAdapter.plan(
            try await answers { $0.python.wheelhouse = "" }, findings + [.missing], services)
        #expect(first.last?.preview.hasSuffix(" tzdata") == true, "\(first.map(\.preview))")
        findings += ["django", "adapter", "pip"].map { Finding(.adapter, $0, .ok, "") }
        findings += [Finding(.adapter, "venv", .ok, "", evidence: .environment(venv)), .missing]
        let second = try Step.installAdapter.plan(try await answers { $0.python.wheelhouse = "" }, findings, services)
        #expect(second.count == 1 && second[0].preview.hasSuffix(" tzdata"), "\(second.map(\.preview))")
    }

    /// Told before anything runs; pip would only say that nothing matches.
    @Test func aWheelhouseWithoutTimeZonesIsSaidToLackThem() async throws {
        let base = try await Room.make()
        try Files.makeFolder(base + "/wheels")
        let answers = try await answers { $0.python.wheelhouse = base + "/wheels" }
        let services = try await services(base)
        var python = try await PythonSearch.facts(answers, services)
        python.hasZones = false
        let findings = [Finding(.adapter, "python", .ok, "", evidence: .python(python)), .missing]
        let refused = #expect(throws: Failure.self) {
            try Step.installAdapter.plan(answers, findings, services)
        }
        let diagnosis = refused.map { Diagnosis(of: $0) }
        #expect(diagnosis?.cause == "no-matching-distribution")
        #expect(diagnosis?.explanation.contains("tzdata") == true, "\(String(describing: diagnosis))")
        try Files.write("", to: base + "/wheels/tzdata-2026.1-py2.py3-none-any.whl")
        let actions = try Step.installAdapter.plan(answers, findings, services)
        #expect(actions.last?.preview.hasSuffix(" tzdata") == true)
    }

    /// What a killed run leaves, and what Debian leaves without python3-venv: pyvenv.cfg and no more.
    @Test(arguments: ["no python", "a python that does not start", "a file"])
    func aHalfEnvironmentIsSetAsideAndMadeAgain(half: String) async throws {
        let base = try await Room.make()
        let venv = base + "/myproject/.venv"
        switch half {
        case "a file":
            try Files.makeFolder(base + "/myproject")
            try Files.write("theirs", to: venv)
        default:
            try Files.makeFolder(venv + "/bin")
            try Files.write("home = /nowhere\n", to: venv + "/pyvenv.cfg")
            if half != "no python" { try Files.write("#!/bin/sh\nexit 1\n", to: venv + "/bin/python", mode: 0o755) }
        }
        let (outcome, recorder) = try await advance(try await answers(), try await services(base, uv: true))
        #expect(outcome == .done, "\(recorder.diagnoses)\n\(recorder.lines)")
        // What a person made is not deleted.
        #expect(Files.exists(venv + ".broken-1"))
        let found = try await modules(base, "django", "psycopg2")
        #expect(found == "all\n")
    }

    @Test(arguments: [["psycopg2-binary"], ["pip"], ["psycopg2-binary", "pip"]])
    func whatIsMissingInAnEnvironmentIsAdded(missing: [String]) async throws {
        let base = try await Room.make()
        try Files.makeFolder(base + "/myproject")
        let venv = base + "/myproject/.venv"
        try await Shared.copyVenv(to: venv)
        // pip last: it removes the others.
        for name in missing {
            try await run([venv + "/bin/python", "-m", "pip", "uninstall", "--quiet", "-y", name]).orThrow()
        }
        try Files.write("kept", to: venv + "/mine.txt")
        let (outcome, recorder) = try await advance(try await answers(), try await services(base))
        #expect(outcome == .done, "\(recorder.diagnoses)\n\(recorder.lines)")
        let preview = recorder.actions.map(\.preview).joined(separator: "\n")
        #expect(preview.hasSuffix(" " + missing.sorted().joined(separator: " ")) && !preview.contains("Django"))
        let found = try await modules(base, "django", "pip", "psycopg2")
        #expect(found == "all\n")
        #expect(try Files.read(venv + "/mine.txt") == "kept")
    }

    // MARK: what cannot be

    @Test func noPython() async throws {
        let base = try await Room.make()
        let answers = try await answers { $0.python.interpreter = "no-such-python" }
        let (outcome, recorder) = try await advance(answers, try await services(base))
        #expect(outcome == .failed)
        #expect(recorder.diagnoses.first?.cause == "python-missing")
        #expect(recorder.diagnoses.first?.explanation.contains("no-such-python") == true)
        #expect(!Files.exists(base + "/myproject"))
    }

    @Test(arguments: [
        ("exit 1", "python-missing"), ("echo hello", "python-missing"),
        (
            #"""
            cat >/dev/null; echo 'HOWDAH-RESULT {"executable": "/x", "real_executable": "/x", "version": [3, 7, 9], "is_venv": false, "has_ensurepip": true, "has_venv": true, "has_zones": true, "installed": {}, "incomplete": [], "import_errors": {}}'
            """#, "wrong-python-version"
        ),
    ])
    func aPythonThatWillNotDo(script: String, cause: String) async throws {
        let base = try await Room.make()
        try Files.write("#!/bin/sh\n\(script)\n", to: base + "/python", mode: 0o755)
        let answers = try await answers { $0.python.interpreter = "./python" }
        let (outcome, recorder) = try await advance(answers, try await services(base))
        #expect(outcome == .failed)
        #expect(recorder.diagnoses.first?.cause.rawValue == cause)
        #expect(!Files.exists(base + "/myproject"))
    }

    @Test func aWheelhouseThatIsNotThere() async throws {
        let base = try await Room.make()
        let answers = try await answers { $0.python.wheelhouse = "wheels" }
        let (outcome, recorder) = try await advance(answers, try await services(base))
        #expect(outcome == .failed)
        #expect(recorder.diagnoses.first?.explanation.contains(base + "/wheels") == true)
    }

    @Test(arguments: [Answers.Installer.pip, .uv])
    func noNetwork(installer: Answers.Installer) async throws {
        let base = try await Room.make()
        let answers = try await answers {
            $0.python.wheelhouse = ""
            $0.python.installer = installer
        }
        let index = "http://127.0.0.1:\(ScratchCluster.freePort())/simple"
        let services = try await services(
            base, uv: true,
            ["PIP_INDEX_URL": index, "PIP_RETRIES": "0", "UV_INDEX_URL": index, "UV_HTTP_RETRIES": "0"])
        let (outcome, recorder) = try await advance(answers, services)
        #expect(outcome == .failed)
        let cause = recorder.diagnoses.first?.cause
        #expect(cause == "pip-network" || cause == "no-matching-distribution", "\(recorder.diagnoses)")
        #expect(recorder.diagnoses.first?.fixes.isEmpty == false)
    }

    @Test func aVersionThatDoesNotExist() async throws {
        let base = try await Room.make()
        let answers = try await answers { $0.python.django = "99.0" }
        let (outcome, recorder) = try await advance(answers, try await services(base))
        #expect(outcome == .failed)
        #expect(recorder.diagnoses.first?.cause == "no-matching-distribution", "\(recorder.diagnoses)")
    }

    /// Cancelling pip ends it, and the next run gets there.
    @Test func aCancelledInstallationIsGoneOnWith() async throws {
        let base = try await Room.make()
        let answers = try await answers()
        let services = try await services(base)
        let (engine, recorder) = try await Engine.recording(answers, services)
        let task = Task { await engine.advance(.adapter) }
        try await waitUntil("pip runs") {
            recorder.lines.contains { $0.hasPrefix("Processing") || $0.hasPrefix("Collecting") } ? true : nil
        }
        task.cancel()
        #expect(await task.value == .cancelled)
        let (outcome, second) = try await advance(answers, services)
        #expect(outcome == .done, "\(second.diagnoses)\n\(second.lines)")
    }
}

extension Finding {
    fileprivate static let missing = Finding(.adapter, "tzdata", .missing, "")
}
