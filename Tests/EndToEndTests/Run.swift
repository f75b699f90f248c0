import Foundation
import HowdahTestSupport
import Testing

/// One line of `apply --json`.
struct JSONLine {
    var raw: [String: Any]

    init(_ line: Substring) throws {
        guard let object = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any] else {
            throw Trouble("no object: \(line)")
        }
        raw = object
    }

    var event: String { raw["event"] as? String ?? "" }
    var step: Int? { (raw["step"] as? NSNumber)?.intValue }
    var name: String? { raw["name"] as? String }
    var outcome: String? { raw["outcome"] as? String }
    subscript(key: String) -> Any? { raw[key] }
}

extension Ended {
    /// Standard output, line by line; every line is one object.
    func json() throws -> [JSONLine] { try output.split(separator: "\n").map(JSONLine.init) }

    func outcomes() throws -> [String] {
        try json().filter { $0.event == "step-finished" }.sorted { ($0.step ?? 0) < ($1.step ?? 0) }.compactMap(
            \.outcome)
    }

    func receipt() throws -> JSONLine {
        guard let last = try json().last, last.event == "receipt" else {
            throw Trouble("no receipt at the end:\n\(all)")
        }
        return last
    }

    func causes() throws -> [String] {
        try json().filter { $0.event == "diagnosis" }.compactMap { $0["cause"] as? String }
    }
}

/// What the contract says about a whole run, whatever came of it.
func checkContract(_ ended: Ended) throws {
    let lines = try ended.json()
    let known: Set = [
        "step-began", "action-began", "line", "progress", "action-finished", "diagnosis", "step-finished", "receipt",
    ]
    for line in lines {
        #expect(known.contains(line.event), "\(line.raw)")
        if line.event == "receipt" { continue }
        #expect((1...7).contains(line.step ?? 0) && line.name?.isEmpty == false, "\(line.raw)")
        switch line.event {
        case "action-began": #expect(line["title"] is String && line["preview"] is String)
        case "line": #expect(line["text"] is String)
        case "progress": #expect(line["done"] is NSNumber && line["total"] is NSNumber)
        case "action-finished": #expect(line["seconds"] is NSNumber)
        case "diagnosis":
            #expect(
                line["cause"] is String && line["title"] is String && line["explanation"] is String
                    && line["fixes"] is [Any])
        case "step-finished":
            #expect(["already-done", "done", "skipped", "failed", "cancelled", "not-reached"].contains(line.outcome))
        default: break
        }
    }
    let finished = lines.filter { $0.event == "step-finished" }.compactMap(\.step)
    #expect(finished.sorted() == Array(1...7))
    #expect(lines.filter { $0.event == "receipt" }.count == 1)
    let receipt = try ended.receipt()
    #expect(receipt["ok"] is Bool && receipt["seconds"] is NSNumber)
    #expect(["verified", "not-checked", "failed"].contains(receipt["login"] as? String))
    // Nothing of a step comes before its beginning or after its end.
    for step in 1...7 {
        let events = lines.filter { $0.step == step }.map(\.event)
        #expect(events.last == "step-finished")
        #expect(events == ["step-finished"] || events.first == "step-began")
    }
}

/// A file tree as text: names, modes, sizes and sums, without what only running makes.
func fingerprint(_ folder: String, without: [String] = []) async throws -> String {
    let skipped = (["*/__pycache__/*", "*/.howdah/log/*", "*/.howdah/postgres/*"] + without)
        .map { "! -path '\($0)'" }.joined(separator: " ")
    return try await run(
        [
            "/bin/sh", "-c",
            "find . -type f \(skipped) -printf '%p %m %s ' -exec sha256sum {} \\; | sort; find . -type l | sort",
        ],
        in: folder
    ).orThrow().output
}

/// The project's own server, asked by psql as its owner.
func privateSQL(_ project: Project, _ sql: String, database: String = "postgres") async throws -> String {
    let file = try String(contentsOfFile: project.state + "/postgres/data/postmaster.pid", encoding: .utf8)
    let lines = file.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    return try await run(
        [
            "/usr/bin/env", "psql", "-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-h", lines[4], "-p", lines[3],
            "-d", database, "-c",
            sql,
        ], as: project.account, environment: project.environment
    ).orThrow().output.trimmingCharacters(in: .newlines)
}

func privateDump(_ project: Project, _ database: String) async throws -> String {
    let file = try String(contentsOfFile: project.state + "/postgres/data/postmaster.pid", encoding: .utf8)
    let lines = file.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    return try await run(
        ["/usr/bin/env", "pg_dump", "-h", lines[4], "-p", lines[3], "-d", database], as: project.account,
        environment: project.environment
    ).orThrow().output.split(separator: "\n").filter { !$0.hasPrefix("\\") }.joined(separator: "\n")
}
