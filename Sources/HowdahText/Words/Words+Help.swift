extension Words {
    /// What `--help` says beside the options: what PATH is, examples, exit codes.
    public enum Help {
        private static let path = """
            <path> is the folder to work in; without it, the one that you are in. If it
            holds manage.py, it is the project.
            """

        private static let project = """
            <path> is the project's folder, the one that holds manage.py; without it, the
            folder that you are in.
            """

        private static func text(_ about: String, _ examples: [String], _ codes: String) -> String {
            ([about, "", "Examples:"] + examples.map { "  " + $0 } + ["", "Exit codes: " + codes])
                .joined(separator: "\n")
        }

        /// The program's own: what is typed without a command stands here too.
        public static let usage = """
            howdah [<path>] [--answers <file>] [--plain] [--theme <name>] [--ascii] [--no-color] [--log <file>]
            howdah <command> ...
            """

        public static let howdah = text(
            """
            Without a command it is the wizard: the seven steps with you, page by page.
            \(path)

            Options of the wizard (all but --answers also of every command):
              --answers <file>  \(Words.Commands.answers)
              --plain           \(Words.Commands.plain)
              --theme <name>    The colours: dark, light, high-contrast, colour-blind,
                                monochrome, or a file of yours.
              --ascii           \(Words.Commands.ascii)
              --no-color        \(Words.Commands.noColor)
              --lang <code>     \(Words.Commands.lang)
              --log <file>      \(Words.Commands.log)

            Commands: apply [<path>], doctor [<path>], explain [<file>],
            settings <file>, undo [<path>], start, stop, status [<path>]
            """,
            [
                "howdah", "howdah ~/shop --plain", "howdah doctor ~/shop",
                "python manage.py migrate 2>&1 | howdah explain",
            ],
            """
            0 done, healthy, unchanged; 1 a step failed, something is wrong
            or missing; 2 you quit before the end; 64 bad usage, answers or folder;
            128+n on signal n.
            """)

        public static let wizard = text(
            """
            \(path)
            In the folder above a project that an earlier run made, that project goes on.
            """,
            ["howdah", "howdah ~/shop", "howdah --plain", "howdah --answers class.toml"],
            """
            0 done; 1 a step failed; 2 you quit before the end; 64 bad
            usage, answers or folder; 128+n on signal n.
            """)

        public static let apply = text(
            """
            \(path)
            Without --answers, the answers of an earlier run there.
            """,
            [
                "howdah apply --print-answers > answers.toml", "howdah apply --dry-run --answers answers.toml",
                "howdah apply ~/shop --answers answers.toml --json",
            ],
            "0 done; 1 a step failed; 64 bad usage, answers or folder;\n128+n on signal n.")

        public static let doctor = text(
            """
            \(project)
            It may be any Django project. Its own settings are run, as by manage.py check.
            """,
            ["howdah doctor", "howdah doctor ~/shop --fix", "howdah doctor --bundle for-my-teacher.txt"],
            "0 all is well; 1 something is wrong or missing; 64 no project,\nbad usage.")

        public static let explain = text(
            "The text is read from <file>, or from standard input.",
            [
                "python manage.py migrate 2>&1 | howdah explain", "howdah explain error.txt",
                "howdah explain --cause role-missing",
            ],
            "0 recognised; 1 not recognised; 64 no text, no such file or cause.")

        public static let settings = text(
            "<file> is read, never run; without --write the change is only shown.",
            [
                "howdah settings shop/settings.py --name shop --user shop",
                "howdah settings shop/settings.py --password env:DB_PASSWORD --write",
            ],
            "0 shown, written, or nothing to change; 1 refused; 64 no such\nfile, bad usage.")

        public static let undo = text(
            project,
            ["howdah undo --dry-run", "howdah undo ~/shop", "howdah undo --yes --name shop"],
            "0 done, or nothing to take back; 1 something was left, or\nfailed; 64 bad usage, no project.")

        public static let start = text(
            project, ["howdah start", "howdah start ~/shop"],
            "0 it runs; 1 there is none, or it does not start; 64 bad usage.")

        public static let stop = text(
            project, ["howdah stop", "howdah stop ~/shop"],
            "0 it is stopped; 1 there is none, or it does not stop; 64 bad usage.")

        public static let status = text(
            project, ["howdah status", "howdah status ~/shop"],
            "0 it runs; 1 it is stopped, or there is none; 64 bad usage.")
    }
}
