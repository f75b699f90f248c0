import ArgumentParser
import HowdahSetup
import HowdahText

/// What every command takes.
struct CommonOptions: ParsableArguments {
    @Option(name: .long, help: .init(Words.Commands.theme, valueName: "name")) var theme: String?
    @Flag(name: .long, help: .init(Words.Commands.plain)) var plain = false
    @Flag(name: .long, help: .init(Words.Commands.ascii)) var ascii = false
    @Flag(name: .long, help: .init(Words.Commands.noColor)) var noColor = false
    @Option(name: .long, help: .init(Words.Commands.lang, valueName: "code")) var lang: String?
    @Option(name: .long, help: .init(Words.Commands.log, valueName: "file")) var log: String?

    /// The file that `--log` names; relative to the folder that the person is in.
    func openLog(_ services: Services) throws {
        guard let log else { return }
        do { try services.logFile.keep(in: log) } catch {
            throw Stop(code: 64, sentence: error.evidence, next: Words.Commands.logNext)
        }
    }

    func validate() throws {
        if let lang, lang != "en" { throw ValidationError(Words.Commands.noLanguage(lang)) }
    }
}
