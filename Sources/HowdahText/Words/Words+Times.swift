extension Words {
    /// How long things take, and what may keep them.
    public enum Times {
        public static func usual(_ time: String, isMeasured: Bool) -> String {
            isMeasured ? "usually \(time)" : "about \(time), a guess"
        }
        public static func inAll(_ time: String, isMeasured: Bool) -> String {
            isMeasured ? "usually \(time) in all" : "about \(time) in all, a guess"
        }
        public static func slow(_ time: String) -> String { "slow: silent for \(time)" }
        public static func stuck(_ time: String, _ reason: String) -> String {
            "perhaps stuck: silent for \(time)\(reason.isEmpty ? "" : ", \(reason)")"
        }
        public static func waiting(_ reason: String) -> String { "waiting\(reason.isEmpty ? "" : ": \(reason)")" }

        /// - Parameter wait: the raw value of what it may wait for.
        public static func reason(_ wait: String) -> String {
            [
                "packageLock": "another package manager may be at work",
                "network": "the network may be slow or closed",
                "password": "it may wait for a password",
                "databaseLock": "another program may hold a lock in the database",
                "recovery": "the server may be repairing its data after a crash",
            ][wait] ?? ""
        }
    }

    /// One of each number: the one place that knows how a word is told of one and of several.
    ///
    /// A translation with more forms than two changes this function and nothing else.
    public static func counted(_ count: Int, one: String, many: String) -> String {
        "\(count) \(count == 1 ? one : many)"
    }
}
