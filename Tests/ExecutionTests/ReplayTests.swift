import Execution
import JSON
import Plan
import Platform
import Providers
import Testing

/// The replay world on the real iris plan.
@Suite struct ReplayTests {
    static let plans = Path.folder(of: Path.folder(of: Path.folder(of: #filePath))) + "/plans"

    /// The iris plan, or a change of it.
    static func irisProgram(_ change: (String) -> String = { $0 }) throws -> Program {
        let text = String(decoding: try FileSystem.read(plans + "/iris.yaml"), as: UTF8.self)
        return try TestPlan.program(change(text))
    }

    static func world(_ program: Program, threads: Int = 0) -> ReplayWorld {
        ReplayWorld(
            program: program,
            folder: plans,
            notifiers: NotifierRegistry.silentNotifiers(of: program),
            threads: threads
        )
    }

    /// A shorter release, so that many of them can be run.
    static func shortProgram() throws -> Program {
        try irisProgram {
            $0.replacing("every: 5m, for: 2h, samples: 10000", with: "every: 1m, for: 3m, samples: 2000")
                .replacing("every: 1m, for: 30m, samples: 1000", with: "every: 1m, for: 4m, samples: 200")
                .replacing("every: 1m, for: 10m, samples: 200", with: "every: 1m, for: 2m, samples: 30")
                .replacing("      - feedback.negative <= 30%\n", with: "")
                // However busy the machine, what a clock says decides nothing.
                .replacing("latency.p99 > 50ms", with: "latency.p99 > 50s")
        }
    }

    @Test func theIrisPlanIsReleased() async throws {
        let program = try Self.irisProgram()
        let run = try await RecordedRun.run(program, in: Self.world(program))
        #expect(run.outcome == .released)
        #expect(run.state.now == .seconds(2 * 3600 + 40 * 60))
        let routes = run.events.compactMap { if case .routed(let routed) = $0.payload { routed } else { nil } }
        #expect(routes.map(\.stage) == ["internal", "canary", "full"])
        // Staff are exactly 2% of 2000; everyone has the candidate in the end; the audience only grows.
        #expect(routes.first?.units == 40)
        #expect(routes.last?.units == 2000)
        #expect(routes.map(\.units) == routes.map(\.units).sorted())
    }

    @Test func requestsComeAtTheirRate() async throws {
        let program = try Self.shortProgram()
        let run = try await RecordedRun.run(program, in: Self.world(program))
        var next = 0
        for event in run.events {
            guard case .observed(let observed) = event.payload else { continue }
            #expect(observed.requests.lowerBound == next)
            #expect(observed.requests.count == 20 * 60)
            next = observed.requests.upperBound
        }
        #expect(next == 9 * 20 * 60)
    }

    @Test func aDryRunShowsTheEventsOfTheRun() async throws {
        let program = try Self.irisProgram()
        let run = try await RecordedRun.run(program, in: Self.world(program), mode: .run)
        let dryRun = try await RecordedRun.run(program, in: Self.world(program), mode: .dryRun)
        #expect(run.events.count > 100)
        #expect(try run.reproducible == dryRun.reproducible)
    }

    @Test func threadsDoNotShow() async throws {
        let program = try Self.shortProgram()
        let one = try await RecordedRun.run(program, in: Self.world(program, threads: 1))
        let four = try await RecordedRun.run(program, in: Self.world(program, threads: 4))
        #expect(try one.reproducible == four.reproducible)
    }

    @Test func anotherSeedIsAnotherRun() async throws {
        let first = try Self.shortProgram()
        let second = try Self.irisProgram { $0.replacing("seed: 7", with: "seed: 8") }
        let a = try await RecordedRun.run(first, in: Self.world(first), limit: 8)
        let b = try await RecordedRun.run(second, in: Self.world(second), limit: 8)
        #expect(try a.reproducible != b.reproducible)
    }

    /// A run that is fed another's measurements decides as that one did, to the last digit of every latency.
    @Test func recordedMeasurementsGiveIdenticalDecisions() async throws {
        let program = try Self.shortProgram()
        let run = try await RecordedRun.run(program, in: Self.world(program), mode: .run)
        let lines = try run.events.map { try JSONValue(parsing: $0.line) }
        let fed = RecordedMeasurements(Self.world(program), program: program, recorded: lines)
        let dryRun = try await RecordedRun.run(program, in: fed, mode: .dryRun)
        let decisions = run.events.filter(\.isDecision)
        #expect(decisions.count > 8)
        #expect(dryRun.events.filter(\.isDecision) == decisions)
        #expect(dryRun.events.dropFirst() == run.events.dropFirst())
    }

    @Test func missingDataEndTheRunAsFailed() async throws {
        let program = try Self.irisProgram { $0.replacing("data/iris.csv", with: "data/absent.csv") }
        let run = try await RecordedRun.run(program, in: Self.world(program))
        #expect(run.outcome == .failed)
        #expect(run.finished?.reason.contains("absent.csv") == true)
    }
}
