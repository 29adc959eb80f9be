import Diagnostics
import Plan
import PlanSyntax

/// One element of a scenario's `degrade`.
enum DegradationSection {
    /// The words for the models that a degradation happens to.
    enum Target: String, CaseIterable {
        case candidate, baseline, both

        var models: Set<ModelRole> {
            switch self {
            case .candidate: [.candidate]
            case .baseline: [.baseline]
            case .both: [.candidate, .baseline]
            }
        }
    }

    static let model = Key<Located<Target>>.word(
        "model",
        Target.self,
        default: .candidate,
        "The model that it happens to."
    )
    static let from = Key<Located<Duration>>.duration(
        "from",
        "The run's time from which on it happens; the start unless stated."
    )
    static let until = Key<Located<Duration>>.duration(
        "until",
        "The run's time at which it is over; it lasts unless stated."
    )
    static let flipLabels = Key<Located<Rational>>.fraction(
        "flip_labels",
        "The share of labels that are replaced by another class."
    )
    static let dropLabels = Key<Located<Rational>>.fraction("drop_labels", "The share of labels that never come.")
    static let dropTraffic = Key<Located<Rational>>.fraction(
        "drop_traffic",
        "The share of requests that never arrive, whatever the model."
    )
    static let errors = Key<Located<Rational>>.fraction("errors", "The share of requests that fail.")
    static let addLatency = Key<Located<Duration>>.duration("add_latency", "Time added to each answer.")
    static let shift = Key<[Degradation.Shift]>(
        "shift",
        .dictionary(of: .number(.any), naming: "feature", wellKnown: []),
        "Numbers added to features before the model sees them, such as `petal_length: 1.5`."
    ) { node, lowering in
        guard lowering.expect(.mapping, node, "`shift` is a mapping of numbers by feature") else { return nil }
        return node.entries.compactMap { entry in
            lowering.number(entry.value).map { Degradation.Shift(feature: entry.key.text, amount: $0) }
        }
    }
    static let ratings = Key<Double>(
        "ratings",
        .number(.any),
        "The rating that takes the place of each rating given."
    ) { $1.number($0) }

    static let shape = RecordShape(
        "a degradation",
        "What goes wrong while requests arrive.",
        [
            model.field, from.field, until.field, flipLabels.field, dropLabels.field, dropTraffic.field, errors.field,
            addLatency.field, shift.field, ratings.field,
        ]
    )

    static func lower(_ node: SyntaxNode, in lowering: inout Lowering) -> Degradation? {
        guard let record = Record(node, shape, in: &lowering) else { return nil }
        let from = record.read(from, &lowering)
        let until = record.read(until, &lowering)
        if let from, let until, until.value <= from.value {
            lowering.report(.impossibleTiming, "it is over before it begins", at: until.span)
        }
        return Degradation(
            models: record.read(model, &lowering)?.value.models ?? Target.candidate.models,
            from: from?.value ?? .zero,
            until: until?.value,
            flippedLabels: record.read(flipLabels, &lowering)?.value ?? .zero,
            droppedLabels: record.read(dropLabels, &lowering)?.value ?? .zero,
            droppedTraffic: record.read(dropTraffic, &lowering)?.value ?? .zero,
            errors: record.read(errors, &lowering)?.value ?? .zero,
            addedLatency: record.read(addLatency, &lowering)?.value ?? .zero,
            shifts: record.read(shift, &lowering) ?? [],
            rating: record.read(ratings, &lowering)
        )
    }
}
