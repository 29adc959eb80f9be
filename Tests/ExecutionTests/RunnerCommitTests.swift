import Execution
import Plan
import Testing

/// Whoever looks at a run from outside sees how it stands: what is written between effects is whole.
@Suite struct RunnerCommitTests {
    /// Keeps what it is given, and asks for a commit every so many events.
    private final class Store: EventStore {
        private let every: Int
        private var sinceCommit = 0
        private(set) var lines: [[UInt8]] = []
        private(set) var commits: [(records: Int, state: ReleaseState, stage: String?)] = []

        init(every: Int) { self.every = every }

        var isCommitDue: Bool { sinceCommit >= every }

        func append(_ events: [Event]) throws(EventStoreError) {
            lines += events.map(\.line)
            sinceCommit += events.count
        }

        func commit(_ state: ReleaseState, stage: String?) throws(EventStoreError) {
            commits.append((lines.count, state, stage))
            sinceCommit = 0
        }
    }

    private func run(_ program: Program, every: Int) async throws -> Store {
        let store = Store(every: every)
        var runner = Runner(
            interpreter: Interpreter(program: program),
            store: store,
            world: ScriptedWorld(program),
            isInterrupted: { false },
            show: { _ in }
        )
        let started = Event.Started(plan: program.name, program: "0", seed: nil, mode: .run, run: "test-1")
        _ = try await runner.start(started)
        return store
    }

    @Test func whatIsCommittedInBetweenIsWhole() async throws {
        let program = try TestPlan.oneStage("watch: { every: 1m, for: 9m }\npromote_if: [accuracy >= 0.9]")
        let rarely = try await run(program, every: .max)
        let often = try await run(program, every: 4)
        #expect(often.lines == rarely.lines)
        #expect(often.commits.count > rarely.commits.count + 2)
        #expect(often.commits.contains { $0.stage == "all" && $0.records < often.lines.count })
        for commit in often.commits {
            let kept = Array(often.lines[..<commit.records])
            let restored = try Recovery.restore(kept, interpreter: Interpreter(program: program))
            #expect(restored.state == commit.state)
        }
    }
}
