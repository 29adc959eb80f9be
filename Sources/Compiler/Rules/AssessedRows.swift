import Plan

/// Rows of a data set that the candidate answers: those that it is assessed on, each once, or those of a replay.
struct AssessedRows {
    let on: DataReference
    let count: Int
    /// How many rows have each class; empty where that is not known.
    private let classes: [String: Int]
    private let positive: String?
    /// The metrics that count only rows of the class in brackets.
    private let ofTrueClass: Set<String>

    /// Those of the assessment; nil where it is not known how many there are.
    init?(_ plan: AnalyzedPlan) {
        guard let on = plan.plan.risk?.on else { return nil }
        self.init(plan, on: on)
    }

    init?(_ plan: AnalyzedPlan, on: DataReference) {
        guard let facts = plan.facts.datasets[on.data.value],
            let count = facts.rows[on.part.value]
        else { return nil }
        self.on = on
        self.count = count
        classes = facts.classRows[on.part.value] ?? [:]
        positive = plan.plan.data.first { $0.name.value == on.data.value }?.positive?.value
        // Where two have one name it is the first that conditions mean.
        let known = Dictionary(plan.metrics.map { ($0.name, $0) }) { first, _ in first }
        ofTrueClass = Set(known.values.filter(\.isOfTrueClass).map(\.name))
    }

    /// Whether no row is of a class that the data have elsewhere.
    var lacksClasses: Bool { classes.values.contains(0) }

    /// How many rows can count for a metric.
    func most(of metric: MetricReference) -> Int {
        guard ofTrueClass.contains(metric.name), metric.variant == nil,
            let name = metric.selectors.first ?? positive, let own = classes[name]
        else { return count }
        return min(own, count)
    }
}
