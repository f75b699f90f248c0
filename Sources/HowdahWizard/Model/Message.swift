public import HowdahSetup
public import HowdahTerminal
public import HowdahText

/// What happens to the wizard.
public enum Message: Sendable {
    case key(Key)
    case paste(String)
    case resized(Size)
    /// What a running step reports.
    case event(Event)
    /// What `start` set going has come to its end, whichever it was.
    case ended(Failure?)
    /// Comes only while something runs: the spinner turns, the seconds count.
    case tick
    /// An inspection came back; one whose generation has passed is dropped.
    case previewed(StepID, Preview, generation: Int)
    case concluded(Receipt)
    /// A password that the person asked to see, for the receipt alone.
    case revealed(Secret?)
    /// The details of a failure were written to a file, or not.
    case saved(Result<String, Failure>)
    /// A theme was kept in a file, or not, or cannot be used.
    case themed(Result<String, Problem>)
    /// The person is back from their own shell; why it could not be started, if so.
    case cameBack(StepID, Failure?)
    /// The process was told to end; its number.
    case signal(Int32)
}

/// What went wrong, in a sentence.
public struct Problem: Error, Sendable, Equatable {
    public var sentence: String

    public init(_ sentence: String) { self.sentence = sentence }
}

/// What the loop is to do for the wizard, in this order.
public enum Effect: Sendable, Equatable {
    /// Look at these steps again, and tell what each would do.
    case preview([StepID], Answers, generation: Int)
    case start(StepID, Answers)
    /// All seven, in two lanes.
    case express(Answers)
    case cancel
    /// A typed password, before a step needs it.
    case keep(SecretName, Secret, Answers)
    /// A typed password that is not to be used after all.
    case forget(SecretName)
    /// Read the receipt off the world.
    case conclude([StepID: Outcome], Answers, seconds: Double)
    case reveal(SecretName)
    /// A text into a file of this name among the logs; also to the clipboard, where the terminal takes it.
    case save(String, as: String, copies: Bool, Answers)
    /// Paint all in this theme.
    case useTheme(String)
    /// Use this theme at every later start.
    case keepTheme(String)
    /// A fix that was chosen, and then the step that it was in the way of; on the board, all that is left.
    case mend(Fix, StepID, Answers, express: Bool)
    /// The project's own code may be run from now on.
    case agree(Answers)
    /// The person's own shell, with the commands of a step to type, for a terminal of so many columns.
    case byHand(StepID, Answers, width: Int)
    case redraw
    /// Stop as Ctrl-Z does.
    case suspend
    /// Stop what runs, restore the terminal, leave.
    case quit(code: Int32)
}

/// What an inspection found, and what would be done about it. Nothing was changed.
public struct Preview: Sendable, Equatable {
    public var findings: [Finding]
    public var plan: Result<[Action], Failure>
    /// The project's folder as people write it: `~/shop`.
    public var folder: String

    public init(findings: [Finding], plan: Result<[Action], Failure>, folder: String) {
        self.findings = findings
        self.plan = plan
        self.folder = folder
    }
}
