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
    /// What is looked at by itself, in order.
    let segments: [(column: String, value: String)]
    /// Whether some gate wants each unit counted once, and whether both models' answers to one request are compared there.
    let countsUnits: Bool
    let countsPairs: Bool
    let independent: IndependentObservation
    /// What is counted as rows are answered, and once they are labelled.
    private let answeredKinds: [any Accumulator.Type]
    private let labelledKinds: [any Accumulator.Type]
    private let unitKinds: [any Accumulator.Type]
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
        segments = reading.segmentColumns.flatMap { column in
            (survey.texts[column] ?? []).map { (column, $0) }
        }
        // A log says nothing of feedback, and of latencies only where it has them.
        func isLogged(_ kind: any Accumulator.Type) -> Bool {
            kind != FeedbackTally.self && (kind != LatencySketch.self || reading.query.hasLatency)
        }
        let kinds = program.accumulatorKinds.filter(isLogged)
        answeredKinds = kinds.filter { $0 != ConfusionMatrix.self }
        labelledKinds = kinds.filter { $0 == ConfusionMatrix.self }
        unitKinds = (program.unitKinds ?? []).filter(isLogged)
        countsUnits = program.unitKinds != nil
        countsPairs = countsUnits && hasBaseline && isPaired
        independent = program.evidence?.independent ?? .units
        tallies = DeclaredTallies(reading.metrics, differences: reading.differences, texts: reading.textNames)
    }

    /// The readings of missing labels that somebody wants: against the candidate and, where that is another, for it.
    var readings: [Bool] { missing == .worstCase ? [false, true] : [false] }

    /// No evidence yet.
    var empty: PairedEvidence {
        let one = evidence(answeredKinds + labelledKinds, units: unitKinds)
        return joined(readings.map { _ in Array(repeating: one, count: segments.count + 1) })
    }

    /// No evidence yet of rows as they are answered, of all or of some of them.
    var emptyAnswered: PairedEvidence {
        evidence(answeredKinds, units: unitKinds.filter { $0 != ConfusionMatrix.self })
    }
    /// The same of rows with their labels.
    var emptyLabelled: PairedEvidence {
        evidence(labelledKinds, units: unitKinds.filter { $0 == ConfusionMatrix.self })
    }

    private func evidence(_ kinds: [any Accumulator.Type], units: [any Accumulator.Type]) -> PairedEvidence {
        var evidence = PairedEvidence(
            kinds,
            units: countsUnits ? units : nil,
            each: independent,
            layout: layout,
            hasBaseline: hasBaseline
        )
        evidence.candidate.declared = tallies
        evidence.baseline?.declared = tallies
        evidence.units?.candidate.declared = tallies
        if hasBaseline { evidence.units?.baseline = AccumulatorSet(units, layout: layout) }
        evidence.units?.baseline?.declared = tallies
        if !countsPairs { evidence.units?.pairs = nil }
        return evidence
    }

    /// The evidence of all rows with that of the segments as its parts, and as one more part the same once again for each
    /// other reading of missing labels.
    func joined(_ readings: [[PairedEvidence]]) -> PairedEvidence {
        var found = readings.map { evidence in
            var whole = evidence[0]
            for (segment, part) in zip(segments, evidence.dropFirst()) {
                whole.take(part, as: .segment(column: segment.column, value: segment.value))
            }
            return whole
        }
        let lenient = found.count > 1 ? found.removeLast() : nil
        var whole = found.removeFirst()
        if let lenient { whole.take(lenient, as: .lenient) }
        return whole
    }

    /// The columns that a part of the plan's metrics reads.
    func columns(_ part: DeclaredTallies.Part) -> ColumnList { tallies.columns(part) }

    // MARK: Labels

    private func other(than number: Int32) -> Int32 { layout.classes.count > 1 ? (number == 0 ? 1 : 0) : -1 }

    /// The class that a row counts for whose label has not come: none, another class than the positive one, or what is worse
    /// for the candidate, which is wrong then, and its baseline right.
    ///
    /// - Parameter isLenient: Whether it is what is better for the candidate instead, as tripwires count it.
    func missingLabel(_ role: ModelRole, predicted: Int32, isLenient: Bool) -> Int32 {
        let positive = Int32(layout.positive ?? -1)
        switch missing {
        case .exclude: return -1
        case .negative: return positive < 0 ? -1 : other(than: positive)
        case .worstCase:
            let isRight = (role == .candidate) == isLenient
            guard predicted >= 0, !isRight else { return predicted }
            return positive >= 0 && predicted != positive ? positive : other(than: predicted)
        }
    }

    /// The same of a request that both have answered: what both say is right or wrong of both.
    func missingLabel(candidate: Int32, baseline: Int32, isLenient: Bool) -> Int32 {
        switch missing {
        case .exclude, .negative: return missingLabel(.candidate, predicted: candidate, isLenient: isLenient)
        case .worstCase: return isLenient ? candidate : baseline
        }
    }
}

extension PairedEvidence {
    /// Takes evidence in as a part: what units have shown becomes one of that of all units.
    fileprivate mutating func take(_ evidence: PairedEvidence, as part: EvidencePart) {
        var evidence = evidence
        units?.parts[part] = evidence.units
        evidence.units = nil
        parts[part] = evidence
    }
}
