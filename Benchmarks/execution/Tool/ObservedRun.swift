import Execution
import Plan
import Providers

/// A dry run with all that went in and out of its interpreter.
struct ObservedRun {
    let program: Program
    /// Each effect with the run's time at which it was carried out.
    let effects: [(Effect, Duration)]
    let inputs: [Event]
    /// The events as a journal holds them.
    let records: [[UInt8]]

    static func world(_ program: Program, plans: String) -> ReplayWorld {
        ReplayWorld(
            program: program,
            folder: plans,
            notifiers: NotifierRegistry.silentNotifiers(of: program),
            threads: 1
        )
    }

    init(_ program: Program, plans: String) async throws {
        let recorder = Recorder()
        var runner = Runner(
            interpreter: Interpreter(program: program),
            store: ForgetfulStore(),
            world: RecordingWorld(base: Self.world(program, plans: plans), recorder: recorder),
            isInterrupted: { false },
            show: { recorder.events.append($0) }
        )
        let started = Event.Started(plan: program.name, program: "0", seed: nil, mode: .dryRun, run: nil)
        _ = try await runner.start(started)
        self.program = program
        effects = recorder.effects
        inputs = recorder.events.filter { !$0.isDecision }
        records = recorder.events.map(\.line)
    }

    private final class Recorder {
        var events: [Event] = []
        var effects: [(Effect, Duration)] = []
    }

    private struct RecordingWorld: World {
        var base: ReplayWorld
        let recorder: Recorder

        mutating func perform(_ effect: Effect, at now: Duration) async -> Event {
            recorder.effects.append((effect, now))
            return await base.perform(effect, at: now)
        }
    }
}
