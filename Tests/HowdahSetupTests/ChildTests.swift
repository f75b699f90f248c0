import Foundation
import HowdahTestSupport
import Testing

@Suite struct ChildTests {
    /// Changing the user between fork and exec takes a lock of libc that another thread may have held at the
    /// fork: the child then never reached its program, and the whole run stood still.
    @Test(.timeLimit(.minutes(10)))
    func anotherAccountsChildStartsWhileThreadsComeAndGo() async throws {
        let account = try await Account.ordinary()
        let churn = Task.detached {
            while !Task.isCancelled {
                await withTaskGroup { group in
                    for _ in 0..<8 {
                        group.addTask {
                            await withCheckedContinuation { went in Thread { went.resume() }.start() }
                        }
                    }
                }
            }
        }
        defer { churn.cancel() }
        for _ in 0..<300 {
            let id = try await run(["/usr/bin/id", "-u"], as: account).orThrow()
            #expect(id.output == "\(account.id)\n")
        }
    }
}
