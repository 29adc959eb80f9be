import Execution
import Plan
import Testing

/// Whom the candidate was given to, beside whom it was to be.
@Suite struct AssignmentTests {
    private static let stage = """
        watch: { every: 1m, for: 3m, min_samples: 10 }
        promote_if: [accuracy >= 0.9]
        """

    private func run(_ assigned: [AssignedUnits?], stage: String = Self.stage) async throws -> RecordedRun {
        let program = try TestPlan.oneStage(stage)
        let intervals = assigned.map { ScriptedWorld.Interval(assigned: $0) }
        return try await RecordedRun.run(program, in: ScriptedWorld(program, intervals))
    }

    /// 480 of 1,200 units where half were due are no proof yet, 960 of 2,400 are: Bayes factors of 12 and 9,758 by the formula,
    /// where 1,000 are asked for.
    @Test func aBrokenAssignmentTakesTheCandidateBack() async throws {
        let run = try await run([AssignedUnits(candidate: 480, others: 720, due: 0.5)])
        #expect(run.judgements == ["go_on", "rollback"] && run.outcome == .rolledBack)
        let reason =
            "the candidate was given to 960 of 2400 units, and 50.00% were due: "
            + "the assignment is broken, and what it shows is no evidence"
        #expect(run.lastJudgement?.reason == reason)
        #expect(run.lastJudgement?.misassigned == AssignedUnits(candidate: 960, others: 1440, due: 0.5))
        #expect(run.finished?.reason == "stage `all`: " + reason)
    }

    @Test func anAssignmentThatWorksSaysNothing() async throws {
        let run = try await run([AssignedUnits(candidate: 590, others: 610, due: 0.5), nil])
        #expect(run.outcome == .released && run.lastJudgement?.misassigned == nil)
    }

    /// Nothing is too early: in its warm-up a stage has nothing to promote by, and can be wrong all the same.
    @Test func aWarmUpIsNoExcuse() async throws {
        let stage = Self.stage.replacing("for: 3m,", with: "for: 3m, warm_up: 2m,")
        let run = try await run([AssignedUnits(candidate: 100, others: 9900, due: 0.05)], stage: stage)
        #expect(run.judgements == ["rollback"])
    }

    @Test func whatIsKnownOfItIsOnRecord() async throws {
        let run = try await run([AssignedUnits(candidate: 480, others: 720, due: 0.5)])
        var reader = EventReader(program: try TestPlan.oneStage(Self.stage))
        let again = try run.events.map { try reader.read($0.line) }
        #expect(again == run.events)
        let explanation = DecisionExplainer(RunDecisions(again), program: nil) { _ in nil }
        let place = try #require(
            again.lastIndex { if case .judged = $0.payload { true } else { false } }
        )
        // No other value of a gate would have been another decision.
        #expect(explanation.explanation(at: place)?.turn == nil)
    }

    @Test(arguments: [#""due":2"#, #""due":"x""#])
    func whatCannotBeIsRefused(due: String) async throws {
        let run = try await run([AssignedUnits(candidate: 480, others: 720, due: 0.5)])
        var reader = EventReader(program: try TestPlan.oneStage(Self.stage))
        let line = try #require(run.events.last { if case .judged = $0.payload { true } else { false } }).line
        let text = String(decoding: line, as: UTF8.self).replacing(#""due":0.5"#, with: due)
        #expect(throws: EventError.self) { try reader.read(Array(text.utf8)) }
    }

    /// The share that is due grows with the stages, and a control group is due nothing.
    @Test func theDueShare() throws {
        let stages = """
            planrun: 1
            name: due
            data: { iris: { csv: data/iris.csv, label: species, split: { test: 20%, seed: 42, stratify: true } } }
            models: { candidate: { majority_class: {}, train: iris.train } }
            traffic: { replay: iris.test, rate: 100/s, users: 1000, groups: { staff: 10% } }
            stages:
              - { name: none, audience: 0%, watch: { every: 1m, for: 1m }, promote_if: [accuracy >= 0.5] }
              - { name: some, audience: 5%, watch: { every: 1m, for: 1m }, promote_if: [accuracy >= 0.5] }
              - { name: staff, audience: { group: staff }, watch: { every: 1m, for: 1m }, promote_if: [accuracy >= 0.5] }
              - { name: all, audience: { fraction: 100%, holdback: 5% }, watch: { every: 1m, for: 1m }, promote_if: [accuracy >= 0.5] }
            """
        let program = try TestPlan.program(stages)
        #expect((0..<4).map { program.dueShare(stage: $0) } == [nil, Rational(1, 20), nil, nil])
        let two = try TestPlan.program(
            stages.split(separator: "\n").filter { !$0.contains("staff }, ") }.joined(separator: "\n")
                .replacing(", groups: { staff: 10% }", with: "")
        )
        #expect((0..<3).map { two.dueShare(stage: $0) } == [nil, Rational(1, 20), Rational(19, 20)])
    }
}
