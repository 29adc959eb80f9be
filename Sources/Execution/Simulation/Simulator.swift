package import Plan
import Platform

/// Simulates many releases of one program, each by itself, on several threads. What comes of it does not depend on their
/// number: every run draws by its own number, and runs are counted in their order.
package struct Simulator: Sendable {
    private let model: SimulationModel
    private let laws: SimulationLaws
    private let seed: UInt64
    private let answer: AssumedAnswers.Answer
    private let author: String?
    private let calendar: ReleaseCalendar?

    /// So many runs are one thread's at a time, with a copy of the model.
    private static let blockSize = 128
    /// Between rounds of about so long, in nanoseconds, it is told how far the work is.
    private static let roundTime = 100_000_000

    /// - Parameters:
    ///   - answer: What becomes of approvals.
    ///   - author: Who may not give them where a plan says so.
    ///   - calendar: When the releases begin, where the program has change windows.
    package init(
        _ model: SimulationModel,
        _ laws: SimulationLaws,
        seed: UInt64,
        assuming answer: AssumedAnswers.Answer = .approve,
        author: String? = nil,
        calendar: ReleaseCalendar? = nil
    ) {
        self.calendar = calendar
        self.answer = answer
        self.author = author
        self.model = model
        self.laws = laws
        self.seed = seed
    }

    /// The tally of so many runs, or of the first of them where an interrupt came between.
    ///
    /// - Parameters:
    ///   - threads: How many may work at once, 0 for one a core.
    ///   - progress: Told now and then how many runs are done.
    package func simulate(
        runs: Int,
        threads: Int,
        isInterrupted: @escaping @Sendable () -> Bool,
        progress: (Int) -> Void
    ) -> SimulationTally {
        var tally = SimulationTally(model.program)
        var round = Self.blockSize * (threads > 0 ? threads : Workers.coreCount)
        while tally.runs < runs, !isInterrupted() {
            let first = tally.runs
            let count = min(round, runs - first)
            let blocks = (count + Self.blockSize - 1) / Self.blockSize
            let start = Clock.monotonicNanoseconds()
            let tallies = Workers.map(count: blocks, threads: threads) { block in
                let from = first + block * Self.blockSize
                return self.tally(from..<min(from + Self.blockSize, first + count), isInterrupted)
            }
            for (block, part) in tallies.enumerated() {
                tally.merge(part)
                // Behind a block that was broken off the order would have a gap.
                if part.runs < min(Self.blockSize, count - block * Self.blockSize) { return tally }
            }
            if Clock.monotonicNanoseconds() - start < Self.roundTime { round *= 2 }
            progress(tally.runs)
        }
        return tally
    }

    private func tally(_ runs: Range<Int>, _ isInterrupted: () -> Bool) -> SimulationTally {
        var tally = SimulationTally(model.program)
        let interpreter = Interpreter(program: model.program)
        let (model, laws) = (self.model.copied, self.laws.copied)
        for run in runs {
            if isInterrupted() { break }
            tally.add(release(interpreter, SimulatedWorld(model, laws, seed: seed, run: run)))
        }
        return tally
    }

    /// One release, by the interpreter that runs are carried out by.
    private func release(_ interpreter: Interpreter, _ begun: SimulatedWorld) -> SimulationTally.Run {
        let program = interpreter.program
        var world = begun
        var stages = Array(repeating: false, count: program.stages.count)
        var promotions = stages
        var alerts = Array(repeating: false, count: program.alerts.count)
        var people = AssumedAnswers(answer, program: program, author: author)
        var state = interpreter.initialState
        var next: Event? = Event(
            at: .zero,
            .started(
                Event.Started(
                    plan: program.name,
                    program: "",
                    seed: nil,
                    mode: .dryRun,
                    run: nil,
                    author: author,
                    calendar: calendar
                )
            )
        )
        while let event = next {
            let transition = interpreter.handle(event, in: consume state)
            let decisions = transition.decisions
            state = transition.takeState()
            let stage = state.stageIndex
            if let stage { stages[stage] = true }
            for decision in decisions {
                switch decision.payload {
                case .judged(let judged) where judged.decision == .promote:
                    if let stage { promotions[stage] = true }
                case .alert(let change) where change.state == .firing:
                    if let alert = program.alerts.firstIndex(where: { $0.name == change.name }) {
                        alerts[alert] = true
                    }
                default: break
                }
            }
            if state.outcome == nil, let command = people.command(in: state) {
                next = Event(at: state.now, .command(command))
            } else {
                next = interpreter.nextEffect(state).map { world.answer($0, at: state.now) }
            }
        }
        return SimulationTally.Run(
            outcome: state.outcome,
            stages: stages,
            promotions: promotions,
            alerts: alerts,
            isRetrained: state.attempt > 1,
            duration: state.now,
            exposedUnits: world.exposedUnits,
            exposedRequests: world.exposedRequests
        )
    }
}
