import Plan

/// A metric of how a score ranks the rows of one class.
protocol RankingMetric: ColumnMetric where Tally == RankingTally {
    var columns: ScoreColumns { get }
}

extension RankingMetric {
    func tally(_ list: inout ColumnList) -> RankingTally {
        RankingTally(
            score: list.number(columns.score),
            label: list.text(columns.label),
            positive: columns.positive
        )
    }
}

/// What metrics over scores are made from.
struct ScoreColumns: Sendable, Hashable {
    static let fields = [ColumnOption.score, ColumnOption.positive, ColumnOption.label]

    let score: String
    let positive: String
    let label: String

    init(_ options: OptionValues) {
        score = options.text("score") ?? "score"
        positive = options.text("positive") ?? ""
        label = options.text("label") ?? "label"
    }

    static func described(
        _ name: String,
        _ summary: String,
        fields: [FieldShape] = fields,
        type: ValueType,
        range: ClosedRange<Double>? = nil,
        evidence: Set<EvidenceMethod> = [.point, .interval]
    ) -> MetricKindDescriptor {
        MetricKindDescriptor(
            KindDescriptor(name, summary, .options(fields), standing: .onLogs),
            type: type,
            source: .labels,
            evidence: evidence,
            range: range
        )
    }
}
