import Execution
import Plan

/// The moments of a window that a query is asked for at once (`query_range`), and which number stands for its values there.
struct PrometheusRange: Sendable {
    enum Reduction: String, CaseIterable, Sendable {
        case mean, min, max, last
    }

    let reduction: Reduction
    /// How far the moments lie apart; nil for a sixtieth of the window, and no less than a second.
    let step: Duration?

    /// The most moments that a server answers at once.
    private static let mostMoments: Int64 = 11_000

    /// What the query is sent with, beside itself.
    func parameters(of question: MetricQuestion) -> [(String, String)] {
        let window = question.window.nanoseconds / 1_000_000
        let wanted = step.map { $0.nanoseconds / 1_000_000 } ?? max(1000, window / 60)
        // More moments than a server takes would be no answer at all.
        let step = max(1, wanted, (window + Self.mostMoments - 2) / (Self.mostMoments - 1))
        return [
            ("start", Self.time(question.at - question.window)), ("end", Self.time(question.at)),
            ("step", Self.seconds(step)),
        ]
    }

    /// The number that stands for the values, in the order of their moments; those that are no numbers are no values.
    func reduce(_ values: [Double]) -> MetricAnswer {
        if values.isEmpty { return .none("the query found nothing") }
        let numbers = values.filter { !$0.isNaN }
        guard let last = numbers.last else { return .none("the query gave NaN at each moment of the window") }
        let value =
            switch reduction {
            case .mean: numbers.reduce(0, +) / Double(numbers.count)
            case .min: numbers.min() ?? last
            case .max: numbers.max() ?? last
            case .last: last
            }
        return value.isFinite ? .value(value, samples: nil) : .none("the query gave \(value < 0 ? "-Inf" : "+Inf")")
    }

    /// A moment to the millisecond, which is how exactly the API takes it.
    static func time(_ moment: Duration) -> String { seconds(moment.nanoseconds / 1_000_000) }

    private static func seconds(_ milliseconds: Int64) -> String {
        let fraction = String(milliseconds % 1000)
        return "\(milliseconds / 1000)." + String(repeating: "0", count: 3 - fraction.utf8.count) + fraction
    }
}
