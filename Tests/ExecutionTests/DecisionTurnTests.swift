import Compiler
import Execution
import Metrics
import Plan
import Statistics
import Testing

/// What an explanation says would have turned a decision is tried: the evidence is changed so, and judged again.
///
/// The oracle is the interpreter: every count of right answers and of negative ratings is judged, and the smallest change
/// among those that turn the decision is the one that the explanation must have found.
@Suite struct DecisionTurnTests {
    /// What the models show in the one interval of a run.
    private struct Shown {
        var right: Int
        var negative: Int

        static let answers = 20
        static let ratings = 8

        var interval: ScriptedWorld.Interval {
            var interval = ScriptedWorld.Interval(candidate: (right, Self.answers - right), baseline: (15, 5))
            interval.ratings =
                Array(repeating: 1, count: negative) + Array(repeating: 5, count: Self.ratings - negative)
            return interval
        }

        /// How far it is from another, as explanations measure it.
        func distance(to other: Shown) -> Double {
            Double(abs(right - other.right)) / Double(Self.answers)
                + Double(abs(negative - other.negative)) / Double(Self.ratings)
        }
    }

    /// Conditions by chance: comparisons of two metrics, joined in all the ways there are.
    private struct Conditions {
        var random: SplitMix64

        mutating func comparison() -> String {
            let relation = ["<", "<=", ">", ">=", "==", "!="][random.next(below: 6)]
            switch random.next(below: 4) {
            case 0: return "accuracy \(relation) 0.\(random.next(below: 8) + 1)3"
            case 1: return "accuracy \(relation) baseline - 0.\(random.next(below: 4))4"
            case 2: return "feedback.negative \(relation) 0.\(random.next(below: 8) + 1)2"
            default: return "0.\(random.next(below: 8) + 1) \(relation) feedback.negative * 0.9"
            }
        }

        mutating func condition(depth: Int = 2) -> String {
            guard depth > 0 else { return comparison() }
            switch random.next(below: 5) {
            case 0: return "(\(condition(depth: depth - 1)) and \(condition(depth: depth - 1)))"
            case 1: return "(\(condition(depth: depth - 1)) or \(condition(depth: depth - 1)))"
            case 2: return "not (\(condition(depth: depth - 1)))"
            case 3: return "2 of (\(comparison()), \(comparison()), \(comparison()))"
            default: return comparison()
            }
        }
    }

    private func events(_ program: Program, _ shown: Shown) async throws -> [Event] {
        try await RecordedRun.run(program, in: ScriptedWorld(program, [shown.interval])).events
    }

    private func decision(_ events: [Event]) -> Event.Judged.Decision? {
        for case .judged(let judged) in events.map(\.payload) { return judged.decision }
        return nil
    }

    private func explanation(_ events: [Event], _ program: Program?) throws -> DecisionExplanation {
        // As from the journal: what was decided, and no evidence.
        let recorded = try events.map(\.line).compactMap { try DecisionReader.event($0) }
        let decisions = RunDecisions(recorded)
        let place = try #require(decisions.place(of: "1"))
        let explainer = DecisionExplainer(decisions, program: program) { RecordedConditions.condition($0) }
        return try #require(explainer.explanation(at: place))
    }

    /// Nil where the compiler has proved that the conditions say nothing, or contradict each other.
    private func program(promote: [String], rollback: [String]) throws -> Program? {
        func list(_ key: String, _ conditions: [String]) -> String {
            conditions.isEmpty ? "" : "\(key):\n" + conditions.map { "  - '\($0)'\n" }.joined()
        }
        return try TestPlan.compiledOneStage(
            """
            watch: { every: 1m, for: 1m, within: 1m, min_samples: 1 }
            \(list("promote_if", promote))
            \(list("rollback_if", rollback))
            """,
            rest: "feedback: { from: data/f.jsonl, negative_below: 3 }"
        ).program
    }

    /// Gates that intervals decide are weighed again: over every count there can be, the smallest change is the one found.
    @Test(arguments: [
        ("accuracy >= 0.6", "accuracy < 0.5", 17), ("accuracy >= 0.6", "accuracy < 0.5", 14),
        ("accuracy >= 0.6", "accuracy < 0.5", 3), ("accuracy > baseline - 0.3", "accuracy < baseline - 0.1", 15),
        ("accuracy > baseline - 0.3", "accuracy < baseline - 0.1", 5), ("not (accuracy < 0.7)", "0.4 > accuracy", 20),
        ("accuracy * 2 >= 1.1", "accuracy < 0.2", 9),
    ])
    func whatIntervalsDecideIsWeighedAgain(promote: String, rollback: String, right: Int) async throws {
        let program = try TestPlan.oneStage(
            """
            watch: { every: 1m, for: 1m, within: 2m, min_samples: 1 }
            promote_if: [{ if: '\(promote)', evidence: interval }]
            rollback_if: [{ if: '\(rollback)', evidence: interval }]
            """
        )
        let shown = Shown(right: right, negative: 0)
        let events = try await events(program, shown)
        let before = try #require(decision(events))
        var smallest: Double?
        for other in 0...Shown.answers {
            let other = Shown(right: other, negative: 0)
            guard try await decision(self.events(program, other)) != before else { continue }
            smallest = min(smallest ?? .infinity, shown.distance(to: other))
        }
        for known in [program, nil] {
            let explanation = try explanation(events, known)
            #expect(explanation.gates.allSatisfy { $0.isWeighed && !$0.isUntold })
            guard known != nil else { continue }
            let size = try #require(smallest)
            let found = try #require(explanation.turn)
            #expect(abs(found.size - size) < 1e-9)
            let successes = try #require(found.changes.first?.successes)
            let turned = try await decision(self.events(program, Shown(right: successes, negative: 0)))
            #expect(turned?.rawValue == found.outcome)
        }
    }

    @Test(arguments: 0..<30) func theSmallestChangeIsTheSmallest(seed: Int) async throws {
        var conditions = Conditions(random: SplitMix64(seed: UInt64(seed)))
        var program: Program?
        while program == nil {
            let promote = [conditions.condition(), conditions.condition(depth: 1)]
            let rollback = seed.isMultiple(of: 2) ? [conditions.condition(depth: 1)] : []
            program = try self.program(promote: promote, rollback: rollback)
        }
        guard let program else { return }
        let shown = Shown(
            right: conditions.random.next(below: Shown.answers + 1),
            negative: conditions.random.next(below: Shown.ratings + 1)
        )
        let events = try await events(program, shown)
        let before = try #require(decision(events))
        var smallest: Double?
        for right in 0...Shown.answers {
            for negative in 0...Shown.ratings {
                let other = Shown(right: right, negative: negative)
                guard try await decision(self.events(program, other)) != before else { continue }
                smallest = min(smallest ?? .infinity, shown.distance(to: other))
            }
        }
        let turn = try explanation(events, program).turn
        guard let smallest else { return #expect(turn == nil) }
        let found = try #require(turn)
        #expect(abs(found.size - smallest) < 1e-9, "\(program.stages[0]) \(shown) \(found)")
        var changed = shown
        for change in found.changes {
            let successes = try #require(change.successes)
            if change.reading.metric == "accuracy" { changed.right = successes } else { changed.negative = successes }
        }
        #expect(try await decision(self.events(program, changed))?.rawValue == found.outcome)
    }
}
