extension StepForm {
    /// Nothing to choose: the project itself says what is to be migrated.
    static let runMigrations = StepForm([])
}
