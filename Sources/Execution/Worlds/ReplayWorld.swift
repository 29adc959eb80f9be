import Classifiers
import Datasets
import Digests
import Metrics
package import Plan
import Statistics

/// The world of a replay: rows of a data set stand for requests, time is the requests' own, and both bundled models
/// answer every request of the audience, so that comparisons are paired.
///
/// Which row and which unit a request has is a pure function of the seed and the request's number; so an interval can be
/// observed again after a crash, and a dry run sees what the run sees. Only latencies differ from one time to the next.
package struct ReplayWorld: World {
    private let program: Program
    private let folder: String
    private let notifiers: [String: any Notifier]
    private let kinds: [any Accumulator.Type]
    private let unitKinds: [any Accumulator.Type]?
    private var observedUnits: ObservedUnits
    private let audience: ReplayAudience
    private var data: ReplayData
    private var models: ReplayModels
    private var keptModels: KeptModels
    private let feedbackSource: (any FeedbackSource)?
    private var feedback: ReplayFeedback?
    private var members: (stage: Int, flags: [Bool])?
    private let scenario: Scenario?
    private var log: (any RequestSink)?

    /// Streams of the counter-based random numbers, one for each thing drawn.
    private enum Stream {
        static let row: UInt64 = 1
        static let unit: UInt64 = 2
    }

    /// - Parameters:
    ///   - folder: The plan's folder, which its paths start from.
    ///   - notifiers: Whom alerts are sent to, by the notifiers' names in the plan.
    ///   - threads: How many threads may train, 0 for one a core.
    ///   - scenario: What goes wrong, or nil where nothing does.
    ///   - log: Where the answers are logged, or nil for nowhere.
    ///   - feedback: What people say beside the plan's file, or nil where they say nothing.
    ///   - past: The events of a run that goes on, in order.
    package init(
        program: Program,
        folder: String,
        notifiers: [String: any Notifier],
        threads: Int = 0,
        scenario: Scenario? = nil,
        log: (any RequestSink)? = nil,
        feedback: (any FeedbackSource)? = nil,
        past: [Event] = []
    ) {
        self.log = log
        self.feedbackSource = feedback
        self.scenario = scenario
        self.program = program
        self.folder = folder
        self.notifiers = notifiers
        self.kinds = program.accumulatorKinds
        self.unitKinds = program.unitKinds
        self.audience = ReplayAudience(program: program)
        self.observedUnits = ObservedUnits(units: unitKinds == nil ? 0 : audience.units.count)
        for event in past {
            guard case .routed(let routed) = event.payload else { continue }
            let stage = routed.stage.flatMap { name in program.stages.firstIndex { $0.name == name } }
            observedUnits.route(stage, at: event.at)
        }
        self.data = ReplayData(program: program, folder: folder)
        self.keptModels = KeptModels(folder: folder)
        self.models = ReplayModels(program: program, threads: threads, scenario: scenario)
    }

    /// No requests come while nobody sends any.
    package var timeStandsStill: Bool { true }

    package mutating func perform(_ effect: Effect, at now: Duration) async -> Event {
        do throws(ReplayError) {
            return try await carryOut(effect, at: now)
        } catch {
            return Event(at: now, .failed(Event.Failure(step: effect.name, problem: error.problem)))
        }
    }

    private mutating func carryOut(_ effect: Effect, at now: Duration) async throws(ReplayError) -> Event {
        switch effect {
        case .prepare(let name):
            return Event(at: now, .prepared(try prepare(name)))
        case .train(let role, let attempt):
            return Event(at: now, .trained(try await train(role, attempt: attempt)))
        case .load(let role):
            guard let spec = program.model(role) else { throw ReplayError("the program has no \(role.rawValue)") }
            return Event(at: now, .loaded(try keptModels.load(spec)))
        case .evaluate(let attempt):
            return Event(at: now, .evaluated(try await evaluate(attempt: attempt)))
        case .route(let stage):
            observedUnits.route(stage, at: now)
            return Event(at: now, .routed(route(stage)))
        case .observe(let stage, let attempt, let interval):
            let observed = try await observe(stage: stage, attempt: attempt, interval: interval)
            return Event(at: interval.upperBound, .observed(observed))
        case .wait(let until):
            return Event(at: until, .waited)
        case .notify(let notification):
            return Event(at: now, .notified(await notifiers.tell(notification)))
        }
    }

    private mutating func prepare(_ name: String) throws(ReplayError) -> Event.Prepared {
        let prepared = try data.prepare(name)
        return Event.Prepared(
            data: name,
            digest: prepared.table.digest.description,
            rows: prepared.table.rowCount,
            trainingRows: prepared.train.count,
            testRows: prepared.test.count,
            classes: prepared.table.classes
        )
    }

    private mutating func train(_ role: ModelRole, attempt: Int) async throws(ReplayError) -> Event.Trained {
        guard let trained = try await models.model(role, attempt: attempt, data: &data),
            let spec = program.model(role)
        else { throw ReplayError("the program has no \(role.rawValue)") }
        return Event.Trained(
            model: role,
            kind: spec.kind,
            attempt: attempt,
            rows: trained.rows,
            crossValidation: trained.crossValidation,
            duration: trained.duration
        )
    }

    /// The model of that role, trained or read from its file, as it answers the rows of a table; nil where there is none.
    private mutating func classifier(
        _ role: ModelRole,
        attempt: Int,
        answering rows: (table: Table, name: String)
    ) async throws(ReplayError) -> (any Classifier)? {
        guard let spec = program.model(role) else { return nil }
        if spec.file != nil { return try keptModels.classifier(spec, answering: rows.table, named: rows.name) }
        return try await models.model(role, attempt: attempt, data: &data)?.classifier
    }

    /// An evaluator of both models over some rows, its evidence empty.
    private mutating func evaluator(
        over selection: DataSelection,
        attempt: Int,
        degrader: ReplayDegrader? = nil,
        bySegments: Bool = false,
        isLogged: Bool = false
    ) async throws(ReplayError) -> (evaluator: PairedEvaluator, rowCount: Int) {
        let prepared = try data.prepare(selection.data)
        let answered = (table: prepared.table, name: selection.data)
        guard let candidate = try await classifier(.candidate, attempt: attempt, answering: answered) else {
            throw ReplayError("the program has no candidate")
        }
        let baseline = try await classifier(.baseline, attempt: 1, answering: answered)
        let rows = prepared.features(selection.part)
        var evidence = PairedEvidence(
            kinds,
            units: unitKinds,
            each: program.evidence?.independent ?? .units,
            layout: program.layout(data: selection.data, classes: prepared.table.classes),
            hasBaseline: baseline != nil
        )
        evidence.candidate.declared = program.replayTallies
        evidence.baseline?.declared = program.replayTallies
        let segments = bySegments ? self.segments(of: prepared, selection.part, evidence) : nil
        let evaluator = PairedEvaluator(
            pair: ModelPair(candidate: candidate, baseline: baseline),
            rows: rows,
            labels: prepared.labels(selection.part),
            numbers: prepared.numbers(selection.part).map {
                NumberColumns(truths: $0, features: prepared.table.featureNames, label: prepared.table.labelName)
            },
            evidence: evidence,
            segments: segments,
            degrader: degrader,
            isLogged: isLogged || log != nil
        )
        return (evaluator, rows.rowCount)
    }

    /// The segments that rows are in, and no evidence yet of one; nil where nobody looks at them.
    private func segments(
        of prepared: ReplayData.Prepared,
        _ part: DataPart,
        _ all: PairedEvidence
    ) -> (rows: ReplaySegments, nothing: PairedEvidence)? {
        guard let (kinds, tallies) = program.segmentKinds else { return nil }
        var nothing = PairedEvidence(
            kinds,
            units: unitKinds,
            each: program.evidence?.independent ?? .units,
            layout: all.candidate.layout,
            hasBaseline: all.baseline != nil
        )
        nothing.candidate.declared = tallies
        nothing.baseline?.declared = tallies
        return (ReplaySegments(program, prepared.table, rows: prepared.rows(part)), nothing)
    }

    /// The models' answers to each of some rows, the candidate's before the baseline's, for those that want more than
    /// what they come to. A row's number is its request's.
    mutating func answers(over selection: DataSelection, attempt: Int) async throws(ReplayError) -> [AnsweredRequest] {
        var (evaluator, rowCount) = try await evaluator(over: selection, attempt: attempt, isLogged: true)
        for row in 0..<rowCount {
            evaluator.answer(row: row, as: PairedEvaluator.Request(number: row, unit: 0, time: .zero))
        }
        return evaluator.answered
    }

    private mutating func evaluate(attempt: Int) async throws(ReplayError) -> Event.Evaluated {
        guard let risk = program.risk else { throw ReplayError("the program assesses no risk") }
        var (evaluator, rowCount) = try await evaluator(over: risk.on, attempt: attempt)
        for row in 0..<rowCount { evaluator.answer(row: row) }
        return Event.Evaluated(on: risk.on.text, evidence: evaluator.finish())
    }

    private mutating func flags(stage: Int) -> [Bool] {
        if let members, members.stage == stage { return members.flags }
        let flags = audience.members(stage: stage)
        members = (stage, flags)
        return flags
    }

    private mutating func route(_ stage: Int?) -> Event.Routed {
        Event.Routed(
            stage: stage.map { program.stages[$0].name },
            units: stage.map { flags(stage: $0).count { $0 } } ?? 0,
            allUnits: audience.units.count
        )
    }

    private mutating func readFeedback() throws(ReplayError) -> ReplayFeedback {
        if let feedback { return feedback }
        let read = try ReplayFeedback(program: program, folder: folder, audience: audience, source: feedbackSource)
        feedback = read
        return read
    }

    private mutating func observe(
        stage: Int,
        attempt: Int,
        interval: Range<Duration>
    ) async throws(ReplayError) -> Event.Observed {
        guard let traffic = program.traffic, let replay = traffic.replay, let rate = traffic.rate else {
            throw ReplayError("the program has no traffic to replay")
        }
        let feedback = try readFeedback()
        let features = try data.prepare(replay.rows.data).table.featureNames
        let degrader = scenario.map { ReplayDegrader($0, features: features) }
        var (evaluator, rowCount) = try await evaluator(
            over: replay.rows,
            attempt: attempt,
            degrader: degrader,
            bySegments: true
        )
        let flags = flags(stage: stage)
        let isShadow = program.isShadow(stage: stage)
        let requests = rate.count(before: interval.lowerBound)..<rate.count(before: interval.upperBound)
        let seed = UInt64(replay.seed)
        let countsRequests = unitKinds != nil && program.evidence?.independent == .requests
        let countsUnits = unitKinds != nil && !countsRequests
        if countsUnits { recallUnits(before: interval, degrader) }
        // How many requests came, and how many of them the candidate served.
        var (arrived, served) = (0, 0)
        for request in requests {
            let number = UInt64(request)
            let time = rate.time(of: request)
            if let degrader, degrader.isDropped(request, at: time) { continue }
            arrived += 1
            let unit = CounterRandom.index(seed: seed, stream: Stream.unit, index: number, below: flags.count)
            guard flags[unit] || isShadow else { continue }
            served += flags[unit] ? 1 : 0
            let row = CounterRandom.index(seed: seed, stream: Stream.row, index: number, below: rowCount)
            let isCounted = countsUnits && observedUnits.isFirst(unit)
            evaluator.answer(
                row: row,
                as: PairedEvaluator.Request(
                    number: request,
                    unit: unit,
                    time: time,
                    isCounted: isCounted || countsRequests
                )
            )
        }
        var evidence = evaluator.finish()
        keep(evaluator.answered, classes: evidence.candidate.layout.classes)
        let said = try feedback.said(in: interval, members: flags)
        let limit = program.feedback?.negativeBelow ?? 0
        let time = interval.lowerBound
        evidence.candidate.add(
            degrader?.feedback(said.candidate, of: .candidate, at: time, negativeBelow: limit) ?? said.candidate,
            served: served
        )
        evidence.baseline?.add(
            degrader?.feedback(said.baseline, of: .baseline, at: time, negativeBelow: limit) ?? said.baseline,
            served: arrived - served
        )
        return Event.Observed(
            stage: program.stages[stage].name,
            from: interval.lowerBound,
            requests: requests,
            evidence: evidence,
            feedbackDigests: said.digests
        )
    }

    /// Finds which units were observed before an interval, where that is not known yet.
    private mutating func recallUnits(before interval: Range<Duration>, _ degrader: ReplayDegrader?) {
        guard let rate = program.traffic?.rate, let replay = program.traffic?.replay else { return }
        let seed = UInt64(replay.seed)
        let (audience, program) = (audience, program)
        var known = observedUnits
        known.begin(interval) { stage, past, note in
            let flags = audience.members(stage: stage)
            let isShadow = program.isShadow(stage: stage)
            for request in rate.count(before: past.lowerBound)..<rate.count(before: past.upperBound) {
                if let degrader, degrader.isDropped(request, at: rate.time(of: request)) { continue }
                let number = UInt64(request)
                let unit = CounterRandom.index(seed: seed, stream: Stream.unit, index: number, below: flags.count)
                if flags[unit] || isShadow { note(unit) }
            }
        }
        observedUnits = known
    }

    private mutating func keep(_ answered: [AnsweredRequest], classes: [String]) {
        guard log != nil else { return }
        let records = answered.map { $0.record(classes: classes, units: audience.units) }
        log?.append(records)
    }
}

extension Effect {
    /// The words for the effect, for messages.
    var name: String {
        switch self {
        case .prepare(let data): "prepare \(data)"
        case .train(let role, _): "train \(role.rawValue)"
        case .load(let role): "load \(role.rawValue)"
        case .evaluate: "assess"
        case .route: "route"
        case .observe: "observe"
        case .wait: "wait"
        case .notify: "notify"
        }
    }
}
