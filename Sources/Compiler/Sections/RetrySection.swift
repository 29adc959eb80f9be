import Diagnostics
import Plan
import PlanSyntax

/// `retry:`: whether a release that was rolled back starts again.
enum RetrySection {
    private static let defaultTimes = 1

    static let after = Key<Located<Duration>>.duration(
        "after",
        required: true,
        "The cool-down: how long nobody has the candidate before the release starts again."
    )
    static let times = Key<Located<Int>>.integer(
        "times",
        1...100,
        default: defaultTimes,
        "How often it starts again at most."
    )
    static let shape = RecordShape(
        "`retry`",
        "A release that its conditions, its alerts or its deadlines have rolled back starts again after a cool-down.",
        [after.field, times.field]
    )
    static let key = Key<RetryPlan>("retry", .record(shape), shape.summary) { node, lowering in
        guard let record = Record(node, shape, in: &lowering) else { return nil }
        return RetryPlan(
            after: record.read(after, &lowering),
            times: record.read(times, &lowering)?.value ?? defaultTimes,
            span: node.anchorSpan
        )
    }
}
