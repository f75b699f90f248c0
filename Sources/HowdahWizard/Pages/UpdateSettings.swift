extension StepForm {
    /// Nothing to choose: the diff says it all.
    static let updateSettings = StepForm([])
}
