import Datasets
import Execution
import JSON
import Metrics
import Plan
import Testing

/// Feedback that comes in while a run goes on, beside the plan's file.
@Suite struct AddedFeedbackTests {
    /// What is said to a run, each entry given to the first observation that ends after it.
    private final class Source: FeedbackSource {
        private var waiting: [SourcedFeedback]
        private(set) var intervals: [Range<Duration>] = []
        private let problem: String?

        init(_ entries: [FeedbackEntry], problem: String? = nil) {
            waiting = entries.enumerated().map { SourcedFeedback(entry: $1, digest: "digest-\($0)") }
            self.problem = problem
        }

        func take(in interval: Range<Duration>) throws(FeedbackSourceError) -> [SourcedFeedback] {
            intervals.append(interval)
            if let problem { throw FeedbackSourceError(problem) }
            let taken = waiting.filter { $0.entry.after < interval.upperBound }
            waiting.removeAll { $0.entry.after < interval.upperBound }
            return taken
        }
    }

    private static func program(_ stage: String, audience: String = "100%", then: String = "") throws -> Program {
        try TestPlan.program(
            """
            planrun: 1
            name: test
            data:
              iris: { csv: data/iris.csv, label: species, split: { test: 20%, seed: 42, stratify: true } }
            models:
              baseline: { majority_class: {}, train: iris.train }
              candidate: { majority_class: {}, train: iris.train }
            traffic: { replay: iris.test, rate: 100/m, users: 100, groups: { staff: 10% } }
            stages:
              - name: staff
                audience: { group: staff }
                watch: { every: 1m, for: 2m, samples: 1, min_samples: 1 }
                promote_if: [accuracy >= 1%]
              - name: all
                audience: \(audience)
                \(stage)
            \(then)
            feedback:
              from: data/iris-feedback.jsonl
              negative_below: 3
              categories: { slow: [slow, 慢] }
            """
        )
    }

    private static let watch = """
        watch: { every: 1m, for: 3m, samples: 1 }
            promote_if: [accuracy >= 1%]
        """

    private func run(_ program: Program, _ source: Source?, limit: Int = .max) async throws -> RecordedRun {
        let world = ReplayWorld(program: program, folder: ReplayTests.plans, notifiers: [:], feedback: source)
        return try await RecordedRun.run(program, in: world, limit: limit)
    }

    private func observed(_ run: RecordedRun) -> [(at: Duration, event: Event.Observed)] {
        run.events.compactMap { event in
            if case .observed(let observed) = event.payload { (event.at, observed) } else { nil }
        }
    }

    /// Users 0 to 99, of whom ten have the candidate in the first stage and all in the second, say one thing a minute.
    @Test func addedEntriesCountForTheModelThatServedThem() async throws {
        let program = try Self.program(
            """
            watch: { every: 1m, for: 3m, samples: 1 }
                promote_if: [accuracy >= 1%, feedback.count < 10000]
            """
        )
        let entries = (0..<100).flatMap { unit in
            (0..<5).map { minute in
                FeedbackEntry(
                    after: .seconds(60 * minute + 30),
                    unit: "user-\(unit)",
                    rating: 1,
                    text: minute == 0 ? "so slow" : nil
                )
            }
        }
        let (plain, added) = (try await run(program, nil), try await run(program, Source(entries)))
        let observations = zip(observed(plain), observed(added))
        var counts: [[Int]] = []
        for (before, after) in observations {
            func tally(_ evidence: AccumulatorSet?) throws -> FeedbackTally {
                try #require(evidence?[FeedbackTally.self])
            }
            let candidate = try (tally(before.event.evidence?.candidate), tally(after.event.evidence?.candidate))
            let baseline = try (tally(before.event.evidence?.baseline), tally(after.event.evidence?.baseline))
            counts.append([
                candidate.1.entries - candidate.0.entries, candidate.1.negative - candidate.0.negative,
                candidate.1.categories[0] - candidate.0.categories[0], baseline.1.entries - baseline.0.entries,
                baseline.1.categories[0] - baseline.0.categories[0],
            ])
            #expect(before.event.feedbackDigests.isEmpty)
            #expect(after.event.feedbackDigests.count == 100)
        }
        let all = [100, 100, 0, 0, 0]
        #expect(counts == [[10, 10, 10, 90, 90], [10, 10, 0, 90, 0], all, all, all])
        let digests = observed(added).flatMap(\.event.feedbackDigests)
        #expect(Set(digests) == Set((0..<500).map { "digest-\($0)" }) && digests.count == 500)
    }

    @Test func theSourceIsAskedForEveryInterval() async throws {
        let source = Source([])
        _ = try await run(try Self.program(Self.watch), source)
        let starts: [Duration] = (0..<5).map { .seconds(60 * $0) }
        #expect(source.intervals == starts.map { $0..<($0 + .seconds(60)) })
    }

    @Test func complaintsThatComeInRollTheReleaseBack() async throws {
        let program = try Self.program(
            """
            watch: { every: 1m, for: 5m, samples: 1 }
                promote_if: [accuracy >= 1%]
                rollback_if: [{ if: feedback.negative > 50%, no_data: ignore }]
            """
        )
        #expect(try await run(program, nil).outcome == .released)
        let entries = (0..<40).map {
            FeedbackEntry(after: .seconds(200), unit: "user-\($0)", thumb: $0 < 39 ? .down : .up)
        }
        let rolledBack = try await run(program, Source(entries))
        #expect(rolledBack.outcome == .rolledBack)
        #expect(rolledBack.state.now == .seconds(240))
    }

    /// Words alone make nothing negative, whatever they say.
    @Test(
        arguments: [
            (FeedbackEntry(after: .zero, unit: "u", text: "terrible, 很差"), nil),
            (.init(after: .zero, unit: "u", rating: 2), true),
            (.init(after: .zero, unit: "u", rating: 3), false), (.init(after: .zero, unit: "u", thumb: .down), true),
            (.init(after: .zero, unit: "u", rating: 5, thumb: .down, text: "bad"), false),
        ] as [(FeedbackEntry, Bool?)]
    )
    func onlyRatingsAndThumbsAreNegative(entry: FeedbackEntry, expected: Bool?) throws {
        let judge = FeedbackJudge(program: try Self.program(Self.watch))
        #expect(judge.outcome(of: entry).isNegative == expected)
    }

    @Test func withoutAFeedbackSectionThumbsStillSay() throws {
        let judge = FeedbackJudge(program: try TestPlan.oneStage(Self.watch.replacing("\n    ", with: "\n")))
        #expect(judge.categories.isEmpty)
        #expect(judge.outcome(of: FeedbackEntry(after: .zero, unit: "u", thumb: .down)).isNegative == true)
        #expect(judge.outcome(of: FeedbackEntry(after: .zero, unit: "u", rating: 0)).isNegative == nil)
    }

    @Test func aSourceThatFailsFailsTheRun() async throws {
        let run = try await run(try Self.program(Self.watch), Source([], problem: "the store is gone"))
        #expect(run.outcome == .failed)
        #expect(run.finished?.reason == "the store is gone")
    }

    @Test func digestsAreReadBackFromTheJournal() async throws {
        let program = try Self.program(Self.watch)
        let entries = (0..<3).map { FeedbackEntry(after: .seconds(70), unit: "user-\($0)", rating: 1) }
        let run = try await run(program, Source(entries))
        var reader = EventReader(program: program)
        for event in run.events { #expect(try reader.read(event.line) == event) }
        let lines = run.events.map { String(decoding: $0.line, as: UTF8.self) }
        #expect(lines.filter { $0.contains("feedback_digests") }.count == 1)
        #expect(lines.contains { $0.contains(#""feedback_digests":["digest-0","digest-1","digest-2"]"#) })
        let (state, _) = try Recovery.restore(run.events.map(\.line), interpreter: Interpreter(program: program))
        #expect(state == run.state)
    }

    /// The models that the history names are those that the world counted for.
    @Test func theHistoryKnowsWhoServedWhom() async throws {
        let program = try Self.program(
            """
            watch: { every: 1m, for: 2m, samples: 1, min_samples: 1 }
                promote_if: [accuracy >= 1%]
                rollback_if: [balanced_accuracy >= 1%]
            """,
            audience: "50%",
            then: """
                  - name: everyone
                    audience: 100%
                    watch: { every: 1m, for: 2m, samples: 1, min_samples: 1 }
                    promote_if: [accuracy >= 1%]
                """
        )
        let run = try await run(program, nil)
        #expect(run.outcome == .rolledBack)
        let history = ServingHistory(program: program, events: run.events)
        let routes = run.events.compactMap { if case .routed(let routed) = $0.payload { routed } else { nil } }
        #expect(routes.map(\.stage) == ["staff", "all", nil])
        func candidates(_ seconds: Int) -> Int {
            (0..<100).count { history.model(for: "user-\($0)", at: .seconds(seconds)) == .candidate }
        }
        #expect([0, 119].map(candidates) == [10, 10])
        #expect([120, 179].map(candidates) == [routes[1].units, routes[1].units])
        #expect(routes[1].units > 10 && candidates(180) == 0 && candidates(9999) == 0)
        #expect(history.model(for: "user-100", at: .seconds(130)) == .baseline)
        #expect(history.knows("user-99") && !history.knows("user-100") && !history.knows("user-07"))
    }
}
