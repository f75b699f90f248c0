import HowdahText

/// What git would take into the repository. Nothing is changed, and none of the repository's own programs runs.
enum Git {
    /// The folder of the repository that a folder lies in, found without git: not every computer has it.
    static func workTree(of folder: String) -> String? {
        var place = folder
        while true {
            if Files.exists(place + "/.git") { return place }
            guard place != "/", !place.isEmpty else { return nil }
            place = Paths.parent(of: place)
        }
    }

    /// Whether the rules leave a file out; nil: git cannot tell.
    static func ignores(_ path: String, _ services: Services) async -> Bool? {
        let answer = await ask(["check-ignore", "-q", "--no-index", "--", path], Paths.parent(of: path), services)
        return answer.flatMap { [0: true, 1: false][$0.code] }
    }

    /// Whether a file is in the repository already, whatever the rules say.
    static func tracks(_ path: String, _ services: Services) async -> Bool {
        await ask(["ls-files", "--error-unmatch", "--", path], Paths.parent(of: path), services)?.code == 0
    }

    /// How far back the history of a file is read.
    private static let commits = "200"

    /// Whether a version of one of these files that was committed holds a secret. The secret stays here: git prints, and
    /// Howdah searches.
    static func remembers(_ secret: Secret, in paths: [String], _ folder: String, _ services: Services) async -> Bool {
        guard !paths.isEmpty, secret.reveal().count >= Redactor.shortestSecret else { return false }
        // A format of the repository's own may check signatures, a diff of a submodule obeys the submodule.
        let words =
            [
                "log", "-p", "-n", commits, "--no-color", "--format=%H", "--no-ext-diff", "--no-textconv",
                "--submodule=short", "--",
            ] + paths
        guard let answer = await ask(words, folder, services), answer.code == 0 else { return false }
        return Redactor.spellings(of: secret.reveal()).contains { answer.output.contains($0) }
    }

    private static func ask(_ words: [String], _ folder: String, _ services: Services) async -> Capture? {
        // A repository may name programs of its own to be run on every look; none is.
        let settings = ["core.fsmonitor=false", "core.hooksPath=/dev/null", "log.showSignature=false"]
        let quiet = ["--no-pager"] + settings.flatMap { ["-c", $0] } + ["-C", folder]
        return try? await services.capture(Command("git", quiet + words, directory: "/", environment: variables))
    }

    /// What is missing of a clone that was made in part is not fetched: the way there is the repository's to name.
    private static let variables = [
        "GIT_OPTIONAL_LOCKS": "0", "GIT_PAGER": "cat", "GIT_NO_LAZY_FETCH": "1", "GIT_ALLOW_PROTOCOL": "none",
    ]
}
