import Foundation
import HowdahTestSupport
import HowdahText
import Synchronization
import Testing

@testable import HowdahSetup

/// The one way to run a child.
@Suite(.heavy) struct ShellTests {
    private func shell(_ environment: [String: String] = [:]) -> Shell {
        Shell(environment: ["PATH": "/usr/bin:/bin"].merging(environment) { $1 }, redactor: Redactor())
    }

    private func script(_ text: String) -> Command { Command("/bin/sh", ["-c", text]) }

    @Test func outputCodeAndInput() async throws {
        var command = script("cat; echo err >&2; exit 7")
        command.input = .text("in\n")
        let seen = Mutex<[String]>([])
        let result = try await shell().run(command) { output in
            if case .lines(let lines) = output { seen.withLock { $0 += lines } }
        }
        #expect(result.code == 7)
        #expect(Set(seen.withLock { $0 }) == ["in", "err"])
        let capture = try await shell().capture(command)
        #expect(capture == Capture(code: 7, output: "in\n", errors: "err\n"))
        #expect(try await shell().run(script("kill -TERM $$")) { _ in }.code == 128 + 15)
    }

    /// More than a pipe holds, in both directions at once.
    @Test func muchInputAndMuchOutputAtOnce() async throws {
        var command = Command("/bin/cat")
        command.input = .text(String(repeating: "0123456789abcde\n", count: 65536))
        let capture = try await shell().capture(command)
        #expect(capture.output.utf8.count == 1 << 20)
    }

    @Test(arguments: [0, 10, 1 << 20])
    func aChildThatDoesNotReadItsInput(size: Int) async throws {
        for _ in 1...20 {
            var command = script("exec <&-; exit 3")
            command.input = .text(String(repeating: "x", count: size))
            #expect(try await shell().capture(command).code == 3)
            #expect(try await shell().run(command) { _ in }.code == 3)
        }
    }

    @Test func aProgramThatIsNotThereIsAFailureNotACrash() async {
        for name in ["no-such-program", "/no/such/program", "/etc/passwd"] {
            let failure = await thrown { try await shell().run(Command(name)) { _ in } }
            guard case .notStarted(let program, let number) = failure else {
                Issue.record("\(name): \(String(describing: failure))")
                continue
            }
            #expect(program == name && number != 0)
        }
        let away = await thrown { try await shell().run(Command("/bin/true", directory: "/no/such/folder")) { _ in } }
        #expect(away != nil)
    }

    @Test func whatBendsPostgresPythonAndDjangoIsKeptFromChildren() async throws {
        let bad = [
            "PGHOST": "x", "PGPASSWORD": "x", "PGSERVICE": "x", "PYTHONPATH": "x", "PYTHONHOME": "x",
            "PYTHONSTARTUP": "x",
            "DJANGO_SETTINGS_MODULE": "x", "DJANGO_SUPERUSER_PASSWORD": "x", "DATABASE_URL": "x", "VIRTUAL_ENV": "x",
            "LD_PRELOAD": "x", "LANG": "de_DE.UTF-8", "LC_MESSAGES": "de_DE.UTF-8", "LANGUAGE": "de", "BASH_ENV": "x",
        ]
        let good = [
            "HTTPS_PROXY": "http://proxy", "SSL_CERT_FILE": "/c.pem", "SECRET_KEY": "k", "MY_OWN": "ä b",
            "PIP_INDEX_URL": "http://i",
        ]
        let seen = try await shell(bad.merging(good) { $1 }).capture(Command("/usr/bin/env")).output
            .split(separator: "\n").map(String.init)
        for (key, value) in good { #expect(seen.contains("\(key)=\(value)")) }
        for key in bad.keys { #expect(!seen.contains { $0.hasPrefix(key + "=") && $0 != "LC_ALL=C.UTF-8" }) }
        #expect(seen.contains("LC_ALL=C.UTF-8"))
        #expect(seen.contains("PYTHONUNBUFFERED=1"))
    }

    /// Cancelling ends the whole group, also who ignores SIGTERM and who was started by a child.
    @Test func cancellingEndsChildrenAndGrandchildren() async throws {
        let folder = try await Room.make()
        let command = script(
            """
            (trap '' TERM HUP INT; echo $$ ; sh -c 'trap "" TERM HUP; echo $$ > \(folder)/deep; while :; do sleep 0.2; done') &
            trap '' TERM; echo $$ > \(folder)/top; wait
            while :; do sleep 0.2; done
            """)
        let shell = shell()
        let task = Task { await thrown { try await shell.run(command) { _ in } } }
        let pids = try await waitUntil("both have started") { () -> [pid_t]? in
            let texts = ["top", "deep"].compactMap { try? String(contentsOfFile: "\(folder)/\($0)", encoding: .utf8) }
            let pids = texts.compactMap { pid_t($0.trimmingCharacters(in: .newlines)) }
            return pids.count == 2 ? pids : nil
        }
        for pid in pids { #expect(kill(pid, 0) == 0) }
        task.cancel()
        #expect(await task.value == .cancelled)
        try await waitUntil("both are gone", within: .seconds(30)) { pids.allSatisfy(isGone) ? true : nil }
    }

    /// Ten megabytes a second for a while: all of it is read, little of it is kept.
    @Test func aChattyChild() async throws {
        let count = Mutex(0)
        let result = try await shell().run(
            script("head -c 30000000 /dev/zero | tr '\\0' 'y' | fold -w 79; head -c 50000000 /dev/zero | tr '\\0' 'z'")
        ) { output in
            if case .lines(let lines) = output { count.withLock { $0 += lines.count } }
        }
        #expect(result.code == 0)
        #expect(count.withLock { $0 } >= 30_000_000 / 79)
        #expect(result.output.utf8.count <= Collector.tailLimit + Collector.longestLine)
    }

    @Test func aRelativeEntryOfThePathIsNotSearched() async throws {
        let folder = try await Room.make()
        try "#!/bin/sh\n".write(toFile: folder + "/tool", atomically: false, encoding: .utf8)
        chmod(folder + "/tool", 0o755)
        var shell = shell(["PATH": ".:\(folder)"])
        #expect(shell.resolve("tool") == folder + "/tool")
        shell.environment["PATH"] = ".:bin"
        #expect(shell.resolve("tool") == nil)
    }

    @Test func aDaemonsPipeDoesNotHoldTheCaller() async throws {
        // pg_ctl leaves a server behind that may keep the pipe open.
        let folder = try await Room.make()
        let shell = shell()
        let task = Task {
            try await shell.run(self.script("(exec sleep 300 >/dev/null 2>&1 & echo $! > \(folder)/pid); echo done")) {
                _ in
            }
        }
        #expect(try await task.value.output.contains("done"))
        if let pid = pid_t(
            try String(contentsOfFile: folder + "/pid", encoding: .utf8).trimmingCharacters(in: .newlines))
        {
            kill(pid, SIGKILL)
        }
    }
}

/// Ended; a zombie that nobody looked after counts as ended.
func isGone(_ pid: pid_t) -> Bool {
    if kill(pid, 0) != 0 { return true }
    let stat = (try? String(contentsOfFile: "/proc/\(pid)/stat", encoding: .utf8)) ?? ""
    return stat.split(separator: ")").last?.hasPrefix(" Z") == true
}
