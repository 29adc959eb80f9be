import Plan

/// Reads how the units of a stage of live traffic were assigned off what a store counts.
struct CountedUnits: Sendable {
    /// The metric that counts them since the stage was warm.
    let metric: MetricReference

    /// Nil where nobody counts them.
    init?(_ program: Program) {
        guard let name = program.traffic?.router?.assigned else { return nil }
        metric = MetricReference(name)
    }

    /// More than anybody has, and few enough to be added up.
    private static let most = 0x1p50

    /// Whether so large a share divides anything: one of nobody or of everybody does not.
    static func isDivision(_ share: Rational) -> Bool { share > .zero && share < .one }

    /// What is stated of the units, given which share of them the candidate was due; else why that is not known, if anything was stated at
    /// all.
    func read(
        due share: Rational?,
        _ stated: (MetricReference, ModelRole) -> Reading?
    ) -> (units: AssignedUnits?, problem: String?) {
        guard let share, Self.isDivision(share), let candidate = stated(metric, .candidate),
            let others = stated(metric, .baseline)
        else { return (nil, nil) }
        for reading in [candidate, others] where reading.value == nil {
            let reason = reading.problem ?? reading.undefinedReason ?? "it has no value"
            return (nil, "`\(metric.text)` of the \(reading.model.rawValue): \(reason)")
        }
        func count(_ reading: Reading) -> Int { Int(min(max(0, reading.value ?? 0), Self.most).rounded()) }
        let units = AssignedUnits(candidate: count(candidate), others: count(others), due: share.value)
        guard units.candidate + units.others > 0 else { return (nil, "`\(metric.text)` has counted none") }
        return (units, nil)
    }
}
