import Execution
import Plan
import Testing

/// Gates that ask for intervals: the answer is one only where all of the interval gives it.
@Suite struct IntervalEvidenceTests {
    private typealias Interval = ScriptedWorld.Interval

    private func run(_ stage: String, _ intervals: [Interval], rest: String = "") async throws -> RecordedRun {
        let program = try TestPlan.oneStage(stage, rest: rest)
        return try await RecordedRun.run(program, in: ScriptedWorld(program, intervals))
    }

    private func evidence(_ run: RecordedRun) throws -> EvidenceRecord {
        let judged = try #require(run.lastJudgement)
        return try #require(
            (judged.promoteIf + judged.rollbackIf).lazy.flatMap(\.comparisons).compactMap(\.evidence).first
        )
    }

    /// 95 of 100 right each minute. Wilson's lower end at 90% (statsmodels 0.14.5, `proportion_confint`) is 0.931407 after
    /// five minutes and 0.933239 after six.
    @Test func aShareMustClearItsLimitWithAllOfItsInterval() async throws {
        let run = try await run(
            """
            watch: { every: 1m, for: 1m, within: 10m }
            promote_if: [{ if: accuracy >= 0.932, evidence: interval }]
            """,
            [Interval()]
        )
        #expect(run.judgements == ["go_on", "go_on", "go_on", "go_on", "go_on", "promote"])
        let evidence = try evidence(run)
        #expect(evidence.method == .interval)
        #expect(evidence.error == 0.05)
        #expect(abs((evidence.lower ?? 0) - (0.933239 - 0.932)) < 1e-6)
        #expect(abs((evidence.upper ?? 0) - (0.962721 - 0.932)) < 1e-6)
    }

    /// Newcombe's lower end at 90% of 95 n of 100 n less the same is -0.030229 for n = 3 and -0.025977 for n = 4.
    @Test func aDifferenceFromTheBaselineMustClearItsMargin() async throws {
        let run = try await run(
            """
            watch: { every: 1m, for: 1m, within: 10m }
            promote_if: [{ if: accuracy >= baseline - 0.03, evidence: interval }]
            """,
            [Interval()]
        )
        #expect(run.judgements == ["go_on", "go_on", "go_on", "promote"])
        #expect(abs((try evidence(run).lower ?? 0) - (0.03 - 0.025977)) < 1e-6)
    }

    /// 80 of 100 right each minute: Wilson's upper end at 90% is 0.857498 after one minute and 0.842381 after two; at 95%,
    /// with which two conditions share the error, 0.849548 after two and 0.841343 after three.
    @Test(arguments: [("", 2), (", { if: error_rate > 0.5, evidence: interval }", 3)])
    func harmMustBeShown(other: String, minutes: Int) async throws {
        let run = try await run(
            """
            watch: { every: 1m, for: 9m, within: 10m }
            promote_if: [accuracy >= 0.5]
            rollback_if: [{ if: accuracy < 0.845, evidence: interval }\(other)]
            """,
            [Interval(candidate: (80, 20))]
        )
        #expect(run.judgements.count == minutes)
        #expect(run.outcome == .rolledBack)
        #expect(try evidence(run).error == (other.isEmpty ? 0.05 : 0.025))
    }

    @Test func theErrorIsThePlans() async throws {
        let run = try await run(
            """
            watch: { every: 1m, for: 1m, within: 10m }
            promote_if: [accuracy >= 0.5]
            """,
            [Interval()],
            rest: "evidence: { method: interval, error: { release: 1%, rollback: 2% } }"
        )
        #expect(try evidence(run).error == 0.01)
    }

    /// What neither is shown nor shown to be wrong neither promotes nor rolls back before the deadline.
    @Test func whatTheEvidenceDoesNotTellIsInconclusive() async throws {
        let run = try await run(
            """
            watch: { every: 1m, for: 1m, within: 3m }
            promote_if: [{ if: accuracy >= 0.95, evidence: interval, then: rollback }]
            """,
            [Interval()]
        )
        #expect(run.judgements == ["go_on", "go_on", "rollback"])
        #expect(run.lastJudgement?.promoteIf.first?.verdict == .inconclusive)
        #expect(run.finished?.reason.contains("not promoted within 3m") == true)
    }

    /// A product of metrics has the interval that those of its metrics make, each with its part of the error.
    @Test func severalMetricsShareTheError() async throws {
        let run = try await run(
            """
            watch: { every: 1m, for: 1m, within: 10m }
            promote_if: [{ if: accuracy + error_rate >= 0.93, evidence: interval }]
            """,
            [Interval()]
        )
        // Two intervals at 95%: of 95 n of 100 n, and of none of 100 n.
        #expect(run.judgements.last == "promote")
        let lower = try evidence(run).lower ?? 0
        let minutes = Double(run.judgements.count)
        let z = 1.959963984540054
        let (n, p) = (100 * minutes, 0.95)
        let centre = (p + z * z / (2 * n)) / (1 + z * z / n)
        let half = z / (1 + z * z / n) * (p * (1 - p) / n + z * z / (4 * n * n)).squareRoot()
        #expect(abs(lower - (centre - half - 0.93)) < 1e-9)
    }

    @Test(arguments: [
        (">=", 0.1, 0.2, true), (">=", 0, 0.2, true), (">", 0, 0.2, nil), (">", 0.1, 0.2, true),
        (">=", -0.2, -0.1, false),
        (">=", -0.2, 0, nil), (">", -0.2, 0, false), ("<", -0.2, -0.1, true), ("<", 0, 0.1, false), ("<=", 0, 0.1, nil),
        ("<=", -0.1, 0, true), ("<", -0.1, 0, nil), ("==", -0.1, 0.1, nil), ("==", 0.1, 0.2, false),
        ("!=", 0.1, 0.2, true), ("!=", -0.1, 0.1, nil),
    ])
    func relations(relation: String, lower: Double, upper: Double, expected: Bool?) throws {
        let relation = try #require(Comparison.Relation(rawValue: relation))
        let record = EvidenceRecord(method: .interval, error: 0.05, lower: lower, upper: upper)
        #expect(record.holds(relation) == expected)
    }

    @Test func aRecordIsReadAsItWasWritten() async throws {
        let program = try TestPlan.oneStage(
            """
            watch: { every: 1m, for: 1m, within: 10m }
            promote_if: [{ if: accuracy >= 0.5, evidence: interval }]
            """
        )
        let run = try await RecordedRun.run(program, in: ScriptedWorld(program, [Interval()]))
        var reader = EventReader(program: program)
        for event in run.events { #expect(try reader.read(event.line) == event) }
    }
}
