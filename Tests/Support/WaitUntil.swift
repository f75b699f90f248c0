/// Asks again and again until there is an answer; the deadline is for machines that never get there,
/// not a guess how long it takes.
///
/// - Parameter seen: what to show when the deadline passes.
@discardableResult
public func waitUntil<Value>(
    _ what: String, within limit: Duration = .seconds(180), seen: @autoclosure () async -> String = "",
    _ answer: () async throws -> Value?
) async throws -> Value {
    let deadline = ContinuousClock.now.advanced(by: limit)
    while true {
        if let value = try await answer() { return value }
        guard ContinuousClock.now < deadline else {
            throw Trouble("waited \(limit) in vain until \(what)\n\(await seen())")
        }
        try await Task.sleep(for: .milliseconds(15))
    }
}
