import Foundation
import HowdahTestSupport
import HowdahText
import Testing

@testable import HowdahSetup

/// A data folder that was copied while its server ran: the pid file names the original's server.
@Suite(.heavy) struct CopiedProjectTests {
    private func cluster(_ data: String) -> PrivateCluster {
        PrivateCluster(dataDirectory: data, socketDirectory: "", port: 1, binaries: "/nowhere", logFile: "/nowhere")
    }

    @Test func aCopiedPidFileIsNobodysServer() async throws {
        try await ScratchCluster.with { original in
            let project = try await Room.make()
            let data = project + "/.howdah/postgres/data"
            try Files.makeFolder(data)
            try Files.write(try Files.bytes(original.data + "/postmaster.pid"), to: data + "/postmaster.pid")
            #expect(cluster(original.data).isRunning && cluster(original.data).stranger == nil)
            #expect(!PidFile(of: original.data).isStale)
            let copy = cluster(data)
            #expect(!copy.isRunning && copy.stranger == Files.resolved(original.data))
            #expect(PidFile(of: data).isStale)
            // Refused before any program is run.
            let failure = await thrown { try await copy.stop(.unimplemented(base: project)) { _ in } }
            guard case .refused(_, let sentence, let next)? = failure else {
                Issue.record("\(String(describing: failure))")
                return
            }
            #expect(sentence.contains(original.data) && next.contains(copy.clearPidCommand))
            // What is shown is what is done.
            let preview = ServerAction.clearPid(copy).preview
            #expect(preview.contains("mv") && !preview.contains("rm "))
            try copy.clearPid()
            #expect(Files.names(in: project + "/.howdah/backups") == ["postmaster.pid"])
            try Files.move(project + "/.howdah/backups/postmaster.pid", to: data + "/postmaster.pid")
            try await run(["/bin/sh", "-c", preview]).orThrow()
            #expect(Files.names(in: project + "/.howdah/backups") == ["postmaster.pid"])
            #expect(!Files.exists(data + "/postmaster.pid") && cluster(original.data).isRunning)
        }
    }
}
