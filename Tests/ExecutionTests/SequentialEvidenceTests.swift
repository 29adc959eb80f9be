import Execution
import Metrics
import Plan
import Providers
import Statistics
import Testing

/// Gates that may be looked at as often as one likes, over units that count once.
@Suite struct SequentialEvidenceTests {
    private typealias Interval = ScriptedWorld.Interval

    private func run(_ stage: String, _ intervals: [Interval], rest: String = "") async throws -> RecordedRun {
        let program = try TestPlan.oneStage(stage, rest: rest)
        return try await RecordedRun.run(program, in: ScriptedWorld(program, intervals))
    }

    private func evidence(_ run: RecordedRun) throws -> EvidenceRecord {
        let judged = try #require(run.lastJudgement)
        let comparisons = (judged.promoteIf + judged.rollbackIf).lazy.flatMap(\.comparisons)
        return try #require(comparisons.compactMap(\.evidence).first)
    }

    /// Each minute 3 pairs are better, 2 worse and 95 the same. By the formula in plain Python, the logarithm of the stake
    /// against a margin of 0.03 is 2.242692 after three minutes and 3.390033 after four; ln 20 is 2.995732.
    @Test func nonInferiorityIsShownByPairs() async throws {
        let run = try await run(
            """
            watch: { every: 1m, for: 1m, within: 10m }
            promote_if: [{ if: accuracy >= baseline - 0.03, evidence: sequential }]
            """,
            [Interval(pairs: (candidate: 3, baseline: 2, both: 90, neither: 5))]
        )
        #expect(run.judgements == ["go_on", "go_on", "go_on", "promote"])
        let evidence = try evidence(run)
        #expect(evidence.method == .sequential)
        #expect(evidence.observations == 400)
        #expect((evidence.lower ?? -1) >= 0)
    }

    /// Each minute 9 pairs are worse, 1 better and 90 the same: the stake on harm is 1.755554 after one minute and 4.826583
    /// after two.
    @Test func harmIsShownByPairs() async throws {
        let run = try await run(
            """
            watch: { every: 1m, for: 9m, within: 10m }
            promote_if: [{ if: accuracy >= 0.5, evidence: point }]
            rollback_if: [{ if: accuracy < baseline, evidence: sequential }]
            """,
            [Interval(pairs: (candidate: 1, baseline: 9, both: 85, neither: 5))]
        )
        #expect(run.judgements == ["go_on", "rollback"])
        #expect(run.outcome == .rolledBack)
    }

    /// 95 of 100 right each minute: the lower end of the beta-binomial sequence tuned for 1000 at 5% is 0.925150 after nine
    /// minutes and 0.926589 after ten.
    @Test func oneModelIsHeldAgainstANumber() async throws {
        let run = try await run(
            """
            watch: { every: 1m, for: 1m, within: 20m }
            promote_if: [{ if: accuracy >= 0.926, evidence: sequential }]
            """,
            [Interval()],
            // The plan's 100 users could not show it, counted once each.
            rest: "evidence: { method: point, independent: requests }"
        )
        #expect(run.judgements.count == 10)
        #expect(run.outcome == .released)
        #expect(abs((try evidence(run).lower ?? 0) - (0.926589 - 0.926)) < 1e-6)
    }

    /// What the first stage has shown need not be shown again in the second.
    @Test func evidenceIsCarriedAcrossStages() async throws {
        let program = try TestPlan.program(
            """
            planrun: 1
            name: test
            data:
              iris: { csv: data/iris.csv, label: species, split: { test: 20%, seed: 42, stratify: true } }
            models:
              baseline: { majority_class: {}, train: iris.train }
              candidate: { majority_class: {}, train: iris.train }
            traffic: { replay: iris.test, rate: 100/m, users: 100 }
            evidence: { method: sequential }
            stages:
              - name: few
                audience: 50%
                watch: { every: 1m, for: 1m, within: 10m }
                promote_if: [accuracy >= baseline - 0.03]
              - name: all
                audience: 100%
                watch: { every: 1m, for: 1m, within: 10m }
                promote_if: [accuracy >= baseline - 0.03]
            """
        )
        let world = ScriptedWorld(program, [Interval(pairs: (candidate: 3, baseline: 2, both: 90, neither: 5))])
        let run = try await RecordedRun.run(program, in: world)
        #expect(run.judgements == ["go_on", "go_on", "go_on", "promote", "promote"])
        #expect(try evidence(run).observations == 500)
    }

    @Test func theBaselineNeedsAPair() throws {
        for (condition, problem) in [
            (
                "precision[setosa] >= baseline",
                "there is no sequential evidence for `precision[setosa]` against the baseline"
            ),
            ("accuracy >= baseline * 0.9", "there is no sequential evidence for such a comparison"),
            ("accuracy over 5m >= 0.9", "there is no sequential evidence for a window"),
            ("recall >= 0.9", "there is no sequential evidence for `recall`"),
            ("latency.mean < 1s", "there is no sequential evidence for `latency.mean`"),
        ] {
            let (_, errors) = try TestPlan.compiledOneStage(
                """
                watch: { every: 1m, for: 10m }
                promote_if: [{ if: "\(condition)", evidence: sequential }]
                """
            )
            #expect(errors == [problem])
        }
    }

    // MARK: Real requests

    private func irisProgram(_ independent: String) throws -> Program {
        try TestPlan.program(irisText(independent))
    }

    private func irisText(_ independent: String) -> String {
        """
        planrun: 1
        name: test
        data:
          iris: { csv: data/iris.csv, label: species, split: { test: 20%, seed: 42, stratify: true } }
        models:
          baseline: { decision_tree: { max_depth: 2, seed: 42 }, train: iris.train }
          candidate: { decision_tree: { seed: 42 }, train: iris.train }
        traffic: { replay: iris.test, rate: 60/m, users: 400, seed: 7 }
        evidence: { method: sequential, independent: \(independent) }
        stages:
          - name: few
            audience: 25%
            watch: { every: 1m, for: 5m }
            promote_if: [{ if: accuracy >= 0.5, evidence: point }]
          - name: all
            audience: 100%
            watch: { every: 1m, for: 10m, within: 10m }
            promote_if: [accuracy >= baseline - 0.5, latency.p95 < 60s]
        """
    }

    private func world(_ program: Program, past: [Event] = []) -> ReplayWorld {
        ReplayWorld(program: program, folder: ReplayTests.plans, notifiers: [:], past: past)
    }

    private func unitCounts(_ run: RecordedRun) -> [Int] {
        run.events.compactMap { event in
            guard case .observed(let observed) = event.payload, let pairs = observed.evidence?.units?.pairs else {
                return nil
            }
            let counts = pairs.right(about: nil).counts
            return counts.worse + counts.same + counts.better
        }
    }

    /// What was counted in another way, or not at all, says nothing of what would have been decided.
    @Test func recordsWithoutTheEvidenceAreNotJudged() async throws {
        let program = try irisProgram("units")
        let run = try await RecordedRun.run(program, in: world(program))
        let records = run.events.map(\.line)
        #expect(RunReplay(records, by: program).isAlike)
        guard case .unreadable = RunReplay(records, by: try irisProgram("requests")).end else {
            Issue.record("units were taken for requests")
            return
        }
        let bare = try TestPlan.program(irisText("units").replacing("method: sequential", with: "method: point"))
        let other = try await RecordedRun.run(bare, in: world(bare))
        guard case .unreadable = RunReplay(other.events.map(\.line), by: program).end else {
            Issue.record("nothing was taken for evidence")
            return
        }
    }

    @Test func eachUnitCountsOnce() async throws {
        let program = try irisProgram("units")
        let run = try await RecordedRun.run(program, in: world(program))
        let counts = unitCounts(run)
        let all = counts.reduce(0, +)
        // 900 requests of 400 units in 15 minutes: nine of ten units ask at least once, and none counts twice.
        #expect(all <= 400)
        #expect(all > 300)
        #expect(counts.count == 15)
        // Ever fewer units are new within a stage.
        #expect(counts[5...9].reduce(0, +) > counts[10...14].reduce(0, +))
    }

    @Test func whereRequestsAreIndependentEachCounts() async throws {
        let program = try irisProgram("requests")
        let run = try await RecordedRun.run(program, in: world(program))
        let answered = run.events.reduce(0) { sum, event in
            guard case .observed(let observed) = event.payload else { return sum }
            return sum + (observed.evidence?.candidate.requests?.total ?? 0)
        }
        #expect(unitCounts(run).reduce(0, +) == answered)
    }

    /// A run that is taken up again after any observation counts the units that it would have counted.
    @Test(arguments: [3, 7, 12])
    func whoWasSeenIsKnownAfterACrash(observations: Int) async throws {
        let program = try irisProgram("units")
        let whole = try await RecordedRun.run(program, in: world(program))
        var seen = 0
        let cut = try #require(
            whole.events.firstIndex { event in
                if case .observed = event.payload { seen += 1 }
                return seen == observations
            }
        )
        let interpreter = Interpreter(program: program)
        var state = interpreter.initialState
        for event in whole.events[...cut] where !event.isDecision { state = interpreter.handle(event, in: state).state }
        let past = Array(whole.events[...cut])
        let rest = try await RecordedRun.resume(program, in: world(program, past: past), from: state)
        #expect(unitCounts(rest) == Array(unitCounts(whole)[observations...]))
    }
}
