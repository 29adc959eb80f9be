package import Plan

// What a program asks of live traffic.

extension Program {
    /// The share of all units that a stage gives the candidate: the largest of its own and those of the stages before it, and
    /// no more than the units that are not held back; nobody's before the first.
    package func share(inStage index: Int?) -> Rational {
        guard let index else { return .zero }
        let largest = stages[...index].map(\.audience.fraction).max() ?? .zero
        return min(largest, holdback.complement)
    }

    /// The metrics that are read while a stage is watched, each once, with how far back they look.
    func liveReadings(inStage index: Int) -> [LiveReading] {
        let stage = stages[index]
        var found: [LiveReading] = []
        func add(_ reading: LiveReading) {
            if !found.contains(reading) { found.append(reading) }
        }
        for gate in stage.promoteIf + stage.rollbackIf {
            for (metric, model) in gate.condition.reads {
                add(LiveReading(metric: metric, model: model, window: metric.window))
            }
        }
        if let units = CountedUnits(self), CountedUnits.isDivision(share(inStage: index)) {
            for model in ModelRole.allCases { add(LiveReading(metric: units.metric, model: model, window: nil)) }
        }
        for alert in alerts {
            let reads = alert.condition.reads + alert.message.metrics.map { ($0, ModelRole.candidate) }
            for (metric, model) in reads {
                // An alert looks back as far as it waits, and over one interval at least.
                let own = metric.window == nil ? metric.over(alert.duration) : metric
                add(LiveReading(metric: own, model: model, window: metric.window ?? max(alert.duration, stage.every)))
            }
        }
        return found
    }
}

/// A metric of a model over a window.
struct LiveReading: Hashable {
    /// As it is stated to whoever judges.
    let metric: MetricReference
    let model: ModelRole
    /// How far back it looks; nil for all that the stage has shown.
    let window: Duration?
}

extension Condition {
    /// What it reads, each metric with the model that it is read of.
    fileprivate var reads: [(MetricReference, ModelRole)] {
        switch self {
        case .comparison(let comparison): comparison.left.reads + comparison.right.reads
        case .not(let condition): condition.reads
        case .atLeast(_, let conditions): conditions.flatMap(\.reads)
        }
    }
}

extension Expression {
    fileprivate var reads: [(MetricReference, ModelRole)] {
        switch self {
        case .constant: []
        case .metric(let reference): [(reference, .candidate)]
        case .baseline(let reference): [(reference, .baseline)]
        case .binary(_, let left, let right): left.reads + right.reads
        }
    }
}
