import Compiler
import Execution
import Metrics
import Plan
import Statistics
import Testing

/// What is said to have turned a decision by evidence, or by segments, is held against the interpreter over all that the
/// candidate can have answered: its smallest change that turns the decision must be the one that is found.
@Suite struct EvidenceTurnTests {
    /// What the models show in one segment, or in all.
    private struct Shown: Hashable {
        /// Of the requests that both answered: who was right.
        var pairs = PairedOutcomes()
        /// Of requests of its own, in place of pairs.
        var own: (right: Int, wrong: Int)? = nil

        static func == (left: Shown, right: Shown) -> Bool {
            left.pairs == right.pairs && left.own?.right == right.own?.right && left.own?.wrong == right.own?.wrong
        }

        func hash(into hasher: inout Hasher) { hasher.combine(pairs) }

        var right: Int { own?.right ?? pairs.both + pairs.arm }
        var wrong: Int { own?.wrong ?? pairs.other + pairs.neither }

        /// Everything that the candidate can have answered to the same requests, and in how many answers that is another.
        var others: [(shown: Shown, changed: Int)] {
            if let own {
                return (0...own.right + own.wrong).map { right in
                    (Shown(pairs: pairs, own: (right, own.right + own.wrong - right)), abs(right - own.right))
                }
            }
            let (known, missed) = (pairs.both + pairs.other, pairs.arm + pairs.neither)
            return (0...known).flatMap { both in
                (0...missed).map { arm in
                    let other = PairedOutcomes(both: both, arm: arm, other: known - both, neither: missed - arm)
                    return (Shown(pairs: other), abs(both - pairs.both) + abs(arm - pairs.arm))
                }
            }
        }
    }

    /// Shows the same in each interval, of each segment.
    private struct SegmentWorld: World {
        let program: Program
        let shown: [String: Shown]

        mutating func perform(_ effect: Effect, at now: Duration) async -> Event {
            guard case .observe(let stage, _, let interval) = effect else {
                var world = ScriptedWorld(program)
                return world.scripted(effect, at: now)
            }
            let parts = shown.sorted { $0.key < $1.key }
            var whole = evidence([])
            for (name, shown) in parts {
                let part = evidence([shown])
                let place = EvidencePart.segment(column: "region", value: name)
                whole.candidate.merge(part.candidate)
                if let baseline = part.baseline { whole.baseline?.merge(baseline) }
                if let units = part.units {
                    whole.units?.merge(units)
                    whole.units?.parts[place] = units
                }
                whole.parts[place] = part
                whole.parts[place]?.units = nil
            }
            let observed = Event.Observed(
                stage: program.stages[stage].name,
                from: interval.lowerBound,
                requests: 0..<1,
                evidence: whole
            )
            return Event(at: interval.upperBound, .observed(observed))
        }

        private func evidence(_ shown: [Shown]) -> PairedEvidence {
            let layout = program.layout(data: "iris", classes: ["a", "b"])
            var evidence = PairedEvidence(
                program.accumulatorKinds,
                units: program.unitKinds,
                layout: layout,
                hasBaseline: true
            )
            for shown in shown {
                let pairs = shown.pairs
                let candidate = batch(right: shown.right, wrong: shown.wrong)
                let baseline = batch(right: pairs.both + pairs.other, wrong: pairs.arm + pairs.neither)
                evidence.candidate.add(candidate)
                evidence.baseline?.add(baseline)
                evidence.units?.candidate.add(candidate)
                let counts = [(pairs.both, 0, 0), (pairs.arm, 0, 1), (pairs.other, 1, 0), (pairs.neither, 1, 1)]
                for (count, own, other) in counts {
                    evidence.units?.pairs?.add(candidate: Int32(own), baseline: Int32(other), actual: 0, count: count)
                }
                guard shown.own != nil else { continue }
                evidence.units?.pairs = nil
                let own = evidence.baseline
                evidence.units?.baseline = own
            }
            return evidence
        }

        private func batch(right: Int, wrong: Int) -> OutcomeBatch {
            var batch = OutcomeBatch()
            for _ in 0..<right { batch.append(predicted: 0, actual: 0, latency: 1) }
            for _ in 0..<wrong { batch.append(predicted: 1, actual: 0, latency: 1) }
            return batch
        }
    }

    private func program(_ method: String, promote: String, rollback: String) throws -> Program {
        try TestPlan.program(
            """
            planrun: 1
            name: test
            traffic:
              log:
                file: log.csv
                columns: { at: time, id: request, who: unit, model: model, said: prediction, truth: label, region: text }
              unit: user
            models: { baseline: { recorded: old }, candidate: { recorded: new } }
            evidence: { method: \(method), independent: requests }
            stages:
              - name: all
                audience: 100%
                watch: { every: 1m, for: 1m, within: 2m, min_samples: 1 }
                promote_if: ["\(promote)"]
                rollback_if: ["\(rollback)"]
            """
        )
    }

    private func run(_ program: Program, _ shown: [String: Shown]) async throws -> (String, [Event]) {
        let run = try await RecordedRun.run(program, in: SegmentWorld(program: program, shown: shown), limit: 9)
        return (try #require(run.judgements.first), run.events)
    }

    private func turn(_ events: [Event], _ program: Program) throws -> DecisionTurn? {
        let recorded = try events.map(\.line).compactMap { try DecisionReader.event($0) }
        let decisions = RunDecisions(recorded)
        let place = try #require(decisions.place(of: "1"))
        let explainer = DecisionExplainer(decisions, program: program) { RecordedConditions.condition($0) }
        let explanation = try #require(explainer.explanation(at: place))
        #expect(explanation.gates.allSatisfy { !$0.isUntold })
        return explanation.turn
    }

    // MARK: Evidence

    private func check(_ program: Program, _ shown: Shown) async throws {
        let (before, events) = try await run(program, ["": shown])
        var smallest: Int?
        for other in shown.others where other.changed > 0 && other.changed < smallest ?? .max {
            if try await run(program, ["": other.shown]).0 != before { smallest = other.changed }
        }
        let turn = try turn(events, program)
        // Where no answers turn it, more of them still may.
        guard let smallest else { return #expect(turn.map(\.changes.isEmpty) != false) }
        let change = try #require(turn?.changes.first)
        #expect(change.isOfUnits)
        let successes = try #require(change.successes)
        #expect(abs(successes - shown.right) == smallest, "\(before) \(shown) \(String(describing: turn))")
        // What it says is tried.
        var changed = shown
        if shown.own != nil {
            changed.own = (successes, shown.right + shown.wrong - successes)
        } else {
            let shared = try #require(change.pairs?.shared)
            let (all, sign) = (abs(successes - shown.right), change.isUpward ? 1 : -1)
            changed.pairs.both += sign * shared
            changed.pairs.other -= sign * shared
            changed.pairs.arm += sign * (all - shared)
            changed.pairs.neither -= sign * (all - shared)
        }
        #expect(try await run(program, ["": changed]).0 == turn?.outcome)
    }

    @Test(arguments: [
        (17, 1, 6, 6), (26, 0, 0, 4), (20, 8, 0, 2), (8, 2, 18, 2), (13, 5, 5, 7), (0, 30, 0, 0),
    ])
    func pairsAreWeighedAgain(both: Int, arm: Int, other: Int, neither: Int) async throws {
        let shown = Shown(pairs: PairedOutcomes(both: both, arm: arm, other: other, neither: neither))
        for (promote, rollback) in [
            ("accuracy >= baseline - 0.2", "accuracy < baseline - 0.1"), ("accuracy > baseline", "accuracy < baseline"),
            ("not (baseline - 0.3 > accuracy)", "2 * baseline - 2 * accuracy > 0.4"),
        ] {
            try await check(program("sequential", promote: promote, rollback: rollback), shown)
        }
    }

    @Test(arguments: [0, 21, 33, 39, 60])
    func sharesAreWeighedAgain(right: Int) async throws {
        let shown = Shown(pairs: PairedOutcomes(both: 25, neither: 25), own: (right, 60 - right))
        for (promote, rollback) in [
            ("accuracy >= 0.5", "accuracy < 0.4"), ("accuracy > baseline - 0.2", "accuracy < baseline - 0.1"),
        ] {
            try await check(program("sequential", promote: promote, rollback: rollback), shown)
        }
    }

    // MARK: Segments

    /// Every way in which three segments of a few answers each can have been answered is tried.
    @Test(arguments: [
        ("point", "accuracy by region >= 0.6", "accuracy by region < 0.2"),
        ("point", "accuracy by region >= 0.8", "not (accuracy by region > 0.3)"),
        ("point", "accuracy by region >= baseline or accuracy by region > 0.7", "accuracy by region == 0"),
        ("interval", "accuracy by region >= 0.4", "accuracy by region < 0.5"),
        ("interval", "accuracy by region > baseline - 0.5", "accuracy by region < 0.6"),
    ])
    func segmentsAreTurnedTogether(method: String, promote: String, rollback: String) async throws {
        let program = try program(method, promote: promote, rollback: rollback)
        let sizes = ["east": 8, "north": 10, "south": 6]
        func shown(_ right: [String: Int]) -> [String: Shown] {
            sizes.reduce(into: [:]) { shown, size in
                let pairs = PairedOutcomes(both: size.value / 2, neither: size.value - size.value / 2)
                shown[size.key] = Shown(pairs: pairs, own: (right[size.key] ?? 0, size.value - (right[size.key] ?? 0)))
            }
        }
        var decisions: [[String: Int]: (decision: String, events: [Event])] = [:]
        for east in 0...8 {
            for north in 0...10 {
                for south in 0...6 {
                    let right = ["east": east, "north": north, "south": south]
                    decisions[right] = try await run(program, shown(right))
                }
            }
        }
        func distance(_ one: [String: Int], _ other: [String: Int]) -> Double {
            sizes.reduce(0.0) { $0 + Double(abs((one[$1.key] ?? 0) - (other[$1.key] ?? 0))) / Double($1.value) }
        }
        for (right, found) in decisions where (7 * (right["east"] ?? 0) + (right["north"] ?? 0)).isMultiple(of: 6) {
            var smallest = Double.infinity
            for (other, instead) in decisions where instead.decision != found.decision {
                smallest = min(smallest, distance(right, other))
            }
            guard let turn = try turn(found.events, program) else {
                #expect(smallest == .infinity, "\(right) \(found.decision)")
                continue
            }
            var turned = right
            for change in turn.changes {
                guard let segment = change.reading.segment else { continue }
                turned[segment] = change.successes
            }
            #expect(abs(turn.size - smallest) < 1e-9, "\(right) \(found.decision) \(turn) \(smallest)")
            if turn.changes.allSatisfy({ $0.reading.segment != nil }) {
                #expect(decisions[turned]?.decision == turn.outcome)
            }
        }
    }
}
