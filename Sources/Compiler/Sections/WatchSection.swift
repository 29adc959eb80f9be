import Diagnostics
import Plan
import PlanSyntax

/// `watch:`: how long and how often a stage is looked at.
enum WatchSection {
    static let defaultMinimumSamples = 30
    static let defaultHold = Duration.seconds(24 * 3600)

    static let every = Key<Located<Duration>>.duration("every", required: true, "How often the stage is judged.")
    static let warmUp = Key<Located<Duration>>.duration(
        "warm_up",
        "How long the stage is looked at before anything counts: neither towards `for` and `samples` nor for its conditions."
    )
    static let duration = Key<Located<Duration>>.duration(
        "for",
        required: true,
        "How long the stage is watched before it can be promoted."
    )
    static let within = Key<Located<Duration>>.duration(
        "within",
        "The deadline: a stage not promoted by then does what `otherwise` says. Twice `for` unless stated."
    )
    static let samples = Key<Located<Int>>.integer(
        "samples",
        0...Int.max,
        default: 0,
        "How many requests the candidate must have answered in the stage before it can be promoted."
    )
    static let minimumSamples = Key<Located<Int>>.integer(
        "min_samples",
        1...Int.max,
        default: defaultMinimumSamples,
        "Below so many observations (labelled rows, ratings, requests: the metric's own) a condition has no data."
    )
    static let holdFor = Key<Located<Duration>>.duration(
        "hold_for",
        default: defaultHold.planText,
        "How long a hold may last before the stage rolls back."
    )
    static let shape = RecordShape(
        "`watch`",
        "How long and how often a stage is looked at.",
        [
            every.field, warmUp.field, duration.field, within.field, samples.field, minimumSamples.field,
            holdFor.field,
        ]
    )
    static let key = Key<WatchPlan>(
        "watch",
        .record(shape),
        required: true,
        "How long and how often the stage is looked at."
    ) { node, lowering in
        guard let record = Record(node, shape, in: &lowering) else { return nil }
        let hold = record.read(holdFor, &lowering)
        return WatchPlan(
            warmUp: record.read(warmUp, &lowering),
            every: record.read(every, &lowering),
            duration: record.read(duration, &lowering),
            within: record.read(within, &lowering),
            samples: record.read(samples, &lowering),
            minimumSamples: record.read(minimumSamples, &lowering)?.value ?? defaultMinimumSamples,
            holdFor: hold,
            standardHold: defaultHold,
            span: node.anchorSpan
        )
    }
}
