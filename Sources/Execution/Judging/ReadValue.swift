import Metrics
import Plan

/// What was read of one metric on one model, without what is known of the metric itself.
enum ReadValue: Sendable {
    /// Nothing was observed of the model, or the metric is none of the bundled ones.
    case nothing
    /// Read off what the model has shown.
    case value(MetricValue)
    /// Stated by the world.
    indirect case stated(Reading)

    var number: Double? {
        switch self {
        case .nothing: nil
        case .value(let value): value.value
        case .stated(let reading): reading.value
        }
    }

    /// The observations that count towards `min_samples`.
    var samples: Int {
        switch self {
        case .nothing: 0
        case .value(let value): value.samples
        case .stated(let reading): reading.samples
        }
    }

    /// Whether the metric could not be had.
    var isLacking: Bool {
        if case .stated(let reading) = self { return reading.problem != nil }
        return false
    }

    func type(of metric: ReadyMetric) -> ValueType {
        if case .stated(let reading) = self { return reading.type }
        return metric.type
    }
}

extension ReadyMetric {
    /// The record of what was read of it.
    func reading(_ read: ReadValue, of model: ModelRole, segment: String? = nil) -> Reading {
        switch read {
        case .stated(let reading): segment.map { reading.of(segment: $0) } ?? reading
        case .nothing:
            Reading(
                metric: text,
                model: model,
                type: type,
                value: nil,
                samples: 0,
                successes: nil,
                trials: nil,
                undefinedReason: "nothing was observed",
                isMeasured: false,
                segment: segment
            )
        case .value(let value):
            Reading(
                metric: text,
                model: model,
                type: type,
                value: value.value,
                samples: value.samples,
                successes: value.proportion?.successes,
                trials: value.proportion?.trials,
                undefinedReason: value.undefinedReason,
                isMeasured: isMeasured,
                segment: segment
            )
        }
    }
}
