import Datasets
import Execution
import JSON
import Plan
import Platform
import Synchronization
import Testing

/// Live runs against routers and stores that tests hold in their hands, in thousandths of their real times.
@Suite struct LiveWorldTests {
    private static let metrics = """
        metrics:
          errors:
            prometheus: { url: "http://127.0.0.1:1", query: 'errors{model="{{model}}"}[{{window}}]' }
            type: fraction
        """

    private func plan(_ stages: String, rest: String = "") throws -> Program {
        try TestPlan.program(
            """
            planrun: 1
            name: live
            models:
              baseline: { serve: "http://127.0.0.1:1/v2/models/m/versions/1", label: v1 }
              candidate: { serve: "http://127.0.0.1:1/v2/models/m/versions/2", label: v2 }
            traffic: { router: { flagd: { file: flags.json, flag: m } } }
            \(Self.metrics)
            stages:
            \(stages)
            \(rest)
            """
        )
    }

    private func twoStages(rest: String = "") throws -> Program {
        try plan(
            """
              - name: canary
                audience: 5%
                watch: { every: 20ms, for: 60ms, hold_for: 2s }
                promote_if: [errors <= baseline + 1%]
                rollback_if: [errors > 10%]
              - name: full
                audience: 100%
                watch: { every: 20ms, for: 40ms, hold_for: 2s }
                promote_if: [errors <= 2%]
            """,
            rest: rest
        )
    }

    private func world(
        _ program: Program,
        _ router: FakeRouter,
        _ store: FakeStore,
        models: [ModelRole: any RemoteModel] = [:],
        notifiers: [String: any Notifier] = [:],
        feedback: (any FeedbackSource)? = nil,
        past: [Event] = []
    ) -> LiveWorld {
        LiveWorld(
            program: program,
            folder: ".",
            providers: LiveProviders(notifiers: notifiers, router: router, stores: ["errors": store]) { spec, _ in
                models[spec.role]
            },
            clock: LiveClock(startedAt: Clock.sinceEpoch(), last: past.last?.at ?? .zero),
            feedback: feedback,
            past: past
        )
    }

    private func run(_ program: Program, _ router: FakeRouter, _ store: FakeStore) async throws -> RecordedRun {
        let run = try await RecordedRun.run(program, in: world(program, router, store))
        let restored = try Recovery.restore(run.events.map(\.line), interpreter: Interpreter(program: program))
        #expect(restored.state == run.state)
        return run
    }

    private func judged(_ run: RecordedRun) -> [Event.Judged] {
        run.events.compactMap { if case .judged(let judged) = $0.payload { judged } else { nil } }
    }

    @Test func aGoodCandidateIsGivenToEachShareInTurn() async throws {
        let router = FakeRouter()
        let store = FakeStore { _, _ in .success(.value(0.01, samples: nil)) }
        let run = try await run(try twoStages(), router, store)
        #expect(run.state.outcome == .released)
        #expect(router.told.map(\.percentText) == ["5%", "100%"])
        #expect(run.state.now >= .milliseconds(100))
        #expect(Set(store.questions.map(\.model)) == ["v1", "v2"])
        // The gates look at all that the stage has shown: more each time.
        let windows = store.questions.filter { $0.model == "v1" }.map(\.window)
        #expect(windows == windows.sorted() && windows.count >= 3 && windows[2] > windows[0])
    }

    @Test func aBadOneIsTakenBackAtOnce() async throws {
        let router = FakeRouter()
        let store = FakeStore { question, _ in .success(.value(question.model == "v2" ? 0.2 : 0.01, samples: nil)) }
        let run = try await run(try twoStages(), router, store)
        #expect(run.state.outcome == .rolledBack)
        #expect(router.told.map(\.percentText) == ["5%", "0%"])
    }

    @Test(arguments: [-1, -0.01, 1.01, 7.5]) func whatIsNoFractionIsAnError(value: Double) async throws {
        let router = FakeRouter()
        let store = FakeStore { question, _ in .success(.value(question.model == "v2" ? value : 0.01, samples: 100)) }
        let run = try await run(try twoStages(), router, store)
        #expect(run.state.outcome == .rolledBack)
        #expect(router.told.map(\.percentText) == ["5%", "0%"])
    }

    /// A disk that is full when a rollback has been decided leaves nobody with the candidate; a run that somebody else drives by
    /// now is left to them.
    @Test(arguments: [true, false]) func aRollbackThatCannotBeRecordedIsCarriedOut(isHere: Bool) async throws {
        let router = FakeRouter()
        let program = try twoStages(rest: "notify: { pager: { webhook: \"http://127.0.0.1:1\" } }")
        let notifier = ToldNotifier()
        let full = Mutex(false)
        let store = FakeStore { question, _ in
            full.withLock { $0 = true }
            // At first it cannot be taken back either.
            router.refuse([ProviderFailure("it is away", isTransient: true)])
            return .success(.value(question.model == "v2" ? 0.5 : 0.01, samples: 100))
        }
        let error = EventStoreError("no space is left", leavesRunHere: isHere)
        var runner = Runner(
            interpreter: Interpreter(program: program),
            store: FullStore { full.withLock { $0 } ? error : nil },
            world: world(program, router, store, notifiers: ["pager": notifier]),
            isInterrupted: { false },
            show: { _ in }
        )
        let started = Event.Started(plan: program.name, program: "0", seed: nil, mode: .run, run: "test-1")
        var problem: String?
        do throws(EventStoreError) {
            _ = try await runner.start(started)
        } catch {
            problem = error.problem
        }
        #expect(problem == "no space is left")
        #expect(router.told.map(\.percentText) == (isHere ? ["5%", "0%"] : ["5%"]))
        // Of what stood in the way, somebody is told.
        #expect(notifier.alerts == (isHere ? ["rollback_failed"] : []))
    }

    /// Forty users of the candidate complain, and forty of the baseline are content; a store says that all is well.
    @Test func whatUsersOfEitherModelSayDecides() async throws {
        let rest = "feedback: { negative_below: 3, categories: { slow: [slow] } }"
        let program = try plan(
            """
              - name: half
                audience: 50%
                watch: { every: 20ms, for: 10s, hold_for: 2s }
                promote_if: [errors <= 2%]
                rollback_if: [feedback.negative > baseline + 50%, 'feedback["slow"] < 90%']
              - name: full
                audience: 100%
                watch: { every: 20ms, for: 20ms, hold_for: 2s }
                promote_if: [errors <= 2%]
            """,
            rest: rest
        )
        let store = FakeStore { _, _ in .success(.value(0.01, samples: nil)) }
        let entries = (0..<40).flatMap { number in
            [
                FeedbackEntry(after: .zero, unit: "u\(number)", rating: 1, text: "slow", model: .candidate),
                FeedbackEntry(after: .zero, unit: "v\(number)", rating: 5, model: .baseline),
            ]
        }
        let router = FakeRouter()
        let world = world(program, router, store, feedback: FakeFeedback(entries))
        let run = try await RecordedRun.run(program, in: world)
        #expect(run.state.outcome == .rolledBack)
        #expect(router.told.map(\.percentText) == ["50%", "0%"])
        let gates = try #require(judged(run).last?.rollbackIf)
        #expect(gates.map(\.verdict) == [.fail, .pass])
        let counted = run.events.compactMap { event -> [String]? in
            if case .observed(let observed) = event.payload { observed.feedbackDigests } else { nil }
        }
        #expect(counted.first?.count == 80 && counted.dropFirst().allSatisfy(\.isEmpty))
        // What was recorded says the same again.
        let restored = try Recovery.restore(run.events.map(\.line), interpreter: Interpreter(program: program))
        #expect(restored.state == run.state)
    }

    @Test func feedbackThatCannotBeReadIsAskedForAgain() async throws {
        let program = try plan(
            """
              - name: full
                audience: 100%
                watch: { every: 20ms, for: 40ms, hold_for: 2s }
                promote_if: [errors <= 2%]
            """,
            rest: "feedback: {}"
        )
        let store = FakeStore { _, _ in .success(.value(0.01, samples: nil)) }
        let router = FakeRouter()
        let world = world(program, router, store, feedback: FakeFeedback(problem: "the disk is away"))
        let run = try await RecordedRun.run(program, in: world)
        #expect(run.state.outcome == .released)
        #expect(run.events.contains { "\($0.payload)".contains("the disk is away") })
    }

    @Test func valuesOnTooFewObservationsDecideNothing() async throws {
        let router = FakeRouter()
        let store = FakeStore { _, _ in .success(.value(0.5, samples: 29)) }
        let run = try await run(try twoStages(), router, store)
        #expect(run.state.outcome == .rolledBack)
        #expect(judged(run).first?.rollbackIf.first?.verdict == .noData)
    }

    @Test func aShareThatSomebodyElseHasSetIsNotRaised() async throws {
        let router = FakeRouter()
        router.current = Rational(3, 100) ?? .zero
        let store = FakeStore { _, _ in .success(.value(0.01, samples: nil)) }
        let run = try await run(try twoStages(), router, store)
        #expect(run.state.outcome == .failed)
        #expect(router.told.map(\.percentText) == ["0%"])
        #expect(run.events.contains { "\($0.payload)".contains("gives the candidate 3%, which this run has not set") })
    }

    @Test func aShareThatChangesWhileTheStageIsWatchedIsNotRaisedAfterIt() async throws {
        let router = FakeRouter()
        let store = FakeStore { _, number in
            if number == 3 { router.current = Rational(30, 100) ?? .zero }
            return .success(.value(0.01, samples: nil))
        }
        let program = try plan(
            """
              - name: canary
                audience: 5%
                watch: { every: 20ms, for: 20s, hold_for: 2s }
                promote_if: [errors <= 10%]
              - name: full
                audience: 100%
                watch: { every: 20ms, for: 20ms, hold_for: 2s }
                promote_if: [errors <= 10%]
            """
        )
        let run = try await run(program, router, store)
        #expect(run.state.outcome == .failed)
        #expect(router.told.map(\.percentText) == ["5%", "0%"])
        // Not only when the stage is over.
        #expect(run.state.reason.hasSuffix("somebody else has changed it, while the stage was watched"))
    }

    @Test func aRouterThatSaysNothingForAWhileIsNoReasonToLookAway() async throws {
        let router = FakeRouter()
        let program = try plan(
            """
              - name: full
                audience: 100%
                watch: { every: 20ms, for: 60ms, hold_for: 2s }
                promote_if: [errors <= 10%]
            """
        )
        let store = FakeStore { _, _ in
            router.fallSilent()
            return .success(.value(0.01, samples: nil))
        }
        let run = try await run(program, router, store)
        #expect(run.state.outcome == .released)
        #expect(judged(run).count >= 2)
    }

    @Test func anAnswerThatStaysWrongIsJudgedAtOnce() async throws {
        let router = FakeRouter()
        let store = FakeStore { _, _ in .failure(ProviderFailure("there is no such column", isTransient: false)) }
        let run = try await run(try twoStages(), router, store)
        #expect(run.state.outcome == .rolledBack)
        let first = try #require(run.events.firstIndex { $0.type == "judged" })
        #expect(run.events[..<first].filter { $0.type == "observed" }.count == 1)
        #expect(judged(run).first?.promoteIf.first?.verdict == .error)
    }

    @Test func aRouterThatRefusesTheWayBackIsToldAgain() async throws {
        let router = FakeRouter()
        let store = FakeStore { _, number in
            if number == 0 { router.refuse([ProviderFailure("it is away", isTransient: true)]) }
            return .success(.value(0.5, samples: nil))
        }
        let run = try await run(try twoStages(), router, store)
        #expect(run.state.outcome == .rolledBack)
        #expect(router.current == .zero)
        #expect(run.events.contains { "\($0.payload)".contains("it is away") })
    }

    /// Whoever cannot be told keeps nobody with the candidate: not at first, not while the router refuses, and not when the run is
    /// interrupted.
    @Test func nobodyIsToldBeforeTheCandidateIsTakenBack() async throws {
        let router = FakeRouter()
        let store = FakeStore { _, number in
            if number == 0 { router.refuse([ProviderFailure("it is away", isTransient: true)]) }
            return .success(.value(0.5, samples: nil))
        }
        let program = try plan(
            """
              - name: full
                audience: 100%
                watch: { every: 20ms, for: 200ms, hold_for: 2s }
                promote_if: [errors <= 2%]
            """,
            rest: """
                alerts:
                  - { name: bad, when: errors > 40%, then: rollback, message: bad, notify: [pager] }
                notify: { pager: { webhook: "http://127.0.0.1:1" } }
                """
        )
        let notifier = HangingNotifier()
        var runner = Runner(
            interpreter: Interpreter(program: program),
            store: ForgetfulStore(),
            world: world(program, router, store, notifiers: ["pager": notifier]),
            isInterrupted: { router.told.count == 2 && !notifier.keys.isEmpty },
            show: { _ in }
        )
        let started = Event.Started(plan: program.name, program: "0", seed: nil, mode: .run, run: "test-1")
        let state = try await runner.start(started)
        #expect(router.told.map(\.percentText) == ["100%", "0%"])
        // Whoever goes on tells them.
        guard case .notify? = Interpreter(program: program).nextEffect(state) else {
            Issue.record("nobody is left to be told")
            return
        }
    }

    @Test func anAlertLooksAtItsOwnWindow() async throws {
        let router = FakeRouter()
        let store = FakeStore { question, _ in
            .success(.value(question.window <= .milliseconds(25) ? 0.5 : 0.01, samples: nil))
        }
        let program = try plan(
            """
              - name: full
                audience: 100%
                watch: { every: 20ms, for: 200ms, hold_for: 2s }
                promote_if: [errors <= 20%]
            """,
            rest: """
                alerts:
                  - { name: burst, when: errors > 40%, for: 20ms, then: rollback, message: "{{errors}}" }
                """
        )
        let run = try await run(program, router, store)
        #expect(run.state.outcome == .rolledBack)
        let alerts = run.events.compactMap { event -> Event.AlertChange? in
            if case .alert(let change) = event.payload { change } else { nil }
        }
        #expect(alerts.map(\.state).prefix(2) == [.pending, .firing])
        #expect(alerts[1].message == "0.5000")
        #expect(alerts[1].gate.comparisons.first?.readings.first?.metric == "errors")
    }

    @Test func aStoreThatIsAwayLeavesTheStageAsItIs() async throws {
        let router = FakeRouter()
        let store = FakeStore { _, number in
            number < 2
                ? .failure(ProviderFailure("nobody answers", isTransient: true)) : .success(.value(0.01, samples: nil))
        }
        let run = try await run(try twoStages(), router, store)
        #expect(run.state.outcome == .released)
        #expect(run.state.now >= .seconds(1))
    }

    @Test func whoGoesOnFindsWhatOthersDidMeanwhile() async throws {
        let program = try twoStages()
        let router = FakeRouter()
        let store = FakeStore { _, _ in .success(.value(0.01, samples: nil)) }
        let begun = try await RecordedRun.run(program, in: world(program, router, store), limit: 4)
        #expect(begun.state.outcome == nil)
        router.current = Rational(50, 100) ?? .zero
        let resumed = try await RecordedRun.resume(
            program,
            in: world(program, router, store, past: begun.events),
            from: begun.state
        )
        #expect(resumed.state.outcome == .failed)
        #expect(router.current == .zero)
    }

    @Test func aGapIsNotWatchedAndTheRunGoesOn() async throws {
        let program = try twoStages()
        let router = FakeRouter()
        let store = FakeStore { _, _ in .success(.value(0.01, samples: nil)) }
        let begun = try await RecordedRun.run(program, in: world(program, router, store), limit: 4)
        let later = begun.state.now + .seconds(3600)
        let providers = LiveProviders(notifiers: [:], router: router, stores: ["errors": store])
        let resumed = try await RecordedRun.resume(
            program,
            in: LiveWorld(
                program: program,
                folder: ".",
                providers: providers,
                clock: LiveClock(startedAt: Clock.sinceEpoch() - later),
                past: begun.events
            ),
            from: begun.state
        )
        #expect(resumed.state.outcome == .released)
        let first = try #require(judged(resumed).first)
        #expect(first.watched <= .milliseconds(60))
        #expect(resumed.state.now >= later)
    }

    @Test func whatPeopleAskMeanwhileTakesNothingFromAnInterval() async throws {
        let program = try plan(
            """
              - name: full
                audience: 100%
                watch: { every: 400ms, for: 400ms, hold_for: 2s }
                promote_if: [errors <= 20%]
            """
        )
        struct Nagging: CommandSource {
            var count = 0
            var isAttended: Bool { true }
            mutating func take(_ state: ReleaseState) throws(EventStoreError) -> [Event.Command] {
                guard state.stageIndex != nil, count < 6 else { return [] }
                count += 1
                let action: Event.Command.Action = count.isMultiple(of: 2) ? .unhold : .hold
                return [Event.Command(key: "\(count)", action: action, who: "ann")]
            }
        }
        let router = FakeRouter()
        let store = FakeStore { _, _ in .success(.value(0.01, samples: nil)) }
        let run = try await RecordedRun.run(program, in: world(program, router, store), commands: Nagging())
        #expect(run.state.outcome == .released)
        #expect(store.questions.count == 1)
        #expect(judged(run).count == 1)
    }

    @Test func modelsElsewhereAreAssessedOnTheGoldenRows() async throws {
        let program = try TestPlan.program(
            """
            planrun: 1
            name: live
            data:
              iris: { csv: plans/data/iris.csv, label: species }
            models:
              baseline: { serve: "http://127.0.0.1:1/v2/models/m/versions/1", label: v1 }
              candidate: { serve: "http://127.0.0.1:1/v2/models/m/versions/2", label: v2 }
            risk:
              on: iris
              low_if: [accuracy >= baseline + 30%, "recall[setosa] == 1", latency.p95 <= 10ms]
              otherwise: stop
            traffic: { router: { flagd: { file: flags.json, flag: m } } }
            \(Self.metrics)
            stages:
              - name: full
                audience: 100%
                watch: { every: 20ms, for: 20ms, hold_for: 2s }
                promote_if: [errors <= 20%]
            """
        )
        // The petals' width tells setosa from all others, and the rest well.
        let candidate = FakeModel { rows, row in
            let width = rows.rows[row][3].number ?? 0
            return width < 0.8 ? "setosa" : width < 1.75 ? "versicolor" : "virginica"
        }
        let baseline = FakeModel { _, _ in "setosa" }
        let router = FakeRouter()
        let store = FakeStore { _, _ in .success(.value(0.01, samples: nil)) }
        let run = try await RecordedRun.run(
            program,
            in: world(program, router, store, models: [.candidate: candidate, .baseline: baseline])
        )
        #expect(run.state.outcome == .released)
        let assessed = try #require(
            run.events.compactMap { event -> Event.Assessed? in
                if case .assessed(let assessed) = event.payload { assessed } else { nil }
            }.first
        )
        // By these two cuts 144 of the 150 flowers are told right (the tree of Fisher's data that every textbook draws).
        let reading = try #require(assessed.gates.first?.comparisons.first?.readings.first { $0.model == .candidate })
        #expect(reading.successes == 144 && reading.trials == 150)
    }
}
