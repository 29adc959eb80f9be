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
    let labels: JoinedFiles?
    /// Which share of the units was to be given the candidate, where the plan says so.
    let candidateShare: Rational?
    /// How long labels may take: those of the plan itself, and then those of each further source.
    let maturities: [Duration]
    /// What rows count for whose label has not come, in the same order.
    private let missing: [MissingLabelPolicy]
    /// What is looked at by itself, in order.
    let segments: [Segment]
    /// Whether some gate wants each unit counted once, and whether both models' answers to one request are compared there.
    let countsUnits: Bool
    let countsPairs: Bool
    /// Whether some metric asks which requests were answered before.
    let countsRepeats: Bool
    private(set) var kinds: LoggedKinds

    init(_ program: Program, reading: LogReading, survey: TrafficSurvey, labels: JoinedFiles?) {
        self.reading = reading
        self.labels = labels
        layout = program.layout(data: TrafficSpec.logName, classes: survey.classes)
        hasBaseline = program.model(.baseline) != nil
        isPaired = survey.isPaired
        candidateShare = program.traffic?.log?.candidateShare
        let sources = program.labels?.sources ?? []
        maturities = [program.labels?.matureAfter ?? .zero] + sources.map(\.matureAfter)
        missing = [program.labels?.missing ?? .exclude] + sources.map(\.missing)
        segments = Self.segments(reading, survey)
        countsRepeats = reading.countsRepeats
        kinds = LoggedKinds(program, reading: reading)
        countsUnits = kinds.countsUnits
        countsPairs = kinds.comparesUnits && hasBaseline && isPaired
    }

    /// Tells metrics what was kept of the rows that they are compared with.
    mutating func refer(to states: [AwaitedRows: TallyState]) { kinds = kinds.referring(to: states) }

    /// Rows that have these values in these columns.
    struct Segment: Sendable {
        let columns: SegmentColumns
        let values: [String]

        var part: EvidencePart { .segment(column: columns.text, value: SegmentColumns.segment(values)) }
    }

    private static func segments(_ reading: LogReading, _ survey: TrafficSurvey) -> [Segment] {
        reading.segmentColumns.flatMap { columns in
            let values: [[String]]
            if columns.names.count == 1 {
                values = (survey.texts[columns.text] ?? []).map { [$0] }
            } else {
                let place = reading.query.crossings.firstIndex { $0.names == columns.names }
                values = place.map { survey.combinations[$0] } ?? []
            }
            return values.map { Segment(columns: columns, values: $0) }
        }
    }

    var independent: IndependentObservation { kinds.independent }

    /// The readings of missing labels that somebody wants: against the candidate and, where that is another, for it.
    var readings: [Bool] { missing.contains(.worstCase) ? [false, true] : [false] }

    /// No evidence yet.
    var empty: PairedEvidence {
        let all = evidence(.all) { _ in true }
        let segment = evidence(.segment) { _ in true }
        return joined(readings.map { _ in [all] + Array(repeating: segment, count: segments.count) })
    }

    /// No evidence yet of rows as they are answered.
    func emptyAnswered(_ scope: LoggedKinds.Scope) -> PairedEvidence { evidence(scope) { $0 != ConfusionMatrix.self } }

    /// The same of rows with their labels: those of the plan itself, and then those of each further source.
    func emptyLabelled(_ scope: LoggedKinds.Scope) -> [PairedEvidence] {
        maturities.indices.map { origin in evidence(scope) { origin == 0 && $0 == ConfusionMatrix.self } }
    }

    private func evidence(
        _ scope: LoggedKinds.Scope,
        _ isWanted: (any Accumulator.Type) -> Bool
    ) -> PairedEvidence {
        let units = kinds.unitKinds?.kinds.filter(isWanted)
        var evidence = PairedEvidence(
            kinds.kinds(scope).filter(isWanted),
            units: units,
            each: independent,
            layout: layout,
            hasBaseline: hasBaseline
        )
        evidence.candidate.declared = kinds.tallies(scope)
        evidence.baseline?.declared = kinds.tallies(scope)
        evidence.units?.candidate.declared = kinds.unitKinds?.tallies
        if hasBaseline, let units { evidence.units?.baseline = AccumulatorSet(units, layout: layout) }
        evidence.units?.baseline?.declared = kinds.unitKinds?.tallies
        if !countsPairs { evidence.units?.pairs = nil }
        return evidence
    }

    /// The evidence of all rows with that of the segments as its parts, and as one more part the same once again for each
    /// other reading of missing labels.
    func joined(_ readings: [[PairedEvidence]]) -> PairedEvidence {
        var found = readings.map { evidence in
            var whole = evidence[0]
            for (segment, part) in zip(segments, evidence.dropFirst()) {
                whole.take(part, as: segment.part)
            }
            return whole
        }
        let lenient = found.count > 1 ? found.removeLast() : nil
        var whole = found.removeFirst()
        if let lenient { whole.take(lenient, as: .lenient) }
        return whole
    }

    /// What a row has in a column of numbers; not a number where it has nothing there.
    func number(_ column: String, _ row: Int, of batch: TrafficBatch) -> Double {
        guard case .number(let place)? = reading.number(column) else { return .nan }
        return batch.numbers[place][row]
    }

    // MARK: Labels

    /// How many rows the one of this unit or request stands for, by its label; not a number where nobody says.
    func weight(unit: UInt64, request: UInt64) -> Double {
        labels?.own?.weight(unit: unit, request: request) ?? .nan
    }

    /// The same by the label that a further source has for it.
    func weight(by source: Int, unit: UInt64, request: UInt64) -> Double {
        labels?.sources[source].weight(unit: unit, request: request) ?? .nan
    }

    /// The class that a further source has for the row of this unit and request, by its number in the log that is read; -1 where it has none.
    func label(by source: Int, unit: UInt64, request: UInt64) -> Int32 {
        labels?.sources[source].label(unit: unit, request: request) ?? -1
    }

    private func other(than number: Int32) -> Int32 { layout.classes.count > 1 ? (number == 0 ? 1 : 0) : -1 }

    /// The class that a row counts for whose label has not come: none, another class than the positive one, or what is worse
    /// for the candidate, which is wrong then, and its baseline right.
    ///
    /// - Parameters:
    ///   - origin: Whose label it is: 0 for the plan's own, and from 1 on for those of further sources.
    ///   - isLenient: Whether it is what is better for the candidate instead, as tripwires count it.
    func missingLabel(_ role: ModelRole, predicted: Int32, origin: Int = 0, isLenient: Bool) -> Int32 {
        let positive = Int32(layout.positive ?? -1)
        switch missing[origin] {
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
        switch missing[0] {
        case .exclude, .negative: return missingLabel(.candidate, predicted: candidate, isLenient: isLenient)
        case .worstCase: return isLenient ? candidate : baseline
        }
    }
}
