public import HowdahSetup
public import HowdahTerminal
import HowdahText

/// The wizard as a value: messages change it and yield effects, drawing reads it. It touches nothing itself.
public struct Wizard: Sendable {
    /// Where one stands.
    enum Place: Sendable, Equatable, Hashable {
        case welcome
        case step(StepID)
        /// Express: all seven reviewed at once.
        case review
        /// Express: all seven running.
        case board
        case receipt
    }

    /// A question or a text above the page.
    enum Overlay: Sendable, Equatable { case help, quit, themes }

    public internal(set) var answers: Answers
    public internal(set) var size: Size
    /// In seconds, counted from any moment; the loop sets it before it passes messages on.
    public var now = 0.0

    var place = Place.welcome
    var overlay: Overlay?
    /// The first row of the help that is shown.
    var helpTop = 0
    var pages: [StepID: Page]
    /// What is typed or chosen in each field, right or wrong: never lost, whichever page shows it.
    var drafts: [String: Control] = [:]
    var errors: [String: String] = [:]
    var focus: [Place: String] = [:]
    /// Counts the changes of the answers: a preview made for older ones is dropped.
    var generation = 0
    /// The steps that are being looked at, and since when: what is shown of them may be out of date.
    var looking: Set<StepID> = []
    var lookingSince = 0.0
    /// Counts the ticks.
    var frame = 0
    var expressRun = Run()
    /// The first line shown of the review, and of the receipt.
    var scroll = 0
    var receipt: Receipt?
    /// The web server that was started last, as its step tells it.
    var web: WebServer?
    var shownPassword: String?
    /// A short answer to a key, until the next one.
    var notice: String?
    /// Enter was pressed while it was still being looked; that it counts now is said once the look has ended.
    var isEarly = false
    /// A step that somebody did in a shell, until it is known whether it worked.
    var returned: StepID?
    /// The exit code to leave with once what runs has come to its end.
    var leaving: Int32?
    /// Whether something runs, steps of its own or all seven.
    var isRunning = false
    /// The theme that all is painted in, and the one that is tried while the list of them is open.
    var theme: String
    var triedTheme: String
    /// Why the one that is tried cannot be used.
    var themeProblem: String?
    /// Explanations are shown: why each step and each command, and what learners ask.
    var teaches = true
    let context: Context

    /// What the wizard must be told of the world before it is asked.
    public struct Context: Sendable {
        /// The folder that Howdah was started in, as people write it.
        public var folder: String
        public var isRoot: Bool
        public var glyphs: Glyphs
        /// What earlier runs measured here.
        public var times: Times
        /// Who works on this project already: then this is for looking only.
        public var holder: String?
        /// The names of the themes that can be chosen, the one in use first of all; none without colours.
        public var themes: [String]
        public var theme: String
        /// Something to be said at the start.
        public var notice: String?
        /// The project whose kept answers these are.
        public var kept: String?

        public init(
            folder: String, isRoot: Bool, glyphs: Glyphs, times: Times = Times(), holder: String? = nil,
            themes: [String] = [], theme: String = "", notice: String? = nil, kept: String? = nil
        ) {
            self.folder = folder
            self.isRoot = isRoot
            self.glyphs = glyphs
            self.times = times
            self.holder = holder
            self.themes = themes
            self.theme = theme
            self.notice = notice
            self.kept = kept
        }
    }

    public init(answers: Answers, size: Size, context: Context) {
        self.answers = answers
        self.size = size
        self.context = context
        theme = context.theme
        triedTheme = context.theme
        notice = context.holder.map(Words.Files.lookOnly) ?? context.notice
        pages = Dictionary(uniqueKeysWithValues: StepID.allCases.map { ($0, Page($0)) })
    }

    /// What is to be done before the first key, after the first screen.
    public mutating func begin() -> [Effect] { look(at: StepID.allCases) }

    /// Whether ticks are wanted.
    public var isBusy: Bool { isRunning || leaving != nil || !looking.isEmpty || (place == .receipt && receipt == nil) }

    /// An inspection that takes so long that one wonders.
    var isLookingLong: Bool { !looking.isEmpty && now - lookingSince > 0.1 }

    subscript(_ id: StepID) -> Page {
        get { pages[id] ?? Page(id) }
        // In place: a copy of the log for every batch of lines would be dear.
        _modify { yield &pages[id, default: Page(id)] }
    }

    var glyphs: Glyphs { context.glyphs }

    /// Of the steps, so far; a step that was never begun has none.
    var outcomes: [StepID: Outcome] { pages.compactMapValues(\.outcome) }

    /// The project's folder as the newest look has it; nil before the first.
    var folder: String?

    /// The project's folder, as far as it is known.
    var projectFolder: String { folder ?? context.folder }

    /// Asks for these steps' previews anew. Until they come the old ones are shown, and nothing can be run.
    mutating func look(at ids: [StepID]) -> [Effect] {
        generation += 1
        if looking.isEmpty { lookingSince = now }
        looking = Set(ids)
        return [.preview(ids, answers, generation: generation)]
    }

    /// Enter before all is looked at runs nothing, since nobody has read what it would run; that is said.
    mutating func isTooEarly() -> Bool {
        guard !looking.isEmpty else { return false }
        isEarly = true
        notice = Words.Wizard.tooEarly
        return true
    }
}
