import HowdahSetup
import HowdahText

/// Folders one level below: who has just made a project is often still in the folder above it.
struct ProjectsBelow {
    /// The folder as it was typed, and in full.
    let path: String
    let base: String

    /// What is listed at most; more would only be scrolled away.
    private static let mostNames = 5

    /// Sorted; folders that hold one of these files.
    func names(holding files: String...) -> [String] { names(holding: files) }

    private func names(holding files: [String]) -> [String] {
        Files.names(in: base).filter { name in
            name.first != "." && files.contains { Files.exists("\(base)/\(name)/\($0)") }
        }
    }

    /// Where the projects are, and how each is named to a command; a line each. nil: there are none.
    func hint(_ command: String?, holding files: String...) -> [String]? {
        let names = names(holding: files)
        guard let first = names.first else { return nil }
        let commands = names.prefix(Self.mostNames).map {
            ShellText.line(["howdah"] + [command].compactMap(\.self) + [named($0)])
        }
        if names.count == 1 { return [Words.Folder.oneBelow(first.sanitisedLine, commands[0])] }
        return [Words.Folder.manyBelow(names.count)] + commands.map { "  " + $0 }
    }

    /// As a person in the same place would type it; a leading dash would be read as an option.
    private func named(_ name: String) -> String {
        guard [".", "./"].contains(path) else { return (path.last == "/" ? path : path + "/") + name }
        return name.first == "-" ? "./" + name : name
    }
}
