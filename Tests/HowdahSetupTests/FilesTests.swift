import Foundation
import HowdahTestSupport
import Testing

@testable import HowdahSetup

@Suite struct FilesTests {
    @Test func whatCouldBeMade() async throws {
        let folder = try await Room.make()
        try Files.write("", to: folder + "/file")
        #expect(Files.mayMake(folder + "/new/below"))
        #expect(!Files.mayMake(folder + "/file/below"))
        #expect(!Files.mayMake("relative"))
        guard try await Account.ordinary() == .current else { return }
        chmod(folder, 0o500)
        defer { chmod(folder, 0o700) }
        #expect(!Files.mayMake(folder + "/new/below"))
    }

    @Test func writingKeepsTheModeAndLeavesNothingBeside() async throws {
        let folder = try await Room.make()
        let file = folder + "/f"
        try Files.write("new", to: file)
        #expect(try mode(file) == 0o644)
        chmod(file, 0o640)
        try Files.write("newer", to: file)
        #expect(try mode(file) == 0o640)
        try Files.write("secret", to: file, mode: 0o600)
        #expect(try mode(file) == 0o600)
        #expect(try Files.read(file) == "secret")
        #expect(Files.names(in: folder) == ["f"])
    }

    @Test(arguments: [
        ("one\ntwo\nthree\n", 100, "one\ntwo\nthree\n"), ("one\ntwo\nthree\n", 6, "three\n"),
        ("one\ntwo\nthree\n", 7, "three\n"), ("one\ntwo\nthree\n", 10, "two\nthree\n"), ("one\ntwo", 3, "two"),
        ("onetwo", 3, "two"), ("onetwo\n", 4, "two\n"), ("one\n", 0, ""), ("one\n", -2, ""), ("", 5, ""),
    ])
    func theEndOfAFile(text: String, most: Int, end: String) async throws {
        let file = try await Room.make() + "/log"
        try Files.write(text, to: file)
        #expect(String(decoding: try Files.tail(file, most: most), as: UTF8.self) == end)
    }

    @Test func aFolderThatMayNotBeWrittenIsAFailureWithItsErrno() async throws {
        let account = try await Account.ordinary()
        guard account == .current else { return }
        let folder = try await Room.make()
        try Files.write("old", to: folder + "/f")
        chmod(folder, 0o500)
        defer { chmod(folder, 0o700) }
        let failure = await thrown { try Files.write("new", to: folder + "/f") }
        #expect(failure == .file(path: folder + "/f", operation: "write", errno: EACCES))
        #expect(try Files.read(folder + "/f") == "old")
    }

    #if os(Linux)
        /// A full disk: the old bytes stay, no half file lies beside.
        @Test(.enabled(if: Account.isRoot, "only root may mount"))
        func aFullDiskLeavesTheOldFile() async throws {
            let folder = try await Room.make()
            let mounted = try await run(["/bin/mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", folder])
            guard mounted.code == 0 else { return }  // A container without that right.
            do {
                try Files.write("old", to: folder + "/f")
                let failure = await thrown {
                    try Files.write([UInt8](repeating: 65, count: 1 << 20), to: folder + "/f")
                }
                #expect(failure == .file(path: folder + "/f", operation: "write", errno: ENOSPC))
                #expect(failure.map { Diagnosis(of: $0).cause } == "disk-full")
                #expect(try Files.read(folder + "/f") == "old")
                #expect(Files.names(in: folder) == ["f"])
            } catch { Issue.record(error) }
            try await run(["/bin/umount", folder]).orThrow()
        }
    #endif

    @Test func pathsByTheirText() {
        #expect(Paths.absolute("a/../b/./c", from: "/x//y") == "/x/y/b/c")
        #expect(Paths.absolute("/a//b/..", from: "/x") == "/a")
        #expect(Paths.absolute("../../..", from: "/x") == "/")
        #expect(Paths.parent(of: "/a") == "/" && Paths.parent(of: "/a/b") == "/a")
        #expect(Paths.shown("/home/lea/p", home: "/home/lea") == "~/p")
        #expect(Paths.shown("/home/leander/p", home: "/home/lea") == "/home/leander/p")
    }

    @Test func theJournalCountsOnAndHoldsOneObjectALine() async throws {
        let file = try await Room.make() + "/journal.jsonl"
        for round in 1...2 {
            let journal = Journal()
            try await journal.keep(in: file)
            try await journal.append(
                .project, Action("Title \(round)", why: "w", .secret(.databasePassword), inverse: .removeFolder("/f")))
        }
        let entries = try Files.read(file).split(separator: "\n").map {
            try JSONDecoder().decode(Journal.Entry.self, from: Data($0.utf8))
        }
        #expect(entries.map(\.sequence) == [1, 2])
        #expect(entries.map(\.title) == ["Title 1", "Title 2"])
        #expect(entries[0].inverse == .removeFolder("/f"))
        #expect(try mode(file) == 0o600)
    }

    /// What an edit left, and what one that failed left: nothing that undo would have to look into.
    @Test func theJournalOfAnEdit() async throws {
        let folder = try await Room.make()
        let journal = Journal()
        try await journal.keep(in: folder + "/journal.jsonl")
        let edit = Action("Edit", why: "w", .secret(.databasePassword), inverse: .removeFile(folder + "/f"))
        let failure = await thrown {
            try await journal.record(.settings, edit) { () async throws(Failure) in
                throw .timedOut(what: "w", seconds: 1)
            }
        }
        #expect(failure == .timedOut(what: "w", seconds: 1))
        #expect(try await journal.read().entries.isEmpty)
        try await journal.record(.settings, edit) { () async throws(Failure) in
            try Files.write("new", to: folder + "/f")
        }
        let entries = try await journal.read().entries
        #expect(entries.count == 1 && entries.first?.after != nil)
        // A journal that can no longer be written hides no failure.
        let hidden = await thrown {
            try await journal.record(.settings, edit) { () async throws(Failure) in
                try Files.move(folder + "/journal.jsonl", to: folder + "/aside")
                try Files.makeFolder(folder + "/journal.jsonl")
                throw .timedOut(what: "w", seconds: 1)
            }
        }
        #expect(hidden == .timedOut(what: "w", seconds: 1))
    }
}
