import Datasets
import Metrics
import Plan

/// What does not change from one row of a log to the next: how answers become evidence.
struct LogRules: Sendable {
    let reading: LogReading
    let layout: OutcomeLayout
    let hasBaseline: Bool
    /// Whether both models answer each request.
    let isPaired: Bool
    let labels: LabelTable?
    let joinsUnits: Bool
    /// How long labels may take.
    let maturity: Duration
    private let missing: MissingLabelPolicy
    /// What is counted as rows are answered, and once they are labelled.
    private let answeredKinds: [any Accumulator.Type]
    private let labelledKinds: [any Accumulator.Type]
    private let tallies: DeclaredTallies

    init(_ program: Program, reading: LogReading, survey: TrafficSurvey, labels: LabelTable?) {
        self.reading = reading
        self.labels = labels
        layout = program.layout(data: TrafficSpec.logName, classes: survey.classes)
        hasBaseline = program.model(.baseline) != nil
        isPaired = survey.isPaired
        joinsUnits = program.labels?.join == .unit
        maturity = program.labels?.matureAfter ?? .zero
        missing = program.labels?.missing ?? .exclude
        // A log says nothing of feedback, and of latencies only where it has them.
        let kinds = program.accumulatorKinds.filter { kind in
            kind != FeedbackTally.self && (kind != LatencySketch.self || reading.query.hasLatency)
        }
        answeredKinds = kinds.filter { $0 != ConfusionMatrix.self }
        labelledKinds = kinds.filter { $0 == ConfusionMatrix.self }
        tallies = DeclaredTallies(reading.metrics)
    }

    /// No evidence yet.
    var empty: PairedEvidence { evidence(answeredKinds + labelledKinds) }
    var emptyAnswered: PairedEvidence { evidence(answeredKinds) }
    var emptyLabelled: PairedEvidence { evidence(labelledKinds) }

    private func evidence(_ kinds: [any Accumulator.Type]) -> PairedEvidence {
        var evidence = PairedEvidence(kinds, layout: layout, hasBaseline: hasBaseline)
        evidence.candidate.declared = tallies
        evidence.baseline?.declared = tallies
        return evidence
    }

    /// The columns that a part of the plan's metrics reads.
    func columns(_ part: DeclaredTallies.Part) -> ColumnList { tallies.columns(part) }

    /// The class that a row counts for whose label has not come: none, another class than the positive one, or what is worse
    /// for the candidate, which is wrong then, and its baseline right.
    func missingLabel(_ role: ModelRole, predicted: Int32) -> Int32 {
        let positive = Int32(layout.positive ?? -1)
        func other(than number: Int32) -> Int32 { layout.classes.count > 1 ? (number == 0 ? 1 : 0) : -1 }
        switch missing {
        case .exclude: return -1
        case .negative: return positive < 0 ? -1 : other(than: positive)
        case .worstCase:
            guard predicted >= 0, role == .candidate else { return predicted }
            return positive >= 0 && predicted != positive ? positive : other(than: predicted)
        }
    }
}
