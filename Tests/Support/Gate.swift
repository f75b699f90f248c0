import Foundation
public import Testing

/// Lets only a few heavy tests run at a time: the machines that run them have two cores.
///
///     @Suite(.heavy) struct DatabaseTests { … }
public struct Heavy: TestTrait, SuiteTrait, TestScoping {
    public var isRecursive: Bool { true }

    public func provideScope(
        for test: Test, testCase: Test.Case?, performing function: @Sendable () async throws -> Void
    ) async throws {
        ignoresSIGPIPE
        await Gate.shared.enter()
        do {
            try await function()
            await Gate.shared.leave()
        } catch {
            await Gate.shared.leave()
            throw error
        }
    }
}

extension Trait where Self == Heavy {
    public static var heavy: Heavy { Heavy() }
}

private actor Gate {
    static let shared = Gate()
    private var free = max(2, min(4, ProcessInfo.processInfo.activeProcessorCount))
    private var waiting: [CheckedContinuation<Void, Never>] = []

    func enter() async {
        if free > 0 {
            free -= 1
            return
        }
        await withCheckedContinuation { waiting.append($0) }
    }

    func leave() {
        if waiting.isEmpty { free += 1 } else { waiting.removeFirst().resume() }
    }
}

/// Tests that change something that the whole machine has (its PostgreSQL cluster) one after the other.
public actor Machine {
    public static let shared = Machine()
    private var taken = false
    private var waiting: [CheckedContinuation<Void, Never>] = []

    public nonisolated func alone<T: Sendable>(_ body: @Sendable () async throws -> T) async throws -> T {
        await take()
        do {
            let value = try await body()
            await release()
            return value
        } catch {
            await release()
            throw error
        }
    }

    private func take() async {
        if !taken {
            taken = true
            return
        }
        await withCheckedContinuation { waiting.append($0) }
    }

    private func release() {
        if waiting.isEmpty { taken = false } else { waiting.removeFirst().resume() }
    }
}
