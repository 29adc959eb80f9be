import Compiler
import Execution
import Metrics
import Plan
import Testing

/// Where one gate reads all answers and another what each unit was shown once, an answer that both read counts once in what
/// would have turned a decision. The oracle is the interpreter, over all that the candidate can have answered.
@Suite struct LinkedTurnTests {
    /// What units were shown first, and what they were shown besides.
    private struct Shown: Hashable {
        var first: Int
        var rest: Int

        static let firsts = 30
        var rests: Int

        /// Outcomes of units count by their share, others by their share of all.
        func distance(to other: Shown) -> Double {
            Double(abs(first - other.first)) / Double(Self.firsts)
                + Double(abs(rest - other.rest)) / Double(Self.firsts + rests)
        }
    }

    private struct UnitWorld: World {
        let program: Program
        let shown: Shown

        mutating func perform(_ effect: Effect, at now: Duration) async -> Event {
            guard case .observe(let stage, _, let interval) = effect else {
                var world = ScriptedWorld(program)
                return world.scripted(effect, at: now)
            }
            var evidence = PairedEvidence(
                program.accumulatorKinds,
                units: program.unitKinds,
                layout: program.layout(data: "iris", classes: ["a", "b"]),
                hasBaseline: false
            )
            let first = batch(right: shown.first, of: Shown.firsts)
            evidence.candidate.add(first)
            evidence.units?.candidate.add(first)
            evidence.candidate.add(batch(right: shown.rest, of: shown.rests))
            let observed = Event.Observed(
                stage: program.stages[stage].name,
                from: interval.lowerBound,
                requests: 0..<1,
                evidence: evidence
            )
            return Event(at: interval.upperBound, .observed(observed))
        }

        private func batch(right: Int, of all: Int) -> OutcomeBatch {
            var batch = OutcomeBatch()
            for index in 0..<all { batch.append(predicted: index < right ? 0 : 1, actual: 0, latency: 1) }
            return batch
        }
    }

    private func run(_ program: Program, _ shown: Shown) async throws -> (decision: String, events: [Event]) {
        let run = try await RecordedRun.run(program, in: UnitWorld(program: program, shown: shown), limit: 9)
        return (try #require(run.judgements.first), run.events)
    }

    private func explanation(_ events: [Event], _ program: Program) throws -> DecisionExplanation {
        let recorded = try events.map(\.line).compactMap { try DecisionReader.event($0) }
        let decisions = RunDecisions(recorded)
        let explainer = DecisionExplainer(decisions, program: program) { RecordedConditions.condition($0) }
        let place = try #require(decisions.place(of: "1"))
        return try #require(explainer.explanation(at: place))
    }

    @Test(arguments: [0, 12], [("accuracy >= 0.6", "accuracy < 0.7"), ("accuracy >= 0.5", "accuracy > 0.8")])
    func anAnswerThatBothReadCountsOnce(rests: Int, gates: (promote: String, rollback: String)) async throws {
        let program = try TestPlan.program(
            """
            planrun: 1
            name: test
            traffic:
              log:
                file: log.csv
                columns: { at: time, id: request, who: unit, model: model, said: prediction, truth: label }
              unit: user
            models: { candidate: { recorded: new } }
            stages:
              - name: all
                audience: 100%
                watch: { every: 1m, for: 1m, within: 2m, min_samples: 1 }
                promote_if: [{ if: \(gates.promote), evidence: sequential }]
                rollback_if: [{ if: \(gates.rollback), evidence: point }]
            """
        )
        var decisions: [Shown: (decision: String, events: [Event])] = [:]
        for first in 0...Shown.firsts {
            for rest in 0...rests {
                let shown = Shown(first: first, rest: rest, rests: rests)
                decisions[shown] = try await run(program, shown)
            }
        }
        for (shown, found) in decisions where (shown.first + 3 * shown.rest).isMultiple(of: 4) {
            let others = decisions.filter { $0.value.decision != found.decision }.keys
            let smallest = others.map { shown.distance(to: $0) }.min()
            let turn = try explanation(found.events, program).turn
            guard let smallest else {
                #expect(turn == nil)
                continue
            }
            let changes = try #require(turn?.changes)
            #expect(turn?.unanswered.isEmpty == true)
            // What is said is applied.
            let first = changes.first { $0.isOfUnits }.map { Int($0.movement) } ?? 0
            let all = changes.first { !$0.isOfUnits }.map { Int($0.movement) } ?? first
            var changed = shown
            // Where it makes no difference whether units are among them, that is not said.
            changed.rest = min(max(0, shown.rest + all - first), rests)
            changed.first += first + (shown.rest + all - first - changed.rest)
            #expect(decisions[changed]?.decision == turn?.outcome, "\(shown) \(changes)")
            #expect(abs(shown.distance(to: changed) - smallest) < 1e-9, "\(shown) \(changed) \(smallest)")
            #expect(changes.count == 1 || all != first)
        }
    }

    /// What is said to tell with so many more observations does with as many, and not with one less.
    @Test(arguments: [14, 17, 20, 21]) func moreOutcomesTell(right: Int) async throws {
        let program = try TestPlan.oneStage(
            """
            watch: { every: 1m, for: 1m, within: 2m, min_samples: 1 }
            promote_if: [{ if: accuracy >= 0.6, evidence: interval }]
            """
        )
        func verdict(_ count: Int) async throws -> (GateRecord.Verdict, [Event]) {
            let right = Int((Double(right) / 30 * Double(count)).rounded())
            let interval = ScriptedWorld.Interval(candidate: (right, count - right))
            let events = try await RecordedRun.run(program, in: ScriptedWorld(program, [interval]), limit: 9).events
            let gate = try explanation(events, program).gates.first
            return (try #require(gate?.record.verdict), events)
        }
        let (before, events) = try await verdict(30)
        try #require(before == .inconclusive)
        let gate = try explanation(events, program).gates.first
        let turn = try #require(gate?.observationTurn)
        #expect(try await verdict(30 + turn.count).0 == turn.verdict)
        #expect(turn.verdict == (right > 18 ? .pass : .fail))
        #expect(try await verdict(29 + turn.count).0 == .inconclusive)
    }
}
