import HowdahSetup
import HowdahText

extension StepForm {
    /// The database, the role that owns it, and the role's password.
    static let createDatabase = StepForm([
        .text(
            "database.name", Words.Fields.databaseName, \.database.name, placeholder: { $0.answers.project.name },
            check: HowdahSetup.Check.databaseName),
        .text(
            "database.user", Words.Fields.databaseUser, \.database.user, placeholder: { $0.answers.project.name },
            check: HowdahSetup.Check.roleName),
        .generate("database.generate", Words.Fields.databaseGenerate, \.database.password),
        .password("database.password", Words.Fields.databasePassword, \.database.password),
        .choice(
            "database.existing", Words.Fields.existing, \.database.existing,
            [
                (.refuse, Words.Fields.existingRefuse, Words.Fields.existingRefuseDetail),
                (.adopt, Words.Fields.existingAdopt, Words.Fields.existingAdoptDetail),
            ]
        ).shown { source in
            source.answers.database.existing == .adopt
                || source.findings.contains { ["role-exists", "database-exists"].contains($0.cause) }
        },
    ])
}
