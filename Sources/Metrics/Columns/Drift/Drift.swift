import Plan

/// What is said of how far a column has moved: the distance, or how probable it is.
protocol DriftReadout: SendableMetatype {
    static var name: String { get }
    static var summary: String { get }
    static var type: ValueType { get }
    /// What the column can be compared with, and the first of it where nobody says, if that goes without saying.
    static var against: FieldShape { get }
    /// What noise alone does to it, where it says that itself.
    static var noise: NoiseReading? { get }

    /// Nil where a side has nothing that the measure is of.
    static func read(_ distance: DriftDistance, _ measure: DriftMeasure) -> Double?
}

/// How far a column has moved from what it was.
struct DriftMetric<Readout: DriftReadout>: ColumnMetric {
    static var descriptor: MetricKindDescriptor {
        MetricKindDescriptor(
            KindDescriptor(
                Readout.name,
                Readout.summary,
                .options([
                    ColumnOption.either,
                    FieldShape(
                        "method",
                        .choice(DriftMeasure.allCases.map(\.rawValue)),
                        required: true,
                        "How the distance is measured."
                    ),
                    Readout.against,
                ]),
                standing: .onLogs
            ),
            type: Readout.type,
            source: .requests,
            evidence: [.point],
            noise: Readout.noise,
            rangesOfWords: Readout.type == .fraction
                ? [:] : Dictionary(uniqueKeysWithValues: DriftMeasure.allCases.map { ($0.rawValue, $0.range) }),
            wordsOfNumbers: Set(DriftMeasure.allCases.filter(\.isOfNumbers).map(\.rawValue))
        )
    }

    private let column: String
    private let measure: DriftMeasure
    let isCompared: Bool
    /// The rows that it is compared with; nil for the baseline's.
    private let window: String?

    init(_ options: OptionValues) {
        column = options.text("of") ?? ""
        measure = options.text("method").flatMap(DriftMeasure.init) ?? .psi
        let against = options.text("against") ?? ModelRole.baseline.rawValue
        isCompared = against == ModelRole.baseline.rawValue
        window = isCompared ? nil : against
    }

    func tally(_ columns: inout ColumnList) -> DriftTally {
        DriftTally(of: column, against: window, &columns)
    }

    func value(of tally: DriftTally) -> MetricValue {
        guard let window else { return .undefined(samples: tally.count, because: "there is no baseline") }
        guard let reference = tally.reference else {
            return .undefined(samples: tally.count, because: "the rows of `\(window)` are not at hand")
        }
        return value(of: tally, against: reference)
    }

    func value(of tally: DriftTally, against reference: DriftTally) -> MetricValue {
        let samples = min(tally.count, reference.count)
        guard let value = Readout.read(DriftDistance(actual: tally, reference: reference), measure) else {
            return .undefined(samples: samples, because: "`\(column)` holds nothing to compare")
        }
        return .defined(value, samples: samples)
    }
}

/// The distance.
typealias Drift = DriftMetric<DriftExtent>
/// The probability.
typealias DriftChance = DriftMetric<DriftProbability>

/// How far it has moved.
enum DriftExtent: DriftReadout {
    static let name = "drift"
    static let summary =
        "How far the values of a column have moved from what they were. Numbers are told apart by the tenths that the "
        + "reference's fall into."
    static let type = ValueType.score
    static let noise = NoiseReading?.none
    static let against = FieldShape(
        "against",
        .reference(to: "window"),
        required: true,
        "What it is compared with: the `baseline`'s rows of the same time, or those of one of the log's `windows`, by its name."
    )

    static func read(_ distance: DriftDistance, _ measure: DriftMeasure) -> Double? { distance.value(measure) }
}

/// How probable it is that noise alone moves it as far.
enum DriftProbability: DriftReadout {
    static let name = "drift_p"
    static let summary =
        "How probable it is that noise alone moves a column as far from what it was: small where it has drifted. Each "
        + "row counts as an observation of its own."
    static let type = ValueType.fraction
    static let noise: NoiseReading? = .probability
    static let against = FieldShape(
        "against",
        .reference(to: "window"),
        default: "baseline",
        "What it is compared with: the `baseline`'s rows of the same time, or those of one of the log's `windows`, by its name."
    )

    static func read(_ distance: DriftDistance, _ measure: DriftMeasure) -> Double? { distance.probability(measure) }
}
