import Execution
import Plan
import Testing

@Suite struct AlertTests {
    private typealias Interval = ScriptedWorld.Interval

    private static let stage = """
        watch: { every: 1m, for: 8m }
        promote_if: [accuracy >= 0.5]
        """
    private let good = Interval()
    private let bad = Interval(candidate: (60, 40))

    private func run(_ alert: String, _ intervals: [Interval]) async throws -> (run: RecordedRun, effects: [Effect]) {
        let rest = """
            alerts:
              - name: drop
                when: accuracy < 0.8
                \(alert.split(separator: "\n").joined(separator: "\n    "))
            notify:
              terminal: {}
              log: { file: alerts.jsonl }
            """
        let program = try TestPlan.oneStage(Self.stage, rest: rest)
        let run = try await RecordedRun.run(program, in: ScriptedWorld(program, intervals))
        let notified = run.events.compactMap { event -> Effect? in
            guard case .notified(let notified) = event.payload else { return nil }
            return .notify(
                Notification(
                    key: notified.key,
                    notifier: notified.notifier,
                    alert: "",
                    state: .firing,
                    severity: .info,
                    message: "",
                    at: .zero
                )
            )
        }
        return (run, notified)
    }

    @Test func anAlertIsPendingForItsTimeAndThenFires() async throws {
        let (run, _) = try await run("for: 2m\nnotify: [terminal]", [good, bad, bad, bad, bad, bad, good, good])
        // One bad minute beside a good one is 0.775 over two minutes: below 0.8 from the second minute on.
        #expect(run.alerts == ["drop pending at 2m", "drop firing at 4m", "drop resolved at 8m"])
        #expect(run.outcome == .released)
    }

    @Test func anAlertThatPassesBeforeItsTimeNeverFires() async throws {
        let (run, effects) = try await run(
            "for: 3m\nnotify: [terminal]",
            [bad, good, good, good, good, good, good, good]
        )
        #expect(run.alerts == ["drop pending at 1m"])
        #expect(effects.isEmpty)
    }

    @Test func withoutATimeItFiresAtOnce() async throws {
        let (run, _) = try await run("notify: [terminal]", [good, bad, good])
        #expect(run.alerts == ["drop firing at 2m", "drop resolved at 3m"])
    }

    @Test func itGoesOnFiringForAWhile() async throws {
        let (run, _) = try await run(
            "notify: [terminal]\nkeep_firing_for: 2m",
            [good, bad, good, good, bad, good, good, good]
        )
        // It last held at 5m; the evidence of each minute is its own, as the alert has no `for`.
        #expect(run.alerts == ["drop firing at 2m", "drop resolved at 4m", "drop firing at 5m", "drop resolved at 7m"])
        let (longer, _) = try await self.run(
            "notify: [terminal]\nkeep_firing_for: 3m",
            [good, bad, good, good, bad, good, good, good]
        )
        #expect(longer.alerts == ["drop firing at 2m", "drop resolved at 8m"])
    }

    @Test func notifiersAreToldAgainWhileItFires() async throws {
        let (run, effects) = try await run(
            "notify: [terminal]\nrepeat_every: 2m",
            [bad, bad, bad, bad, bad, bad, good, good]
        )
        #expect(
            run.alerts == [
                "drop firing at 1m", "drop repeated at 3m", "drop repeated at 5m", "drop resolved at 7m",
            ]
        )
        #expect(effects.count == 4)
    }

    @Test func everyNotifierIsToldOnceOfFiringAndOnceOfResolving() async throws {
        let (_, effects) = try await run("notify: [terminal, log]", [good, bad, good])
        let told = effects.compactMap { if case .notify(let notification) = $0 { notification } else { nil } }
        #expect(told.map(\.notifier) == ["terminal", "log", "terminal", "log"])
        #expect(Set(told.map(\.key)).count == 4)
    }

    @Test func aFiringAlertRollsBack() async throws {
        let (run, effects) = try await run("notify: [terminal]\nthen: rollback", [good, good, bad])
        #expect(run.judgements == ["go_on", "go_on", "rollback"])
        #expect(run.outcome == .rolledBack)
        #expect(run.finished?.reason.contains("the alert `drop` is firing") == true)
        #expect(effects.count == 1)
    }

    @Test func aFiringAlertHoldsUntilItResolves() async throws {
        let (run, _) = try await run(
            "notify: [terminal]\nthen: hold",
            [good, good, good, good, good, good, good, bad, good]
        )
        #expect(run.judgements.suffix(2) == ["hold", "promote"])
    }

    @Test func tooFewObservationsNeitherFireNorResolve() async throws {
        let empty = Interval(candidate: (0, 5), baseline: (0, 5))
        let (run, _) = try await run("notify: [terminal]", [bad, empty, empty, good])
        #expect(run.alerts == ["drop firing at 1m", "drop resolved at 4m"])
        let (quiet, _) = try await self.run("notify: [terminal]", [good, empty, good])
        #expect(quiet.alerts == [])
    }

    @Test func aMessageCarriesValues() async throws {
        let (run, _) = try await run(
            "notify: [terminal]\nmessage: \"性能下降，请检查模型: {{accuracy}} of {{samples}}\"",
            [bad]
        )
        let messages = run.events.compactMap { if case .alert(let change) = $0.payload { change.message } else { nil } }
        #expect(messages.first == "性能下降，请检查模型: 0.6000 of 100")
    }

    @Test func theEndWaitsForWhoeverIsToBeTold() async throws {
        let last = Array(repeating: good, count: 7) + [bad]
        let (run, effects) = try await run("notify: [terminal, log]", last)
        #expect(run.outcome == .released)
        #expect(effects.count == 2)
        guard case .finished? = run.events.last?.payload else {
            Issue.record("the run did not end with its end")
            return
        }
    }
}
