import Plan

/// A metric that is one number of a column's numbers, such as their mean.
protocol ColumnSummary: ColumnMetric where Tally == NumberTally {
    var column: String { get }

    static func number(of tally: NumberTally) -> Double?
}

extension ColumnSummary {
    static func described(_ name: String, _ summary: String, evidence: Set<EvidenceMethod> = [.point])
        -> MetricKindDescriptor
    {
        MetricKindDescriptor(
            KindDescriptor(name, summary, .options([ColumnOption.numbers]), standing: .onLogs),
            type: .score,
            source: .requests,
            evidence: evidence
        )
    }

    func tally(_ columns: inout ColumnList) -> NumberTally { NumberTally(column: columns.number(column)) }

    func value(of tally: NumberTally) -> MetricValue {
        guard let number = Self.number(of: tally) else {
            return .undefined(samples: 0, because: "`\(column)` holds no number")
        }
        return .defined(number, samples: tally.count)
    }
}
