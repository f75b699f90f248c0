import HowdahText
import Synchronization
import Testing

@testable import HowdahSetup

/// What a child writes, cut into lines, whatever it is.
@Suite struct CollectorTests {
    private final class Seen: Sendable {
        let outputs = Mutex<[Output]>([])
        var sink: LineSink { { output in self.outputs.withLock { $0.append(output) } } }
        var lines: [String] {
            outputs.withLock {
                $0.flatMap { output -> [String] in if case .lines(let lines) = output { lines } else { [] } }
            }
        }
        var progress: [Output] { outputs.withLock { $0.filter { if case .progress = $0 { true } else { false } } } }
    }

    private func collect(
        _ chunks: [[UInt8]], style: Command.ProgressStyle = .none, total: Int = 0, secret: String? = nil
    ) async -> (Seen, String) {
        let redactor = Redactor()
        if let secret { redactor.add(Secret(secret)) }
        let seen = Seen()
        let collector = Collector(
            redactor: redactor, command: Command("x", progress: style, progressTotal: total), sink: seen.sink)
        for chunk in chunks { await collector.take(chunk) }
        return (seen, await collector.finish())
    }

    @Test func linesAreCutWhereverTheChunksAre() async {
        let whole = Array("one\ntwo\n\nfour".utf8)
        for size in 1...whole.count {
            let chunks = stride(from: 0, to: whole.count, by: size).map {
                Array(whole[$0..<min($0 + size, whole.count)])
            }
            let (seen, tail) = await collect(chunks)
            #expect(seen.lines == ["one", "two", "", "four"])
            #expect(tail == "one\ntwo\n\nfour")
        }
    }

    @Test func aSplitLetterStaysWhole() async {
        let bytes = Array("é🐘\n".utf8)
        let (seen, _) = await collect(bytes.map { [$0] })
        #expect(seen.lines == ["é🐘"])
    }

    @Test func aLineOfFiftyMegabytesIsCut() async {
        let chunk = [UInt8](repeating: 65, count: 1 << 20)
        let (seen, tail) = await collect((0..<50).map { _ in chunk } + [Array("\nafter\n".utf8)])
        #expect(seen.lines.map(\.count) == [Collector.longestLine, 5])
        #expect(tail.utf8.count < Collector.tailLimit)
    }

    @Test func onlyTheLastLinesAreKept() async {
        let line = Array((String(repeating: "x", count: 99) + "\n").utf8)
        let (seen, tail) = await collect((0..<2000).map { _ in line } + [Array("last\n".utf8)])
        #expect(seen.lines.count == 2001)
        #expect(tail.utf8.count <= Collector.tailLimit)
        #expect(tail.hasSuffix("last"))
        #expect(tail.utf8.count > Collector.tailLimit - 200)
    }

    @Test func whatIsNoTextIsMadeHarmless() async {
        let (seen, _) = await collect([[0xff, 0xfe, 65, 0, 27] + Array("[31mred\u{202e}\u{9b}2J\r\nok\n".utf8)])
        #expect(seen.lines.count == 2)
        #expect(seen.lines.last == "ok")
        let bad = seen.lines.joined().unicodeScalars.filter {
            $0.value < 32 || (0x7f...0x9f).contains($0.value) || $0.value == 0x202e
        }
        #expect(bad.isEmpty)
        #expect(seen.lines[0].contains("red"))
    }

    @Test func aSecretIsDotsEvenWhenItComesInPieces() async {
        let (seen, tail) = await collect([Array("password is hun".utf8), Array("ter2!\n".utf8)], secret: "hunter2!")
        #expect(seen.lines == ["password is \(Secret.mask)"])
        #expect(!tail.contains("hunter2!"))
    }

    /// A cut line must not leave the first half of a secret at its end.
    @Test func aSecretAtTheCutDoesNotShowItsHalf() async {
        let padding = [UInt8](repeating: 46, count: Collector.longestLine - 6)
        let (seen, tail) = await collect([padding + Array("sEcReTpAsSwOrD\n".utf8)], secret: "sEcReTpAsSwOrD")
        #expect(!seen.lines.joined().contains("sEcReT"))
        #expect(!tail.contains("sEcReT"))
    }

    @Test func progressOfPipOfMigrationsAndOfUv() async {
        let (raw, tail) = await collect(
            [Array("Collecting x\nProgress 10 of 20\nProgress 20 of 20\n".utf8)], style: .pipRaw)
        #expect(raw.lines == ["Collecting x"])
        #expect(raw.progress == [.progress(done: 20, total: 20)])
        #expect(tail == "Collecting x")
        let (migrations, _) = await collect(
            [Array("Running migrations:\n  Applying a.0001... OK\n".utf8), Array("  Applying a.0002... OK\n".utf8)],
            style: .migrations, total: 7)
        #expect(migrations.progress == [.progress(done: 1, total: 7), .progress(done: 2, total: 7)])
        #expect(migrations.lines.count == 3)
        let (uv, _) = await collect([Array("  Downloading django\nResolved\n".utf8)], style: .installer)
        #expect(uv.progress == [.progress(done: 1, total: 0)])
    }
}
