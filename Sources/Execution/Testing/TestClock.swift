import Plan

/// When the command at hand is asked: the world's own time for it.
final class TestClock {
    var commandTime: Duration?
}

/// The commands of a test, each asked at its time: before what ends later than that.
struct TestCommands: CommandSource {
    private let interpreter: Interpreter
    private let clock: TestClock
    private var left: ArraySlice<PlanTest.Command>
    private var count = 0

    init(_ test: PlanTest, interpreter: Interpreter, clock: TestClock) {
        self.interpreter = interpreter
        self.clock = clock
        left = test.commands[...]
    }

    var isAttended: Bool { !left.isEmpty }

    mutating func take(_ state: ReleaseState) throws(EventStoreError) -> [Event.Command] {
        clock.commandTime = nil
        guard let next = left.first, next.at <= state.now || next.at < end(of: interpreter.nextEffect(state)),
            let action = Event.Command.Action(rawValue: next.action)
        else { return [] }
        left.removeFirst()
        count += 1
        clock.commandTime = next.at
        return [
            Event.Command(
                key: "test-\(count)",
                action: action,
                who: next.who,
                note: next.note,
                stage: next.stage?.value
            )
        ]
    }

    /// When an effect that takes time is over.
    private func end(of effect: Effect?) -> Duration {
        switch effect {
        case .observe(_, _, let interval)?: interval.upperBound
        case .wait(let until)?: until
        default: .zero
        }
    }
}
