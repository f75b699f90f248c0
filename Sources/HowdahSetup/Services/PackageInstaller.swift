import HowdahText

/// Makes virtual environments and installs wheels into them, by uv or by pip.
///
/// Both callers (the project's adapter, the server's wheel) want the same: no compiler, no root,
/// and not five seconds of ensurepip.
struct PackageInstaller: Sendable {
    enum Tool: Sendable, Equatable {
        case uv(String)
        /// `python -m pip --python VENV`: pip 22.3 and later.
        case pip(version: [Int])
        /// The wheel of pip that ensurepip carries, run as it is.
        case wheel(String)
    }

    let tool: Tool
    let python: PythonFacts
    let wheelhouse: String?

    static func choose(_ answers: Answers, _ python: PythonFacts, _ services: Services) throws(Failure)
        -> PackageInstaller
    {
        let wheelhouse = answers.python.wheelhouse
        let folder = wheelhouse.isEmpty ? nil : Paths.absolute(wheelhouse, from: services.base)
        if let folder, !Files.isDirectory(folder) {
            throw .refused(
                "no-matching-distribution", sentence: Words.Python.noWheelhouse(folder),
                next: Words.Python.noWheelhouseNext)
        }
        func made(_ tool: Tool) -> PackageInstaller { PackageInstaller(tool: tool, python: python, wheelhouse: folder) }
        let uv = ["uv", services.user.home + "/.local/bin/uv", services.user.home + "/.cargo/bin/uv"]
            .lazy.compactMap { services.find($0) }.first
        switch answers.python.installer {
        case .uv:
            guard let uv else {
                throw .refused("pip-or-venv-missing", sentence: Words.Python.noUV, next: Words.Python.noUVNext)
            }
            return made(.uv(uv))
        case .auto:
            if let uv { return made(.uv(uv)) }
        case .pip: break
        }
        guard python.hasVenv else { throw missing(python) }
        if let version = python.pip.map(Self.numbers), !version.lexicographicallyPrecedes([22, 3]) {
            return made(.pip(version: version))
        }
        if let wheel = python.pipWheel { return made(.wheel(wheel)) }
        throw missing(python)
    }

    /// What a class brought along lacks is told before anything runs; pip would only say that nothing matches.
    ///
    /// - Parameter sentence: says what is missing in a folder.
    func check(has package: String, else sentence: (String) -> String) throws(Failure) {
        guard let wheelhouse else { return }
        let isThere = Files.names(in: wheelhouse).contains { $0.lowercased().hasPrefix(package + "-") }
        guard !isThere else { return }
        throw .refused(
            "no-matching-distribution", sentence: sentence(wheelhouse),
            next: Words.Python.wheelhouseNeeds(package, ShellText.quoted(wheelhouse)))
    }

    private static func missing(_ python: PythonFacts) -> Failure {
        .refused(
            "pip-or-venv-missing", sentence: Words.Python.noPip(python.executable),
            next: Words.Python.noPipNext(series: python.series))
    }

    private static func numbers(_ version: String) -> [Int] { version.split(separator: ".").map { Int($0) ?? 0 } }

    func makeVenv(_ path: String) -> Command {
        switch tool {
        case .uv(let uv):
            Command(
                uv, ["venv", "--python", python.executable, "--no-python-downloads", path], environment: certificates)
        // In /: a logging.py of the learner's in the working directory would be imported.
        case .pip, .wheel: Command(python.executable, ["-m", "venv", "--without-pip", path], directory: "/")
        }
    }

    /// - Parameters:
    ///   - source: build from source where the requirement has no wheel (`psycopg2` itself).
    ///   - again: over what is there: files of it may be missing, the list of its files too.
    func install(_ requirements: [String], into venv: String, source: Bool = false, again: Bool = false) -> Command {
        let interpreter = venv + "/bin/python"
        var options = source ? [] : ["--only-binary", ":all:"]
        if again { options.append(isUV ? "--reinstall" : "--ignore-installed") }
        if let wheelhouse { options += ["--no-index", "--find-links", wheelhouse] }
        switch tool {
        case .uv(let uv):
            return Command(
                uv, ["pip", "install", "--python", interpreter] + options + requirements,
                environment: certificates, progress: .installer)
        case .pip(let version):
            let raw = !version.lexicographicallyPrecedes([24, 1])
            return Command(
                python.executable,
                ["-m", "pip", "--python", interpreter, "install", "--progress-bar", raw ? "raw" : "off"] + options
                    + requirements, directory: "/",
                progress: raw ? .pipRaw : .installer)
        case .wheel(let wheel):
            return Command(
                interpreter, [wheel + "/pip", "install", "--progress-bar", "off"] + options + requirements,
                directory: "/", progress: .installer)
        }
    }

    /// uv has certificates of its own; the system's are what a school's proxy put its own into.
    /// By variables, because older versions refuse the options.
    private var certificates: [String: String] { ["UV_SYSTEM_CERTS": "1", "UV_NATIVE_TLS": "1"] }

    private var isUV: Bool { if case .uv = tool { true } else { false } }

    var name: String {
        switch tool {
        case .uv: "uv"
        case .pip, .wheel: "pip"
        }
    }
}
