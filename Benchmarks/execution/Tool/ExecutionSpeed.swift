import Execution
import Glibc
import JSON
import Journal
import Plan
import Platform
import Providers

/// Measures the interpreter over the events of a dry run of `plans/iris.yaml`, alone, with a journal, and as a part of a
/// dry run; prints JSON.
///
///     execution-speed interpreter PLANS          events a second, nothing kept
///     execution-speed journal PLANS FOLDER N     with a journal in FOLDER, a commit for every N records (0: as a run commits)
///     execution-speed records PLANS              the records of the run, a line each, for a peer to write
///     execution-speed simulate PLANS N THREADS   N simulated releases, on so many threads
///     execution-speed dry-run PLANS              a dry run beside the same work of its world without an interpreter
@main
enum ExecutionSpeed {
    static func main() async throws {
        let arguments = CommandLine.arguments
        let plans = arguments[2]
        let program = try BenchmarkPlan.program(plans + "/iris.yaml")
        if arguments[1] == "simulate" {
            return try await simulate(program, plans, runs: Int(arguments[3]) ?? 1, threads: Int(arguments[4]) ?? 1)
        }
        let run = try await ObservedRun(program, plans: plans)
        switch arguments[1] {
        case "interpreter": interpret(run)
        case "journal": try journal(run, folder: arguments[3], batch: Int(arguments[4]) ?? 0)
        case "records":
            for record in run.records { StandardStream.output.write(record + [UInt8(ascii: "\n")]) }
        default: try await dryRun(run, plans: plans)
        }
    }

    /// The interpreter fed the run's inputs again and again.
    private static func interpret(_ run: ObservedRun) {
        let interpreter = Interpreter(program: run.program)
        let rounds = 3000
        var events = 0
        let start = Seconds.ofProcessor
        for _ in 0..<rounds {
            var state = interpreter.initialState
            for input in run.inputs {
                let transition = interpreter.handle(input, in: consume state)
                events += 1 + transition.decisions.count
                state = transition.takeState()
            }
        }
        let seconds = Seconds.ofProcessor - start
        let inputs = rounds * run.inputs.count
        StandardStream.output.write(
            """
            {"inputs": \(inputs), "events": \(events), "seconds": \(seconds), \
            "inputs_per_second": \(Double(inputs) / seconds), "events_per_second": \(Double(events) / seconds)}\n
            """
        )
    }

    /// The same with every event in a journal, one run after the other behind the same first record: to begin a run is a
    /// transaction of its own, which the peer does not have.
    private static func journal(_ run: ObservedRun, folder: String, batch: Int) throws {
        let interpreter = Interpreter(program: run.program)
        let journal = try Journal.open(folder: folder, createIfMissing: true)
        // As many as take a moment: the more share a transaction, the less each takes.
        let rounds = batch < 20 ? 20 : 200
        var records = 0
        var writer = JSONWriter()
        let history = try journal.createRun(
            plan: run.program.name,
            planPath: "iris.yaml",
            programDigest: "0",
            startedAt: Clock.timestamp()
        )
        var waiting = 0
        func commit() throws {
            guard waiting > 0 else { return }
            try history.commit(state: .running, stage: nil, at: Clock.timestamp())
            waiting = 0
        }
        let (start, used) = (Seconds.ofClock, Seconds.ofProcessor)
        for _ in 0..<rounds {
            var state = interpreter.initialState
            for input in run.inputs {
                if batch == 0, interpreter.nextEffect(state)?.isExternal == true { try commit() }
                let transition = interpreter.handle(input, in: consume state)
                for event in [input] + transition.decisions {
                    if batch > 0, waiting == batch { try commit() }
                    writer.removeAll()
                    event.write(to: &writer)
                    try history.append(writer.bytes)
                    records += 1
                    waiting += 1
                }
                state = transition.takeState()
            }
        }
        try commit()
        let seconds = Seconds.ofClock - start
        StandardStream.output.write(
            """
            {"records": \(records), "seconds": \(seconds), "processor_seconds": \(Seconds.ofProcessor - used), \
            "records_per_second": \(Double(records) / seconds)}\n
            """
        )
    }

    /// Simulated releases, without what is measured once beforehand.
    private static func simulate(_ program: Program, _ plans: String, runs: Int, threads: Int) async throws {
        let model = try await SimulationModel.measure(program, folder: plans, threads: threads)
        let simulator = Simulator(model, try SimulationLaws(model, []), seed: 1)
        let (start, used) = (Seconds.ofClock, Seconds.ofProcessor)
        let tally = simulator.simulate(runs: runs, threads: threads, isInterrupted: { false }, progress: { _ in })
        let seconds = Seconds.ofClock - start
        StandardStream.output.write(
            """
            {"releases": \(tally.runs), "seconds": \(seconds), "per_second": \(Double(tally.runs) / seconds), \
            "per_processor_second": \(Double(tally.runs) / (Seconds.ofProcessor - used))}\n
            """
        )
    }

    /// A dry run, and its world doing the same with nobody to decide anything; in turns.
    private static func dryRun(_ run: ObservedRun, plans: String) async throws {
        var (whole, bare) = (0.0, 0.0)
        for _ in 0..<20 {
            var start = Seconds.ofProcessor
            _ = try await ObservedRun(run.program, plans: plans)
            whole += Seconds.ofProcessor - start
            start = Seconds.ofProcessor
            var world = ObservedRun.world(run.program, plans: plans)
            for (effect, time) in run.effects { _ = await world.perform(effect, at: time) }
            bare += Seconds.ofProcessor - start
        }
        StandardStream.output.write(
            "{\"dry_run_seconds\": \(whole / 20), \"world_seconds\": \(bare / 20), \"overhead\": \(whole / bare - 1)}\n"
        )
    }
}

/// Seconds of two clocks.
enum Seconds {
    static var ofClock: Double { Double(Clock.monotonicNanoseconds()) / 1e9 }

    /// What all threads of the process have used.
    static var ofProcessor: Double {
        var time = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}
