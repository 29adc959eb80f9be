import Execution
import Plan
import Platform
import Testing

/// Whether a router divides live traffic as it was told, by what a store counts.
@Suite struct LiveAssignmentTests {
    private static let text = """
        planrun: 1
        name: live
        models:
          baseline: { serve: "http://127.0.0.1:1/v2/models/m/versions/1", label: v1 }
          candidate: { serve: "http://127.0.0.1:1/v2/models/m/versions/2", label: v2 }
        traffic: { router: { flagd: { file: flags.json, flag: m } }, assigned: units }
        metrics:
          errors:
            prometheus: { url: "http://127.0.0.1:1", query: 'errors{model="{{model}}"}[{{window}}]' }
            type: fraction
          units:
            prometheus: { url: "http://127.0.0.1:1", query: 'units{model="{{model}}"}[{{window}}]' }
            type: count
        stages:
          - name: tenth
            audience: 10%
            watch: { every: 20ms, for: 60ms, hold_for: 200ms }
            promote_if: [errors <= 5%]
          - name: full
            audience: 100%
            watch: { every: 20ms, for: 40ms, hold_for: 200ms }
            promote_if: [errors <= 5%]
        """

    /// - Parameter counts: What the store says of each model's units.
    private func run(
        _ counts: @escaping @Sendable (_ model: String) -> Result<MetricAnswer, ProviderFailure>
    ) async throws -> (run: RecordedRun, store: FakeStore) {
        let program = try TestPlan.program(Self.text)
        let errors = FakeStore { _, _ in .success(.value(0.01, samples: nil)) }
        let units = FakeStore { question, _ in counts(question.model) }
        let world = LiveWorld(
            program: program,
            folder: ".",
            providers: LiveProviders(notifiers: [:], router: FakeRouter(), stores: ["errors": errors, "units": units]),
            clock: LiveClock(startedAt: Clock.sinceEpoch())
        )
        let run = try await RecordedRun.run(program, in: world)
        let restored = try Recovery.restore(run.events.map(\.line), interpreter: Interpreter(program: program))
        #expect(restored.state == run.state)
        return (run, units)
    }

    private func judged(_ run: RecordedRun) -> [Event.Judged] {
        run.events.compactMap { if case .judged(let judged) = $0.payload { judged } else { nil } }
    }

    @Test func aDivisionAsDueIsNoReasonToStop() async throws {
        let (run, store) = try await run { .success(.value($0 == "v2" ? 1000 : 9000, samples: nil)) }
        #expect(run.state.outcome == .released)
        // Once everyone has it there is nothing to divide.
        #expect(Set(store.questions.map(\.model)) == ["v1", "v2"])
        #expect(judged(run).allSatisfy { $0.misassigned == nil })
    }

    /// Twelve of a hundred where ten were due, of ten thousand units: no chance.
    @Test func aBrokenOneIsTakenBack() async throws {
        let (run, _) = try await run { .success(.value($0 == "v2" ? 1200.4 : 8800, samples: nil)) }
        #expect(run.state.outcome == .rolledBack)
        let last = try #require(judged(run).last)
        #expect(last.misassigned == AssignedUnits(candidate: 1200, others: 8800, due: 0.1))
        #expect(
            last.reason.hasPrefix("the candidate was given to 1200 of 10000 units, and 10.00% were due"),
            "\(last.reason)"
        )
    }

    /// Counts are those since the stage began, and are not added up over its looks.
    @Test func countsAreNotAddedUp() async throws {
        // At one look it may be chance; three of them together would not.
        let (run, _) = try await run { .success(.value($0 == "v2" ? 1080 : 8920, samples: nil)) }
        #expect(run.state.outcome == .released && judged(run).count >= 3)
        let sum = AssignedUnits(candidate: 3 * 1080, others: 3 * 8920, due: 0.1)
        #expect(sum.isBroken)
    }

    @Test(arguments: [
        (Result<MetricAnswer, ProviderFailure>.success(.none("nothing is recorded")), "nothing is recorded"),
        (.failure(ProviderFailure("no such series", isTransient: false)), "no such series"),
        (.failure(ProviderFailure("it is away", isTransient: true)), "it is away"),
        (.success(.value(0, samples: nil)), "`units` has counted none"),
        (.success(.value(-4, samples: nil)), "less than nothing"),
    ])
    func whatIsNotKnownPromotesNobody(answer: Result<MetricAnswer, ProviderFailure>, reason: String) async throws {
        let (run, _) = try await run { _ in answer }
        #expect(run.state.outcome == .rolledBack)
        let holds = judged(run).filter { $0.decision == .hold }
        #expect(!holds.isEmpty)
        #expect(holds.allSatisfy { $0.reason.hasPrefix("how its units were assigned is not known: ") })
        #expect(holds.allSatisfy { $0.reason.contains(reason) }, "\(holds.first?.reason ?? "")")
        #expect(judged(run).last?.reason.hasPrefix("held for 200ms: ") == true)
    }
}
