import Compiler
import Diagnostics
import Execution
import Plan
import PlanSyntax
import Testing

/// Tests of plans: what is written down is what the run sees, and what differs is said where it does.
@Suite struct PlanTestRunTests {
    private static let stage = """
        watch: { every: 1m, for: 3m, within: 4m, min_samples: 10 }
        promote_if: [accuracy >= 0.9]
        rollback_if: [error_rate > 5%]
        """

    private static let alert = """
        alerts:
          - { name: low, when: accuracy < 0.8, for: 1m, message: low, notify: [log] }
        notify: { log: { file: a.jsonl } }
        """

    private func run(_ test: String, stage: String = Self.stage, rest: String = "") async throws -> PlanTestRun {
        let program = try TestPlan.oneStage(stage, rest: Self.alert + "\n" + rest)
        let text = "planrun_test: 1\ntests:\n" + test
        let parsed = SyntaxTree.parse(
            SourceFile(name: "x.test.yaml", bytes: Array(text.utf8)),
            id: SourceFile.ID(index: 0)
        )
        let (file, diagnostics) = PlanTestCompiler.lower(try #require(parsed.tree))
        let tests = try #require(file)
        let found = diagnostics + PlanTestCompiler.check(tests, against: program, types: program.readingTypes)
        #expect(found.map(\.message) == [])
        return await PlanTestRun.run(try #require(tests.tests.first), of: program)
    }

    private func seen(_ run: PlanTestRun) -> [String] {
        run.rows.map { "\($0.at.planText) \($0.expected ?? "-") | \($0.seen ?? "-")" }
    }

    @Test func aSeriesIsReadAtTheEndOfEachInterval() async throws {
        // Values at 0, 1, 2, 3 minutes: the third look is the first at which 0.9 may promote, and it is there from 3m on.
        let run = try await run(
            """
              - name: t
                candidate: { accuracy: 0.85x2 0.9, error_rate: 0 }
                expect: { outcome: released, ends: 3m, decisions: [{ at: 3m, stage: all, decision: promote }] }
            """
        )
        #expect(run.isPassed, "\(seen(run))")
    }

    @Test func whatDiffersIsOnTheTimeLine() async throws {
        let run = try await run(
            """
              - name: t
                candidate: { accuracy: 0.85, error_rate: 0x1 6% }
                expect:
                  outcome: released
                  decisions: [{ at: 3m, stage: all, decision: promote }]
                  stages: [{ at: 1m, stage: all, audience: 5% }]
            """
        )
        #expect(!run.isPassed)
        #expect(
            seen(run) == [
                "1m all (5%) | all (100%)", "2m - | all rollback", "2m released | rolled back",
                "3m all promote | -",
            ]
        )
    }

    @Test func aFaultyAssignmentRollsBack() async throws {
        let run = try await run(
            """
              - name: t
                candidate: { accuracy: 0.95, error_rate: 0 }
                faults: [{ at: 2m, assignment: 60% }]
                expect: { outcome: rolled_back, decisions: [{ at: 2m, stage: all, decision: rollback }] }
            """
        )
        #expect(run.isPassed, "\(seen(run))")
    }

    @Test func aListThatIsGivenIsComplete() async throws {
        let run = try await run(
            """
              - name: t
                candidate: { accuracy: 0.9x2 0.7x2, error_rate: 0 }
                expect: { alerts: [], notifications: [{ at: 4m, notifier: log, alert: low, state: firing }] }
            """
        )
        #expect(seen(run) == ["4m - | low firing", "4m log: low firing | log: low firing"])
    }

    @Test func tooFewRequestsAreNoData() async throws {
        // Ten observations are asked for; three a minute are nine at the third look.
        let run = try await run(
            """
              - name: t
                candidate: { accuracy: 0.9, error_rate: 0 }
                requests: 3
                expect: { decisions: [{ at: 4m, stage: all, decision: promote }] }
            """
        )
        #expect(run.isPassed, "\(seen(run))")
    }

    @Test func aFaultLastsAsLongAsItSays() async throws {
        let run = try await run(
            """
              - name: t
                candidate: { accuracy: 0.9, error_rate: 0 }
                faults:
                  - { at: 3m, for: 1m, no_data: [accuracy] }
                expect: { decisions: [{ at: 4m, stage: all, decision: promote }] }
            """
        )
        #expect(run.isPassed, "\(seen(run))")
    }

    // MARK: What users say

    private static let feedback = """
        feedback:
          negative_below: 3
          categories: { wrong-answer: [wrong] }
        """

    /// By hand: eight of ten are content in the first minute and two of ten in each from the second on, so that of 20 ratings 10 and of
    /// 30 ratings 18 are negative.
    @Test(arguments: [
        ("feedback.negative < 10%", "feedback.negative >= 50%", "rollback", 2),
        ("feedback.negative >= 60%", "feedback.negative > 60%", "promote", 3),
        ("feedback[\"wrong-answer\"] >= 60%", "feedback[\"wrong-answer\"] > 60%", "promote", 3),
        ("feedback.count == 30", "feedback.count > 30", "promote", 3),
        // 12 * 5 and 18 * 1, over 30.
        ("feedback.rating == 2.6", "feedback.rating < 2.6", "promote", 3),
        ("feedback.negative over 1m == 80%", "feedback.negative over 1m < 20%", "promote", 3),
        ("feedback.complaint_rate == 0.006", "feedback.complaint_rate > 0.01", "promote", 3),
    ])
    func whatUsersSayIsCounted(promote: String, rollback: String, decision: String, minutes: Int) async throws {
        let run = try await run(
            """
              - name: t
                candidate: { accuracy: 0.9 }
                feedback:
                  - { rating: 5, entries: 8 2 }
                  - { rating: 1, text: all wrong, entries: 2 8x5 }
                  - { rating: 1, text: all wrong, entries: 100, model: baseline }
                expect: { decisions: [{ at: \(minutes)m, stage: all, decision: \(decision) }] }
            """,
            stage: """
                watch: { every: 1m, for: 3m, within: 3m, min_samples: 10 }
                promote_if: ['\(promote)']
                rollback_if: ['\(rollback)']
                """,
            rest: Self.feedback
        )
        #expect(run.isPassed, "\(seen(run))")
    }

    @Test func aSeriesOfTheMetricGoesBeforeAndFaultsBeforeBoth() async throws {
        for (series, faults, outcome) in [
            ("", "", "rolled_back"), (", feedback.negative: 0", "", "released"),
            ("", "faults: [{ at: 3m, no_data: [feedback.negative] }]", "rolled_back"),
            (", feedback.negative: 0", "faults: [{ at: 0s, for: 3m30s, no_data: [feedback.negative] }]", "released"),
        ] {
            let run = try await run(
                """
                  - name: t
                    candidate: { accuracy: 0.9\(series) }
                    feedback: [{ thumb: down, entries: 20 }]
                    \(faults)
                    expect: { outcome: \(outcome) }
                """,
                stage: """
                    watch: { every: 1m, for: 3m, within: 4m, min_samples: 10, hold_for: 5m }
                    promote_if: [feedback.negative < 10%]
                    """,
                rest: Self.feedback
            )
            #expect(run.isPassed, "\(series) \(faults) \(seen(run))")
        }
    }

    @Test func millionsMaySayTheSame() async throws {
        let run = try await run(
            """
              - name: t
                candidate: { accuracy: 0.9 }
                feedback: [{ rating: 5, entries: 6999999999 }, { rating: 1, entries: 1 }]
                expect: { outcome: released }
            """,
            stage: """
                watch: { every: 1m, for: 2m, within: 2m }
                promote_if: [feedback.count == 14000000000, feedback.negative > 0]
                """,
            rest: Self.feedback
        )
        #expect(run.isPassed, "\(seen(run))")
    }

    @Test func aCommandComesAtItsTime() async throws {
        let run = try await run(
            """
              - name: t
                candidate: { accuracy: 0.9, error_rate: 0 }
                commands: [{ at: 90s, do: rollback, as: ana }]
                expect: { outcome: rolled_back, ends: 1m30s, reason: ana, stages: [{ at: 1m, stage: all }, { at: 2m }] }
            """
        )
        #expect(run.isPassed, "\(seen(run))")
    }

    @Test func coverageIsWhatWasReached() async throws {
        let program = try TestPlan.oneStage(Self.stage, rest: Self.alert)
        var coverage = TestCoverage(program)
        #expect(coverage.count(.stages) == (0, 1))
        let run = try await run(
            """
              - name: t
                candidate: { accuracy: 0.9, error_rate: 0 }
                expect: { outcome: released }
            """
        )
        coverage.add(run.events)
        #expect(coverage.count(.stages) == (1, 1))
        #expect(coverage.missing(.branches) == ["all.judge: rollback"])
        #expect(coverage.missing(.gates) == ["all: `accuracy >= 0.9` fails", "all: `error_rate > 0.05` fails"])
        #expect(coverage.missing(.alerts) == ["low firing"])
    }

    /// Under the name that the condition has, or under the one that the series has.
    @Test(
        arguments: [
            ("error_rate", "error_rate over 2m"), ("error_rate", "error_rate"), ("error_rate over 2m", "error_rate"),
            ("error_rate over 2m", "error_rate over 2m"),
        ]
    )
    func aFaultIsOfTheWindowToo(series: String, fault: String) async throws {
        let stage = """
            watch: { every: 1m, for: 3m, within: 4m, min_samples: 10, hold_for: 1m }
            promote_if: [accuracy >= 0.9]
            rollback_if: [error_rate over 2m > 5%]
            """
        let run = try await run(
            """
              - name: t
                candidate: { accuracy: 0.9, "\(series)": 6% }
                faults: [{ at: 0s, no_data: ["\(fault)"] }]
                expect: { decisions: [{ at: 4m, stage: all, decision: hold }, { at: 5m, stage: all, decision: rollback }] }
            """,
            stage: stage
        )
        #expect(run.isPassed, "\(seen(run))")
    }
}
