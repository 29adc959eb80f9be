import Compiler
import Execution
import Metrics
import Plan
import Statistics
import Testing

/// Of evidence without counts it is said how far its estimate would have had to lie elsewhere, which limit would have turned it, and
/// how many more observations would have told. Each is applied and judged again by the judge that decided.
@Suite struct ShiftTurnTests {
    private typealias Stated = (reading: Reading, interval: MetricInterval?)

    private static func stated(
        _ metric: String,
        _ type: ValueType,
        _ value: Double,
        _ interval: (below: Double, above: Double),
        model: ModelRole = .candidate
    ) -> Stated {
        let reading = Reading(
            metric: metric,
            model: model,
            type: type,
            value: value,
            samples: 400,
            successes: nil,
            trials: nil,
            undefinedReason: nil,
            isMeasured: false
        )
        let ends = (value - interval.below, value + interval.above)
        return (reading, MetricInterval(lower: ends.0, upper: ends.1, method: .bootstrap))
    }

    /// The same with the candidate's reading of that metric elsewhere, its interval moving along.
    private func shifted(_ all: [Stated], _ metric: String, by shift: Double) -> [Stated] {
        all.map { one in
            guard one.reading.metric == metric, one.reading.model == .candidate, let value = one.reading.value,
                let interval = one.interval
            else { return one }
            let widths = (value - interval.lower, interval.upper - value)
            return Self.stated(metric, one.reading.type, value + shift, widths)
        }
    }

    private func judge(_ condition: Condition, _ text: String, _ readings: [Stated]) -> GateRecord {
        FixedJudge(AccumulatorSet([], layout: OutcomeLayout(classes: [])), readings: readings)
            .judge(condition, text: text, minimumSamples: 30, by: .interval, confidence: 0.9)
    }

    private func explained(_ record: GateRecord) throws -> ExplainedGate {
        let assessed = Event.Assessed(isLow: record.verdict == .pass, attempt: 1, attempts: 1, gates: [record])
        let recorded = try DecisionReader.event(Event(at: .zero, .assessed(assessed)).line)
        let event = try #require(recorded)
        let explainer = DecisionExplainer(RunDecisions([event]), program: nil) { RecordedConditions.condition($0) }
        return try #require(explainer.explanation(at: 0)?.gates.first)
    }

    private static let readings = [
        stated("latency.p95", .duration, 0.18, (0.021, 0.034)), stated("f1", .fraction, 0.81, (0.05, 0.03)),
        stated("mcc", .score, 0.42, (0.08, 0.11)), stated("f1", .fraction, 0.84, (0.04, 0.05), model: .baseline),
        stated("latency.p95", .duration, 0.16, (0.01, 0.02), model: .baseline),
    ]

    static let conditions = [
        "latency.p95 < 0.2s", "latency.p95 <= 0.25s", "latency.p95 < 0.15s", "not (latency.p95 >= 0.19s)",
        "f1 >= 0.8", "f1 > 0.74", "0.9 <= f1", "f1 >= baseline - 0.05", "f1 + 0.12 >= baseline", "f1 < baseline + 0.2",
        "2 * mcc >= 0.9", "mcc / 2 < 0.3", "mcc > 0.2 and f1 > 0.7", "mcc > 0.45 or f1 > 0.85",
        "latency.p95 <= 1.2 * baseline", "f1 + mcc > 1.2", "f1 + mcc >= 1", "2 of (f1 > 0.7, mcc > 0.4, f1 < 0.9)",
    ]

    /// As far as said the verdict is what was said, and nearly as far it is not yet.
    @Test(arguments: conditions) func whatIsSaidTurnsAGateAndNothingLessDoes(text: String) throws {
        let condition = try #require(RecordedConditions.condition(text))
        let record = judge(condition, text, Self.readings)
        let gate = try explained(record)
        #expect(gate.isWeighed && !gate.isUntold)
        let changes = try #require(gate.turn)
        #expect(!changes.isEmpty)
        func verdict(part: Double) -> GateRecord.Verdict {
            let readings = changes.reduce(Self.readings) {
                shifted($0, $1.reading.metric, by: part * ($1.turningValue - ($1.reading.value ?? 0)))
            }
            return judge(condition, text, readings).verdict
        }
        #expect(changes.allSatisfy { $0.keepsSpread })
        #expect(verdict(part: 1) == gate.turnedVerdict, "\(text): \(changes)")
        #expect(verdict(part: 0.999) != gate.turnedVerdict, "\(text): \(changes)")
    }

    @Test(arguments: conditions) func anotherLimitTurnsAGateAndNothingLessDoes(text: String) throws {
        let condition = try #require(RecordedConditions.condition(text))
        let record = judge(condition, text, Self.readings)
        let gate = try explained(record)
        let turn = try #require(gate.limitTurn)
        func verdict(part: Double) -> GateRecord.Verdict {
            judge(condition.raising(turn.comparison, by: part * turn.turningRise), text, Self.readings).verdict
        }
        #expect(verdict(part: 1) == gate.turnedVerdict, "\(text): \(turn)")
        #expect(verdict(part: 0.999) != gate.turnedVerdict, "\(text): \(turn)")
    }

    /// A product has no interval that moves along with one of its parts; a limit that would have turned it there is.
    @Test func whatAProductWouldHaveMadeOfOtherValuesIsNotSaid() throws {
        let text = "f1 * mcc > 0.3"
        let condition = try #require(RecordedConditions.condition(text))
        let record = judge(condition, text, Self.readings)
        let gate = try explained(record)
        #expect(record.verdict == .inconclusive && gate.isUntold && gate.turn == nil)
        let turn = try #require(gate.limitTurn)
        #expect(judge(condition.raising(0, by: turn.turningRise), text, Self.readings).verdict == .pass)
        #expect(judge(condition.raising(0, by: turn.turningRise * 0.999), text, Self.readings).verdict == .inconclusive)
    }

    /// No value of a share is above 1, whatever its spread.
    @Test func aValueThatAMetricCannotHaveIsNotSaid() throws {
        let text = "f1 > 0.98"
        let condition = try #require(RecordedConditions.condition(text))
        let gate = try explained(judge(condition, text, Self.readings))
        #expect(gate.record.verdict == .fail && gate.turn == nil && gate.limitTurn != nil)
    }

    // MARK: Latencies

    /// Shows so many latencies in milliseconds, evenly spread, each of a unit of its own.
    private struct LatencyWorld: World {
        let program: Program
        let count: Int
        let from: Double

        mutating func perform(_ effect: Effect, at now: Duration) async -> Event {
            guard case .observe(let stage, _, let interval) = effect else {
                var world = ScriptedWorld(program)
                return world.scripted(effect, at: now)
            }
            var batch = OutcomeBatch()
            for index in 0..<count {
                let milliseconds = from + 40 * Double(index) / Double(count)
                batch.append(predicted: 0, actual: 0, latency: Int64(milliseconds * 1e6))
            }
            var evidence = PairedEvidence(
                program.accumulatorKinds,
                units: program.unitKinds,
                layout: program.layout(data: "iris", classes: ["setosa", "versicolor", "virginica"]),
                hasBaseline: true
            )
            evidence.candidate.add(batch)
            evidence.baseline?.add(batch)
            evidence.units?.candidate.add(batch)
            let observed = Event.Observed(
                stage: program.stages[stage].name,
                from: interval.lowerBound,
                requests: 0..<1,
                evidence: evidence
            )
            return Event(at: interval.upperBound, .observed(observed))
        }
    }

    private func gate(_ method: String, _ condition: String, count: Int, from: Double) async throws -> ExplainedGate {
        let program = try TestPlan.oneStage(
            """
            watch: { every: 1m, for: 1m, within: 2m, min_samples: 1 }
            promote_if: [{ if: \(condition), evidence: \(method) }]
            """
        )
        let run = try await RecordedRun.run(
            program,
            in: LatencyWorld(program: program, count: count, from: from),
            limit: 9
        )
        let recorded = try run.events.map(\.line).compactMap { try DecisionReader.event($0) }
        let decisions = RunDecisions(recorded)
        let explainer = DecisionExplainer(decisions, program: program) { RecordedConditions.condition($0) }
        let place = try #require(decisions.place(of: "1"))
        return try #require(explainer.explanation(at: place)?.gates.first)
    }

    /// All latencies are shifted by what was said, within the sketch's error, which is half a percent of 200 ms.
    @Test(arguments: ["interval", "sequential"], [("<", 230.0), ("<", 160.0), (">", 205.0)])
    func latenciesAreShifted(method: String, to limit: (relation: String, milliseconds: Double)) async throws {
        let condition = "latency.p50 \(limit.relation) \(Int(limit.milliseconds))ms"
        let before = try await gate(method, condition, count: 600, from: 180)
        let change = try #require(before.turn?.first)
        #expect(change.keepsSpread && change.isOfUnits == (method == "sequential"))
        let shift = 1000 * (change.turningValue - (change.reading.value ?? 0))
        #expect(abs(shift) > 3)
        let slack = shift > 0 ? 2.0 : -2
        let turned = try await gate(method, condition, count: 600, from: 180 + shift + slack)
        #expect(turned.record.verdict == before.turnedVerdict, "\(condition) \(shift)")
        let less = try await gate(method, condition, count: 600, from: 180 + shift - slack)
        #expect(less.record.verdict != before.turnedVerdict, "\(condition) \(shift)")
    }

    /// What is said to tell with so many more observations does, and half as many do not.
    @Test(arguments: ["interval", "sequential"]) func moreLatenciesTell(method: String) async throws {
        let condition = "latency.p50 < 201ms"
        let before = try await gate(method, condition, count: 300, from: 180)
        #expect(before.record.verdict == .inconclusive)
        let more = try #require(before.observationTurn)
        #expect(more.verdict == .pass && more.count > 150)
        func verdict(_ more: Int) async throws -> GateRecord.Verdict {
            try await gate(method, condition, count: 300 + more, from: 180).record.verdict
        }
        #expect(try await verdict(more.count * 5 / 4) == .pass)
        #expect(try await verdict(more.count / 2) == .inconclusive)
    }
}

extension Condition {
    /// The same with the right side of one of its comparisons greater by so much.
    fileprivate func raising(_ place: Int, by rise: Double) -> Condition {
        var next = 0
        func raised(_ condition: Condition) -> Condition {
            switch condition {
            case .comparison(let comparison):
                defer { next += 1 }
                guard next == place else { return condition }
                let right = Expression.binary(.plus, comparison.right, .constant(rise, .score))
                return .comparison(Comparison(comparison.left, comparison.relation, right))
            case .not(let condition): return .not(raised(condition))
            case .atLeast(let count, let conditions): return .atLeast(count, of: conditions.map(raised))
            }
        }
        return raised(self)
    }
}
