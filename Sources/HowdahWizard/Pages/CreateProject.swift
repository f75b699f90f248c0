import HowdahSetup
import HowdahText

extension StepForm {
    /// The project's name and place.
    static let createProject = StepForm([
        .text("project.name", Words.Fields.projectName, \.project.name, check: { ProjectName.problem($0)?.sentence }),
        .text(
            "project.path", Words.Fields.projectPath, \.project.path,
            placeholder: { Words.Fields.projectPathPlaceholder($0.answers.project.name) }, check: HowdahSetup.Check.path),
    ])
}
