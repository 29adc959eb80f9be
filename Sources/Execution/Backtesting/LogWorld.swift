package import Datasets
import Metrics
package import Plan

/// The world of a recorded log: its times are the clock, and what a model has answered counts for that model. Nothing is
/// trained, sent or waited for.
package struct LogWorld {
    private let program: Program
    private let rules: LogRules
    /// What was kept of the rows that others are compared with.
    private let references: [AwaitedRows: TallyState]
    private let flows: [(flow: TrafficFlow, ranks: [Int32])]
    private let classes: [String]
    /// The time of the run's beginning, as the log counts.
    let start: Int64
    /// How long the log is.
    package let length: Duration
    private var requests = 0
    /// The stage at hand, and what has been answered in it whose labels do not count yet, oldest first: by the plan's own labels,
    /// and then by those of each further source.
    private var stage: Int?
    private var cohorts: [[(end: Duration, evidence: PairedEvidence)]]
    /// The same of what each unit was shown once, which counts in whatever stage.
    private var unitCohorts: [[(end: Duration, units: UnitEvidence)]]
    private var units: LogUnits
    /// Who was given what in the stage at hand, where that is to be compared with the plan.
    private var assignment: LogAssignment?
    private var repeats = LogRepeats()
    private var feedback: LogFeedback?
    private var scores: LogRowPairs?
    /// What the stage at hand has met.
    package private(set) var traffic = StageTraffic()

    /// - Parameters:
    ///   - start: When the run begins, or nil for the log's first row; rows before it are passed over.
    ///   - end: Up to when the log tells all that happened, or nil for its last row.
    package init(
        _ program: Program,
        reading: LogReading,
        survey: TrafficSurvey,
        labels: JoinedFiles?,
        from start: Timestamp? = nil,
        until end: Timestamp? = nil
    ) throws(DatasetFailure) {
        self.program = program
        var rules = LogRules(program, reading: reading, survey: survey, labels: labels)
        references = try LogWindows(program, rules, survey, labels).references()
        rules.refer(to: references)
        self.rules = rules
        cohorts = rules.maturities.map { _ in [] }
        unitCohorts = rules.maturities.map { _ in [] }
        units = LogUnits(each: rules.independent)
        feedback = LogFeedback(program, labels?.feedback, segments: rules.segments.count)
        classes = survey.classes
        scores = LogRowPairs(rules)
        let first = start?.nanoseconds ?? survey.first
        let last = end?.nanoseconds ?? survey.last
        self.start = first
        length = .nanoseconds(max(0, last.subtractingReportingOverflow(first).partialValue))
        var flows: [(TrafficFlow, [Int32])] = []
        for file in survey.files {
            let reader = try TrafficReader(
                try PredictionLog.open(file.path),
                named: file.name,
                query: reading.query,
                labels: labels,
                format: LogFormat(fileName: file.path)
            )
            flows.append((TrafficFlow(reader, query: reading.query, classLimit: file.ranks.count), file.ranks))
        }
        self.flows = flows
    }

    /// Why an effect has no answer in a log.
    package enum Gap: Sendable, Hashable {
        /// The log ends before.
        case end
        /// It wants another model than the log has.
        case training
    }

    /// The answer to an effect; `gap` says why there is none.
    package mutating func answer(
        _ effect: Effect,
        at now: Duration,
        gap: inout Gap?
    ) throws(DatasetFailure) -> Event? {
        switch effect {
        case .prepare: return Event(at: now, .prepared(prepared(digest: "", rows: 0)))
        case .train, .load, .evaluate:
            gap = .training
            return nil
        case .route(let stage):
            route(stage)
            let name = stage.map { program.stages[$0].name }
            return Event(at: now, .routed(Event.Routed(stage: name, units: 0, allUnits: 0)))
        case .observe(let stage, _, let interval):
            guard interval.upperBound <= length else { break }
            return Event(at: interval.upperBound, .observed(try observe(stage, interval)))
        case .wait(let until):
            guard until <= length else { break }
            return Event(at: until, .waited)
        case .notify(let notification):
            let notified = Event.Notified(key: notification.key, notifier: notification.notifier, problem: nil)
            return Event(at: now, .notified(notified))
        }
        gap = .end
        return nil
    }

    /// What there is to say of the log before anything is judged.
    func prepared(digest: String, rows: Int, bytes: [Int]? = nil) -> Event.Prepared {
        Event.Prepared(
            data: TrafficSpec.logName,
            digest: digest,
            rows: rows,
            trainingRows: 0,
            testRows: 0,
            classes: classes,
            bytes: bytes,
            references: references
        )
    }

    /// Goes as far as a run has gone, by what it has recorded.
    mutating func follow(_ past: [Event]) throws(DatasetFailure) {
        for event in past {
            switch event.payload {
            case .routed(let routed): route(routed.stage.flatMap { name in stage(named: name) })
            case .observed(let observed):
                guard let stage = stage(named: observed.stage), observed.from < event.at else { continue }
                _ = try observe(stage, observed.from..<event.at)
            default: continue
            }
        }
    }

    private func stage(named name: String) -> Int? { program.stages.firstIndex { $0.name == name } }

    private mutating func route(_ stage: Int?) {
        self.stage = stage
        cohorts = rules.maturities.map { _ in [] }
        traffic = StageTraffic()
        assignment = LogAssignment(rules)
        scores = LogRowPairs(rules)
        guard stage == nil else { return }
        // Whoever gets another candidate, or this one once more, is shown it for the first time.
        units = LogUnits(each: rules.independent)
        unitCohorts = rules.maturities.map { _ in [] }
        feedback?.forget()
    }

    private mutating func observe(
        _ stage: Int,
        _ interval: Range<Duration>
    ) throws(DatasetFailure) -> Event.Observed {
        var tally = LogInterval(
            rules,
            audience: LogAudience(program, stage: stage, query: rules.reading.query),
            isShadow: program.isShadow(stage: stage),
            start: start + interval.lowerBound.nanoseconds
        )
        // Taken out, so that what millions of units have shown is not copied for the sake of a few.
        var units = LogUnits(each: rules.independent)
        swap(&units, &self.units)
        defer { swap(&units, &self.units) }
        var assignment: LogAssignment?
        swap(&assignment, &self.assignment)
        defer { swap(&assignment, &self.assignment) }
        var repeats = LogRepeats()
        swap(&repeats, &self.repeats)
        defer { swap(&repeats, &self.repeats) }
        var feedback: LogFeedback?
        swap(&feedback, &self.feedback)
        defer { swap(&feedback, &self.feedback) }
        var scores: LogRowPairs?
        swap(&scores, &self.scores)
        defer { swap(&scores, &self.scores) }
        for (flow, ranks) in flows {
            try flow.take(before: start + interval.upperBound.nanoseconds) { batch, rows, texts in
                tally.add(batch, rows, texts, ranks: ranks, &units, &assignment, &repeats, &feedback, &scores)
            }
        }
        tally.end(scores)
        scores?.endInterval()
        traffic.add(tally.traffic)
        units.endInterval()
        repeats.endInterval()
        var evidence = rules.empty
        let finished = tally.finish()
        evidence.merge(finished.answered)
        for (origin, labelled) in finished.labelled.enumerated() {
            var labelled = labelled
            if let units = labelled.units { unitCohorts[origin].append((interval.upperBound, units)) }
            labelled.units = nil
            cohorts[origin].append((interval.upperBound, labelled))
            takeMature(at: interval.upperBound, by: origin, into: &evidence)
        }
        if let said = feedback?.endInterval(at: start + interval.upperBound.nanoseconds) { add(said, to: &evidence) }
        let before = requests
        requests += tally.traffic.requests(isPaired: rules.isPaired)
        return Event.Observed(
            stage: program.stages[stage].name,
            from: interval.lowerBound,
            requests: before..<requests,
            evidence: evidence,
            assigned: assignment?.take()
        )
    }

    /// What users said is the same however missing labels are read.
    private func add(_ said: [LogFeedback.Said], to evidence: inout PairedEvidence) {
        evidence.add(said[0])
        evidence.parts[.lenient]?.add(said[0])
        for (segment, said) in zip(rules.segments, said.dropFirst()) {
            evidence.parts[segment.part]?.add(said)
            evidence.parts[.lenient]?.parts[segment.part]?.add(said)
        }
    }

    /// What was answered in an interval counts once all of it is old enough.
    private mutating func takeMature(at now: Duration, by origin: Int, into evidence: inout PairedEvidence) {
        let maturity = rules.maturities[origin]
        while let oldest = cohorts[origin].first, oldest.end + maturity <= now {
            evidence.merge(oldest.evidence)
            cohorts[origin].removeFirst()
        }
        while let oldest = unitCohorts[origin].first, oldest.end + maturity <= now {
            evidence.units?.merge(oldest.units)
            unitCohorts[origin].removeFirst()
        }
    }
}
