import HowdahSetup
import HowdahTerminal
import HowdahText

extension StepForm {
    /// The project's name and place.
    static let createProject = StepForm([
        .projectName,
        .text(
            "project.path", Words.Fields.projectPath, \.project.path,
            placeholder: { Words.Fields.projectPathPlaceholder($0.answers.project.name) }, check: HowdahSetup.Check.path
        ),
    ])

    /// The name is asked for before anything is made, because the folder is named after it.
    static let welcome = StepForm([.projectName, way], first: "way")

    private static let way = Entry(
        id: "way", isShown: { _ in true },
        field: { _ in .init("way", label: Words.Wizard.wayTitle, control: .choice(ways(selection: 0))) },
        put: { _, _ in nil })

    /// Guided or Express.
    static func ways(selection: Int) -> Choice {
        Choice(
            [
                .init(Words.Wizard.guided, detail: Words.Wizard.guidedDetail),
                .init(Words.Wizard.express, detail: Words.Wizard.expressDetail),
            ], selection: selection)
    }
}

extension Entry {
    /// Not asked where Howdah was started in the project itself.
    static let projectName = Entry.text(
        "project.name", Words.Fields.projectName, \.project.name, check: { ProjectName.problem($0)?.sentence }
    ).shown { !$0.isProject }
}
