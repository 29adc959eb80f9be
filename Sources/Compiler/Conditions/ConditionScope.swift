import Plan

/// What the conditions at one place in a plan can refer to.
struct ConditionScope {
    /// Where the requests come from that conditions speak of.
    enum Traffic {
        /// A set of rows to assess on: no users, no time.
        case assessment
        case replay
        case log
        case router
    }

    let traffic: Traffic
    /// The classes of the data, or nil where they are not known.
    let classes: [String]?
    /// The declared feedback categories, or nil where they are not known.
    let categories: [String]?
    /// The columns that `by` can name, or nil where they are not known.
    let segments: [String]?
    /// The columns by which two logs are compared, or nil where they are not known.
    var columns: [String]?
    var bare = BareReading.unknown
    let hasBaseline: Bool
    /// What metrics can be made from here.
    let sources: Set<MetricDescriptor.Source>

    /// Whether `over DURATION` has a meaning here.
    var takesWindows: Bool { traffic != .assessment }

    /// A scope that nothing can be read in.
    static let nothing = ConditionScope(
        traffic: .assessment,
        classes: nil,
        categories: nil,
        segments: nil,
        hasBaseline: false,
        sources: []
    )

    /// What to do about a metric whose source is missing here.
    func adviceForMissing(_ source: MetricDescriptor.Source) -> String {
        switch (source, traffic) {
        case (.feedback, .assessment), (.servedFeedback, .assessment), (.store, .assessment):
            "an assessment has no users; move it to a stage"
        case (.feedback, .log), (.servedFeedback, .log):
            "name the file of what was said of the log's answers, as in `feedback: { from: said.jsonl, join: request }`"
        case (.servedFeedback, .router):
            "a router does not say how many requests were served; `feedback.negative` is a share of what users say"
        case (.feedback, _), (.servedFeedback, _):
            "declare `feedback`; `feedback: {}` is enough for what `planrun feedback` adds"
        case (_, .router): "declare the metric under `metrics`, as a query to a metric store"
        case (.labels, .log): "declare `labels`, or name the column that holds the `label`"
        case (.latency, .log): "name the column that holds the latency, as in `latency_ms: { latency: ms }`"
        case (.errors, .log): "name the column that tells of an `error`"
        case (.scores, .log): "name the column that holds the `score`"
        default: "declare `traffic`"
        }
    }
}
