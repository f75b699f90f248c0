public import HowdahText
import Synchronization

/// The passwords of one run: in memory, and those that must outlive it in `.howdah/secrets.toml` (0600).
public final class Secrets: Sendable {
    private struct State {
        var known: [SecretName: Secret] = [:]
        var file: String?
        /// Those that belong to the file: another project's must not be used in this one.
        var kept: Set<SecretName> = []
        /// Those that an earlier run left in the file, and nobody gave anew since.
        var old: Set<SecretName> = []
        /// Those that a login proved, and that the file does not hold yet.
        var proven: Set<SecretName> = []
    }

    private let state = Mutex(State())
    private let redactor: Redactor

    public init(redactor: Redactor) { self.redactor = redactor }

    /// From now on secrets are kept in this file, and what stands there already is known.
    public func keep(in file: String) throws(Failure) {
        let text = Files.exists(file) ? try Files.read(file) : ""
        let entries: [String: String]
        do { entries = try decodeTOML([String: String].self, from: text, file: file) } catch {
            throw .refused(
                "unknown", sentence: Words.Files.secretsUnreadable(error.description),
                next: Words.Files.secretsUnreadableNext)
        }
        var found: [SecretName: Secret] = [:]
        for (key, value) in entries {
            if let name = SecretName(rawValue: key) { found[name] = Secret(value) }
        }
        found.values.forEach(redactor.add)
        state.withLock { state in
            if state.file != file {
                for name in state.kept { state.known[name] = nil }
                (state.kept, state.old, state.proven) = ([], [], [])
            }
            state.file = file
            let new = found.keys.filter { state.known[$0] == nil }
            state.kept.formUnion(new)
            state.old.formUnion(new)
            state.known.merge(found) { mine, _ in mine }
        }
    }

    /// What was typed and is not to be used after all. What the file keeps comes back with the next ``keep(in:)``.
    public func forget(_ name: SecretName) { state.withLock { $0.known[name] = nil } }

    public func get(_ name: SecretName) -> Secret? { state.withLock { $0.known[name] } }

    /// - Parameter persist: also write it to the file. What a person typed for themselves stays in memory.
    public func put(_ name: SecretName, _ secret: Secret, persist: Bool) throws(Failure) {
        redactor.add(secret)
        let file = state.withLock { state in
            state.known[name] = secret
            state.old.remove(name)
            state.proven.remove(name)
            if persist { state.kept.insert(name) }
            return state.file
        }
        guard persist, let file else { return }
        var kept: [SecretName: Secret] = [:]
        let disk = Secrets(redactor: redactor)
        try disk.keep(in: file)
        for name in SecretName.allCases { kept[name] = disk.get(name) }
        kept[name] = secret
        let lines = SecretName.allCases.compactMap { name in
            kept[name].map { "\(name.rawValue) = \(Self.quoted($0.reveal()))" }
        }
        try Files.write(Words.Files.secretsHeader + lines.joined(separator: "\n") + "\n", to: file, mode: 0o600)
    }

    /// An earlier run kept it: a person may have changed it since, elsewhere.
    func isOld(_ name: SecretName) -> Bool { state.withLock { $0.old.contains(name) } }

    /// A login proved this one, and that the one in the file is out of date. The file gets it with ``keepProven()``.
    func prove(_ name: SecretName, _ secret: Secret) {
        redactor.add(secret)
        state.withLock { state in
            state.known[name] = secret
            state.old.remove(name)
            state.proven.insert(name)
        }
    }

    func keepProven() throws(Failure) {
        let proven = state.withLock { state in
            state.proven.compactMap { name in state.known[name].map { (name, $0) } }
        }
        for (name, secret) in proven { try put(name, secret, persist: true) }
    }

    /// A TOML basic string.
    static func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            default:
                if scalar.value < 0x20 || scalar.value == 0x7f {
                    let digits = String(scalar.value, radix: 16)
                    result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
                } else {
                    result.unicodeScalars.append(scalar)
                }
            }
        }
        return result + "\""
    }
}
