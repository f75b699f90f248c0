import Foundation
import HowdahSetup
import HowdahText

// Breaks a throw-away project, as the account that owns it: fault-maker NAME FOLDER
signal(SIGPIPE, SIG_IGN)
let words = CommandLine.arguments
guard words.count == 3, let fault = Fault[words[1]] else {
    print("fault-maker NAME FOLDER\n" + Fault.all.map { "  \($0.name): \($0.title)" }.joined(separator: "\n"))
    exit(64)
}
let base = words[2]
do {
    let services = Services.live(base: base, environment: ProcessInfo.processInfo.environment)
    let answers = try AnswersFile.read(try Files.read(base + "/.howdah/answers.toml"), file: "answers.toml")
    try await Engine(answers: answers, services: services).prepare()
    try await fault.inject(into: try await FaultSite(answers, services))
} catch {
    print("\(error)")
    exit(1)
}
