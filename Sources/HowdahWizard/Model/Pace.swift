import HowdahSetup
import HowdahText

/// What can honestly be said of the time that an action takes.
struct Pace: Sendable, Equatable {
    var elapsed: Double
    /// Since the last line or progress, in seconds.
    var silent: Double
    var usual: Times.Usual?
    /// What it may wait for, should it be silent.
    var wait: Action.Wait
    /// A line has said so itself.
    var isWaiting = false

    /// Seconds of silence after which it is called slow, and perhaps stuck. Where an action usually takes long
    /// (a compiler says nothing for minutes), silence means less.
    private var limits: (slow: Double, stuck: Double) {
        let usual = usual.map { $0.isMeasured ? $0.seconds : 0 } ?? 0
        return (max(10, usual), max(60, 2 * usual))
    }

    /// "usually 12 s", "about 15 s (a guess)".
    var usualText: String? {
        // What is over at once needs no estimate.
        guard let usual, usual.seconds >= 1 || elapsed > 10 else { return nil }
        return Words.Times.usual(Seconds.rounded(usual.seconds), isMeasured: usual.isMeasured)
    }

    /// nil: it goes on as usual.
    var warning: String? {
        if isWaiting { return Words.Times.waiting(Words.Times.reason(wait.rawValue)) }
        if silent >= limits.stuck {
            return Words.Times.stuck(Seconds.text(silent), Words.Times.reason(wait.rawValue))
        }
        return silent >= limits.slow ? Words.Times.slow(Seconds.text(silent)) : nil
    }
}

extension Seconds {
    /// Whole seconds: an estimate to the tenth would be a lie.
    static func rounded(_ seconds: Double) -> String {
        seconds < 60
            ? Words.Wizard.seconds(String(max(1, Int(seconds.rounded())))) : text(seconds)
    }
}
