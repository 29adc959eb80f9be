package import Plan

/// A test carried out: what happened, beside what was expected.
package struct PlanTestRun: Sendable {
    package let events: [Event]
    package let rows: [TestRow]
    /// Why nothing can be said, where the run did not come to an end.
    package let problem: String?

    package var isPassed: Bool { problem == nil && rows.allSatisfy(\.isMet) }

    /// A run that has so many events does not end in any time that a test is worth.
    private static let mostEvents = 1_000_000

    /// Carries out a test of a program.
    ///
    /// - Parameter zone: The clocks of the zone that the program's change windows are in.
    package static func run(_ test: PlanTest, of program: Program, zone: ZoneRules? = nil) async -> PlanTestRun {
        let interpreter = Interpreter(program: program)
        let recorder = Recorder()
        let clock = TestClock()
        var runner = Runner(
            interpreter: interpreter,
            store: ForgetfulStore(),
            world: TestWorld(test, program: program, clock: clock),
            commands: TestCommands(test, interpreter: interpreter, clock: clock),
            isInterrupted: { recorder.events.count >= mostEvents },
            show: { recorder.events.append($0) }
        )
        let started = Event.Started(
            plan: program.name,
            program: "",
            seed: nil,
            mode: .dryRun,
            run: nil,
            author: test.author,
            calendar: test.starts.flatMap { start in zone.map { ReleaseCalendar(start: start.value, zone: $0) } }
        )
        var problem: String?
        do throws(EventStoreError) {
            let state = try await runner.start(started)
            if state.outcome == nil, recorder.events.count >= mostEvents {
                problem = "the run has \(mostEvents) events and no end"
            }
        } catch {
            problem = error.problem
        }
        let rows = TestJudge(program: program, events: recorder.events).rows(test.expected)
        return PlanTestRun(events: recorder.events, rows: rows, problem: problem)
    }

    private final class Recorder {
        var events: [Event] = []
    }
}
