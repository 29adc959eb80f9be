import Compiler
import Execution
import JSON
import Plan
import Platform
import Synchronization
import Testing

/// Candidates that are trained again elsewhere.
@Suite struct LiveRetrainingTests {
    /// Trains what the test says, and keeps what it was asked.
    private final class FakeRetrainer: Retrainer {
        let answers: Mutex<[Result<ServedModel, ProviderFailure>]>
        let asked = Mutex<[String]>([])
        let spec: ModelSpec

        init(_ spec: ModelSpec, _ answers: [Result<ServedModel, ProviderFailure>]) {
            self.spec = spec
            self.answers = Mutex(answers)
        }

        func train(time number: Int, replacing label: String?) async throws(ProviderFailure) -> ServedModel {
            asked.withLock { $0.append("\(number) \(label ?? "")") }
            let answer = answers.withLock { $0.isEmpty ? nil : $0.removeFirst() }
            guard let answer else { throw ProviderFailure("asked once more", isTransient: false) }
            return try answer.get()
        }

        func candidate(serving model: ServedModel) -> ModelSpec {
            ModelSpec(
                role: .candidate,
                kind: spec.kind,
                options: spec.options.merging(OptionValues(["label": .text(model.label)])),
                training: nil,
                retraining: []
            )
        }
    }

    private static func text(recipes: String, otherwise: String = "retrain") -> String {
        """
        planrun: 1
        name: live
        data:
          iris: { csv: plans/data/iris.csv, label: species }
        models:
          candidate: { serve: "http://127.0.0.1:1/v2/models/m/versions/2", label: v2\(recipes) }
        risk: { on: iris, low_if: [accuracy >= 90%], otherwise: \(otherwise) }
        traffic: { router: { flagd: { file: flags.json, flag: m } } }
        metrics:
          errors: { prometheus: { url: "http://127.0.0.1:1", query: 'errors{model="{{model}}"}' }, type: fraction }
        stages:
          - name: full
            audience: 100%
            watch: { every: 20ms, for: 20ms, hold_for: 2s }
            promote_if: [errors <= 20%]
        """
    }

    private func program(recipes count: Int) throws -> Program {
        let recipes = (1...count).map { "{ command: [./retrain, \"\($0)\"] }" }.joined(separator: ", ")
        return try TestPlan.program(Self.text(recipes: ", retrain: [\(recipes)]"))
    }

    /// What is served under a name knows the flowers only if it is `good`.
    private func world(
        _ program: Program,
        _ retrainers: [any Retrainer],
        _ store: FakeStore,
        past: [Event] = []
    ) -> LiveWorld {
        LiveWorld(
            program: program,
            folder: ".",
            providers: LiveProviders(
                notifiers: [:],
                router: FakeRouter(),
                stores: ["errors": store],
                retrainers: retrainers
            ) { spec, _ in
                FakeModel { rows, row in
                    guard spec.options.text("label") == "good" else { return "setosa" }
                    let width = rows.rows[row][3].number ?? 0
                    return width < 0.8 ? "setosa" : width < 1.75 ? "versicolor" : "virginica"
                }
            },
            clock: LiveClock(startedAt: Clock.sinceEpoch(), last: past.last?.at ?? .zero),
            past: past
        )
    }

    private func retrainers(
        _ program: Program,
        _ answers: [[Result<ServedModel, ProviderFailure>]]
    ) throws -> [FakeRetrainer] {
        let spec = try #require(program.model(.candidate))
        return answers.map { FakeRetrainer(spec, $0) }
    }

    private func served(_ label: String) -> Result<ServedModel, ProviderFailure> {
        .success(ServedModel(label: label, address: nil))
    }

    private let store = FakeStore { _, _ in .success(.value(0.01, samples: nil)) }

    @Test func whatWasTrainedIsAssessedAndWatchedInThePlaceOfTheCandidate() async throws {
        let program = try program(recipes: 2)
        let retrainers = try retrainers(program, [[served("bad")], [served("good")]])
        let run = try await RecordedRun.run(program, in: world(program, retrainers, store))
        #expect(run.state.outcome == .released)
        #expect(run.state.attempt == 3)
        #expect(retrainers.map { $0.asked.withLock { $0 } } == [["1 v2"], ["2 bad"]])
        #expect(Set(store.questions.map(\.model)) == ["good"])
        let restored = try Recovery.restore(run.events.map(\.line), interpreter: Interpreter(program: program))
        #expect(restored.state == run.state)
        #expect(restored.events == run.events)
    }

    @Test func theRecipesComeToAnEnd() async throws {
        let program = try program(recipes: 1)
        let retrainers = try retrainers(program, [[served("bad")]])
        let run = try await RecordedRun.run(program, in: world(program, retrainers, store))
        #expect(run.state.outcome == .stopped)
        #expect(run.state.reason.hasSuffix("no recipe is left to retrain with"))
    }

    @Test func aFailureThatMayPassIsTriedAgainAndAnotherEndsTheRun() async throws {
        let program = try program(recipes: 1)
        let busy = ProviderFailure("busy", isTransient: true)
        let again = try retrainers(program, [[.failure(busy), served("good")]])
        let first = try await RecordedRun.run(program, in: world(program, again, store))
        #expect(first.state.outcome == .released)
        #expect(again[0].asked.withLock { $0 } == ["1 v2", "1 v2"])
        let none = ProviderFailure("no new rows", isTransient: false)
        let run = try await RecordedRun.run(
            program,
            in: world(program, try retrainers(program, [[.failure(none)]]), store)
        )
        #expect(run.state.outcome == .failed)
        #expect(run.state.reason == "the candidate cannot be trained by recipe 1: no new rows")
    }

    @Test func whoGoesOnAsksForWhatIsServed() async throws {
        let program = try program(recipes: 1)
        let retrainers = try retrainers(program, [[served("good")]])
        let begun = try await RecordedRun.run(program, in: world(program, retrainers, store), limit: 6)
        #expect(begun.events.contains { if case .trained = $0.payload { true } else { false } })
        #expect(begun.state.outcome == nil)
        let resumed = try await RecordedRun.resume(
            program,
            in: world(program, retrainers, store, past: begun.events),
            from: begun.state
        )
        #expect(resumed.state.outcome == .released)
        #expect(Set(store.questions.map(\.model)) == ["good"])
        #expect(retrainers[0].asked.withLock { $0.count } == 1)
    }

    /// Trains for an hour, unless it is broken off.
    private final class SlowRetrainer: Retrainer {
        let isAsked = Atomic(false)
        let isBrokenOff = Atomic(false)

        func train(time number: Int, replacing label: String?) async throws(ProviderFailure) -> ServedModel {
            isAsked.store(true, ordering: .relaxed)
            do {
                try await Task.sleep(for: .seconds(3600))
            } catch {
                isBrokenOff.store(true, ordering: .relaxed)
            }
            throw ProviderFailure("it was broken off", isTransient: false)
        }

        func candidate(serving model: ServedModel) -> ModelSpec {
            ModelSpec(role: .candidate, kind: "", options: OptionValues([:]), training: nil, retraining: [])
        }
    }

    /// Meanwhile the run is seen to be alive; and once it is interrupted nothing of the training is kept.
    @Test func whoInterruptsARunDoesNotWaitForTheTraining() async throws {
        let program = try program(recipes: 1)
        var beats = 0
        let retrainer = SlowRetrainer()
        let log = Mutex<[Event]>([])
        var runner = Runner(
            interpreter: Interpreter(program: program),
            store: ForgetfulStore(),
            world: world(program, [retrainer], store),
            isInterrupted: { beats >= 3 },
            show: { event in log.withLock { $0.append(event) } },
            beat: { if retrainer.isAsked.load(ordering: .relaxed) { beats += 1 } }
        )
        let started = Event.Started(plan: program.name, program: "0", seed: nil, mode: .run, run: "test-1")
        let state = try await runner.start(started)
        #expect(state.outcome == nil)
        let isBrokenOff = retrainer.isBrokenOff.load(ordering: .relaxed)
        #expect(isBrokenOff)
        #expect(!log.withLock { $0 }.contains { $0.type == "failed" || $0.type == "trained" })
        let events = log.withLock { $0 }
        let again = try retrainers(program, [[served("good")]])
        let resumed = try await RecordedRun.resume(program, in: world(program, again, store, past: events), from: state)
        #expect(resumed.state.outcome == .released)
        #expect(again[0].asked.withLock { $0 } == ["1 v2"])
    }

    @Test func nobodyIsAskedBeforeTheJournalKnows() {
        #expect(Effect.train(.candidate, attempt: 2).isExternal)
        #expect(!Effect.train(.candidate, attempt: 1).isExternal)
    }

    @Test func recipesBelongToWhoAsksForThem() throws {
        let missing = try TestPlan.compiled(Self.text(recipes: ""))
        #expect(missing.errors == ["retraining is asked for and the candidate has no recipe for it"])
        let withOptions = try TestPlan.compiled(Self.text(recipes: ", retrain: [{ max_depth: 3 }]"))
        #expect(withOptions.errors.contains("a recipe of `retrain` lacks its key `command`"))
        let program = try program(recipes: 2)
        #expect(ProgramVerifier.problems(of: program) == [])
        #expect(program.attempts == 3)
        let options = program.model(.candidate)?.retrainers.last
        #expect(options?.list("command") == ["./retrain", "2"])
        #expect(options?.text("timeout") == "1h")
    }
}
