import Plan

/// What the conditions at one place in a plan can refer to.
struct ConditionScope {
    /// The classes of the data, or nil where they are not known.
    let classes: [String]?
    /// The declared feedback categories, or nil where they are not known.
    let categories: [String]?
    let hasBaseline: Bool
    /// What metrics can be made from here.
    let sources: Set<MetricDescriptor.Source>
    /// Whether `over DURATION` has a meaning here.
    let takesWindows: Bool

    /// A scope that nothing can be read in.
    static let nothing = ConditionScope(
        classes: nil,
        categories: nil,
        hasBaseline: false,
        sources: [],
        takesWindows: false
    )

    /// What to do about a metric whose source is missing here.
    func adviceForMissing(_ source: MetricDescriptor.Source) -> String {
        switch source {
        case .feedback:
            takesWindows
                ? "declare `feedback` with the file it comes from" : "an assessment has no users; move it to a stage"
        case .labels, .requests: "declare `traffic`"
        }
    }
}
