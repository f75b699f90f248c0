import ArgumentParser
import HowdahSetup
import HowdahText

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// Says what a pasted text of errors means, and what mends it. Runs nothing.
struct Explain: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: Words.Commands.explain, discussion: Words.Help.explain)

    @OptionGroup var common: CommonOptions
    @Argument(help: .init(Words.Commands.explainFile, valueName: "file")) var file: String?
    @Option(name: .long, help: .init(Words.Commands.explainCause, valueName: "slug")) var cause: String?
    @Flag(name: .long, help: .init(Words.Commands.explainCauses)) var causes = false
    @Flag(name: .long, help: .init(Words.Commands.json)) var json = false

    func run() throws {
        if causes {
            Console.out(CauseTable.text)
            return
        }
        if let cause {
            guard let page = Diagnosis(page: cause) else {
                let near = suggestion(for: cause, among: CauseTable.slugs)
                throw Stop(
                    code: 64, sentence: Words.Explain.noSuchCause(cause),
                    next: near.map(Words.Explain.meant) ?? Words.Explain.listCauses)
            }
            show(page)
            return
        }
        let diagnosis = try read()
        show(diagnosis)
        if diagnosis.cause == "unknown" { throw ExitCode(1) }
    }

    private func read() throws -> Diagnosis {
        var reader = ExplainReader()
        var descriptor = STDIN_FILENO
        if let file, file != "-" {
            descriptor = open(file, O_RDONLY | O_CLOEXEC)
            let reason = Files.isDirectory(file) ? EISDIR : errno
            guard descriptor >= 0, reason != EISDIR else {
                let sentence =
                    reason == ENOENT ? Words.Explain.noFile(file) : Words.Explain.unreadable(file, ErrorText.of(reason))
                throw Stop(code: 64, sentence: sentence, next: Words.Explain.pasteInstead)
            }
        } else if isatty(STDIN_FILENO) == 1 {
            Console.error(Words.Explain.paste)
        }
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = systemRead(descriptor, &buffer)
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else { break }
            reader.read(buffer[..<count])
        }
        guard reader.hasText else {
            throw Stop(code: 64, sentence: Words.Explain.empty, next: Words.Explain.pasteInstead)
        }
        return Diagnosis(explaining: reader)
    }

    private func show(_ diagnosis: Diagnosis) {
        guard !json else {
            Console.out(JSON.line(diagnosis))
            return
        }
        var lines = DiagnosisText.lines(diagnosis)
        // Where nothing is recognised it is the first piece of advice already.
        if diagnosis.cause != "unknown" { lines += [""] + Words.Explain.closer.wrapped(toWidth: 78) }
        Console.out(lines.joined(separator: "\n"))
    }
}

private func systemRead(_ descriptor: Int32, _ buffer: inout [UInt8]) -> Int {
    #if canImport(Glibc)
        Glibc.read(descriptor, &buffer, buffer.count)
    #else
        Darwin.read(descriptor, &buffer, buffer.count)
    #endif
}
