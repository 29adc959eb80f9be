import Classifiers
import Metrics
package import Plan
import Statistics

/// All that simulated releases of one program have in common: what its data, models and audiences come to, measured once.
package struct SimulationModel: Sendable {
    /// How one attempt's candidate and the baseline answer the rows that requests are drawn from.
    struct Answers: Sendable {
        let table: AnswerTable
        let candidateLatencies: [Int64]
        let baselineLatencies: [Int64]
    }

    /// What a stage's observations are drawn by.
    final class Stage: Sendable {
        let units: Int
        /// Of the requests that come, how many are of units that have the candidate.
        let share: TabledBinomialLaw
        /// How many requests of theirs usually come in an interval; nil where that varies too much.
        let usualCounts: ClosedRange<Int>?
        let isShadow: Bool
        let feedback: SimulatedFeedback
        /// The accumulators that somebody reads there, or may read of it later.
        let kinds: [any Accumulator.Type]
        /// Those that count each unit once; nil where nobody looks at them.
        let unitKinds: [any Accumulator.Type]?
        /// No evidence of them yet.
        let nothing: PairedEvidence
        let readsLatency: Bool
        /// Whether nobody reads more of the answers than which are right.
        let readsOnlyWhatIsRight: Bool

        init(
            units: Int,
            share: TabledBinomialLaw,
            usualCounts: ClosedRange<Int>?,
            isShadow: Bool,
            feedback: SimulatedFeedback,
            kinds: [any Accumulator.Type],
            unitKinds: [any Accumulator.Type]?,
            nothing: PairedEvidence,
            readsLatency: Bool,
            readsOnlyWhatIsRight: Bool
        ) {
            self.units = units
            self.share = share
            self.usualCounts = usualCounts
            self.isShadow = isShadow
            self.feedback = feedback
            self.kinds = kinds
            self.unitKinds = unitKinds
            self.nothing = nothing
            self.readsLatency = readsLatency
            self.readsOnlyWhatIsRight = readsOnlyWhatIsRight
        }

        fileprivate var copied: Stage {
            // An array that is mapped is another.
            let layout = OutcomeLayout(
                classes: nothing.candidate.layout.classes.map { $0 },
                positive: nothing.candidate.layout.positive,
                categories: nothing.candidate.layout.categories.map { $0 }
            )
            return Stage(
                units: units,
                share: share.copied,
                usualCounts: usualCounts,
                isShadow: isShadow,
                feedback: feedback.copied,
                kinds: kinds,
                unitKinds: unitKinds,
                nothing: PairedEvidence(
                    kinds,
                    units: unitKinds,
                    layout: layout,
                    hasBaseline: nothing.baseline != nil
                ),
                readsLatency: readsLatency,
                readsOnlyWhatIsRight: readsOnlyWhatIsRight
            )
        }
    }

    package let program: Program
    let rate: Rate
    let allUnits: Int
    let layout: OutcomeLayout
    private(set) var stages: [Stage]
    /// By attempt, counted from 1.
    let answers: [Answers]
    let feedback: [ReplayFeedback.Entry]
    /// The answers to effects whose outcome does not change from run to run.
    let fixed: [Effect: Event]

    /// How often rows are answered for the sake of their latency: few rows several times.
    private static let measuredAnswers = 2000
    private static let mostRounds = 9

    /// Reads the data, trains every recipe and lets the models answer the rows.
    package static func measure(
        _ program: Program,
        folder: String,
        threads: Int
    ) async throws(SimulationError) -> SimulationModel {
        do throws(ReplayError) {
            return try await SimulationModel(program, folder: folder, threads: threads)
        } catch {
            throw .unprepared(error.problem)
        }
    }

    private init(_ program: Program, folder: String, threads: Int) async throws(ReplayError) {
        guard let traffic = program.traffic, let replay = traffic.replay, let rate = traffic.rate else {
            throw ReplayError("the program has no traffic to replay")
        }
        if let metric = program.metrics.first(where: { $0.segment != nil }) {
            throw ReplayError("`\(metric.text)` is of segments, and releases are simulated as a whole only")
        }
        self.program = program
        self.rate = rate
        var world = ReplayWorld(program: program, folder: folder, notifiers: [:], threads: threads)
        fixed = try await Self.fixed(program, &world)
        guard case .prepared(let prepared) = fixed[.prepare(data: replay.rows.data)]?.payload else {
            throw ReplayError("the program does not prepare the data that requests are drawn from")
        }
        guard !prepared.classes.isEmpty else {
            throw ReplayError("the models predict numbers, and releases are simulated by the shares of classes only")
        }
        let layout = program.layout(data: replay.rows.data, classes: prepared.classes)
        self.layout = layout
        var answers: [Answers] = []
        for attempt in 1...program.attempts {
            answers.append(try await Self.answers(program, replay.rows, attempt, layout, &world))
        }
        self.answers = answers
        let audience = ReplayAudience(program: program)
        let entries = try ReplayFeedback(program: program, folder: folder, audience: audience).entries
        feedback = entries
        allUnits = audience.units.count
        stages = program.stages.indices.map { index in
            let members = audience.members(stage: index)
            let units = members.count { $0 }
            let read = program.metricNames(readFrom: index)
            let arriving = rate.count(before: program.stages[index].every)
            let kinds = MetricRegistry.accumulatorKinds(for: read.union(["requests"]))
            return Stage(
                units: units,
                share: TabledBinomialLaw(
                    probability: Double(units) / Double(max(1, members.count)),
                    counts: [arriving...arriving]
                ),
                usualCounts: Self.usualCounts(arriving, Double(units) / Double(max(1, members.count))),
                isShadow: program.isShadow(stage: index),
                feedback: SimulatedFeedback(entries, members: members),
                kinds: kinds,
                unitKinds: program.unitKinds,
                nothing: PairedEvidence(
                    kinds,
                    units: program.unitKinds,
                    layout: layout,
                    hasBaseline: program.model(.baseline) != nil
                ),
                readsLatency: read.contains { name in
                    MetricRegistry.metric(named: name)?.accumulators.contains { $0 == LatencySketch.self } ?? false
                },
                readsOnlyWhatIsRight: read.allSatisfy { name in
                    guard let metric = MetricRegistry.metric(named: name) else { return false }
                    let isOfAnswers = metric.accumulators.contains { $0 == ConfusionMatrix.self }
                    return !isOfAnswers || metric.readsOnlyWhatIsRight
                }
            )
        }
    }

    /// The same for another thread: threads that refer to one object wait for each other to count the references.
    var copied: SimulationModel {
        var copy = self
        copy.stages = stages.map(\.copied)
        return copy
    }

    /// The numbers of requests of an interval that tables are worth making for.
    var usualCounts: [ClosedRange<Int>] { stages.compactMap(\.usualCounts) }

    private static let mostTables = 300

    /// Within five standard deviations of the mean.
    private static func usualCounts(_ arriving: Int, _ share: Double) -> ClosedRange<Int>? {
        let mean = Double(arriving) * share
        let spread = 5 * (mean * (1 - share)).squareRoot()
        let range = max(0, Int(mean - spread))...min(arriving, Int((mean + spread).rounded(.up)))
        return range.count <= mostTables ? range : nil
    }

    /// What reading, learning and assessing come to: the same in every run.
    private static func fixed(
        _ program: Program,
        _ world: inout ReplayWorld
    ) async throws(ReplayError) -> [Effect: Event] {
        var effects: [Effect] = []
        for step in program.steps {
            switch step.action {
            case .prepare(let data): effects.append(.prepare(data: data))
            case .train(.baseline): effects.append(.train(.baseline, attempt: 1))
            case .train(.candidate): effects += (1...program.attempts).map { .train(.candidate, attempt: $0) }
            case .load(let role): effects.append(.load(role))
            case .assess: effects += (1...program.attempts).map { .evaluate(attempt: $0) }
            default: break
            }
        }
        var events: [Effect: Event] = [:]
        for effect in effects {
            let event = await world.perform(effect, at: .zero)
            if case .failed(let failure) = event.payload { throw ReplayError(failure.problem) }
            events[effect] = event
        }
        return events
    }

    private static func answers(
        _ program: Program,
        _ rows: DataSelection,
        _ attempt: Int,
        _ layout: OutcomeLayout,
        _ world: inout ReplayWorld
    ) async throws(ReplayError) -> Answers {
        let first = try await world.answers(over: rows, attempt: attempt)
        let table = AnswerTable(first, classes: layout.classes)
        guard program.accumulatorKinds.contains(where: { $0 == LatencySketch.self }) else {
            return Answers(table: table, candidateLatencies: [], baselineLatencies: [])
        }
        var rounds = [first]
        let wanted = min(mostRounds, measuredAnswers / max(1, first.count) + 1)
        while rounds.count < wanted { rounds.append(try await world.answers(over: rows, attempt: attempt)) }
        // The middle of each row's times, so that what the machine did besides is left out.
        let middle = first.indices.map { index in rounds.map { $0[index].latency }.sorted()[rounds.count / 2] }
        func latencies(_ role: ModelRole) -> [Int64] {
            first.indices.filter { first[$0].model == role }.map { middle[$0] }
        }
        return Answers(
            table: table,
            candidateLatencies: latencies(.candidate),
            baselineLatencies: latencies(.baseline)
        )
    }
}

extension Program {
    /// The metrics that are read in a stage, or of it later by way of a window.
    fileprivate func metricNames(readFrom index: Int) -> Set<String> {
        let gates = stages[index].promoteIf + stages[index].rollbackIf
        let later = stages[index...].flatMap { ($0.promoteIf + $0.rollbackIf).flatMap(\.condition.metrics) }
        let references =
            gates.flatMap(\.condition.metrics) + later.filter { $0.window != nil }
            + alerts.flatMap { $0.condition.metrics + $0.message.metrics }
        return Set(references.map(\.name))
    }
}
