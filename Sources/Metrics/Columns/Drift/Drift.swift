import Plan
import Statistics

/// How far a column has moved from what it was.
struct Drift: ColumnMetric {
    private enum Method: String, CaseIterable {
        case psi
        case jensenShannon = "jensen_shannon"
        case hellinger
        case totalVariation = "total_variation"
        case ks
        case chiSquare = "chi_square"
        case wasserstein
    }

    static let descriptor = MetricKindDescriptor(
        KindDescriptor(
            "drift",
            "How far the values of a column have moved from what they were. Numbers are told apart by the tenths that the "
                + "reference's fall into.",
            .options([
                FieldShape("of", .reference(to: "column"), required: true, "The column, of numbers or of texts."),
                FieldShape(
                    "method",
                    .choice(Method.allCases.map(\.rawValue)),
                    required: true,
                    "How the distance is measured."
                ),
                FieldShape(
                    "against",
                    .choice(["baseline", "training"]),
                    required: true,
                    "What it is compared with: the baseline's rows of the same time, or the training rows."
                ),
            ]),
            standing: .onLogs
        ),
        type: .score,
        source: .requests,
        evidence: [.point]
    )

    private static let bins = 10

    private let column: String
    private let method: Method
    private let isAgainstBaseline: Bool

    init(_ options: OptionValues) {
        column = options.text("of") ?? ""
        method = options.text("method").flatMap(Method.init) ?? .psi
        isAgainstBaseline = options.text("against") == "baseline"
    }

    var isCompared: Bool { isAgainstBaseline }

    func tally(_ columns: inout ColumnList) -> DriftTally {
        let isOfNumbers = !columns.holdsTexts(column)
        return DriftTally(
            column: isOfNumbers ? columns.number(column) : columns.text(column),
            isOfNumbers: isOfNumbers
        )
    }

    func value(of tally: DriftTally) -> MetricValue {
        .undefined(
            samples: tally.count,
            because: isAgainstBaseline ? "there is no baseline" : "the training rows are not at hand"
        )
    }

    func value(of tally: DriftTally, against reference: DriftTally) -> MetricValue {
        guard let distance = distance(of: tally, from: reference) else {
            return .undefined(
                samples: min(tally.count, reference.count),
                because: "`\(column)` holds nothing to compare"
            )
        }
        return .defined(distance, samples: min(tally.count, reference.count))
    }

    private func distance(of tally: DriftTally, from reference: DriftTally) -> Double? {
        switch method {
        case .psi: shares(tally, reference)?.populationStability
        case .jensenShannon: shares(tally, reference)?.jensenShannon
        case .hellinger: shares(tally, reference)?.hellinger
        case .totalVariation: shares(tally, reference)?.totalVariation
        case .chiSquare: shares(tally, reference)?.chiSquare
        case .ks: numbers(tally, reference)?.kolmogorovSmirnov
        case .wasserstein: numbers(tally, reference)?.wasserstein
        }
    }

    private func numbers(_ tally: DriftTally, _ reference: DriftTally) -> NumberDistance? {
        NumberDistance(reference: reference.numbers.ordered, actual: tally.numbers.ordered)
    }

    /// The bins come from the reference alone: tenths of its numbers, as far as they differ, or its texts and any others.
    private func shares(_ tally: DriftTally, _ reference: DriftTally) -> ShareDistance? {
        let names = Set(reference.texts.keys).union(tally.texts.keys).sorted()
        guard names.isEmpty else {
            return ShareDistance(
                reference: names.map { reference.texts[$0] ?? 0 },
                actual: names.map { tally.texts[$0] ?? 0 }
            )
        }
        var limits: [Double] = []
        for tenth in 1..<Self.bins {
            guard let limit = reference.numbers.quantile(Double(tenth) / Double(Self.bins))?.value else { return nil }
            if limits.last != limit { limits.append(limit) }
        }
        return ShareDistance(
            reference: reference.numbers.counts(upTo: limits),
            actual: tally.numbers.counts(upTo: limits)
        )
    }
}
