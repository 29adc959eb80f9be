import Plan

/// A metric of how far predicted numbers are from the true ones.
protocol RegressionMetric: ColumnMetric where Tally == RegressionTally {
    var columns: RegressionColumns { get }

    func number(of tally: RegressionTally) -> Double?

    /// Why there is no number, though there are rows.
    static var undefinedReason: String { get }
}

extension RegressionMetric {
    static var undefinedReason: String { "there is no row with both numbers" }

    static func described(
        _ name: String,
        _ summary: String,
        type: ValueType = .score,
        range: ClosedRange<Double>,
        fields: [FieldShape] = []
    ) -> MetricKindDescriptor {
        MetricKindDescriptor(
            KindDescriptor(
                name,
                summary,
                .options(fields + [ColumnOption.trueNumber, ColumnOption.predictedNumber]),
                standing: .onNumbers
            ),
            type: type,
            source: .labels,
            evidence: [.point, .interval],
            range: range
        )
    }

    func tally(_ list: inout ColumnList) -> RegressionTally {
        RegressionTally(label: list.number(columns.label), prediction: list.number(columns.prediction))
    }

    func value(of tally: RegressionTally) -> MetricValue {
        guard tally.count > 0 else {
            return .undefined(samples: 0, because: "there is no row with both numbers")
        }
        guard let number = number(of: tally) else {
            return .undefined(samples: tally.count, because: Self.undefinedReason)
        }
        return .defined(number, samples: tally.count)
    }
}

/// The columns of true and of predicted numbers.
struct RegressionColumns: Sendable, Hashable {
    let label: String
    let prediction: String

    init(_ options: OptionValues) {
        label = options.text("label") ?? "label"
        prediction = options.text("prediction") ?? "prediction"
    }
}
