import Datasets
import Metrics
import Plan

/// What is kept of a log's rows: of all of them, of those of a segment, and of each unit once. It follows from the program and
/// the log's columns alone, so that what was written of a run can be read back without the log.
struct LoggedKinds: Sendable {
    /// Whose rows evidence is of.
    enum Scope: Sendable {
        case all, segment
    }

    private let all: [any Accumulator.Type]
    private let segment: [any Accumulator.Type]
    private let units: [any Accumulator.Type]?
    private var allTallies: DeclaredTallies
    private var segmentTallies: DeclaredTallies
    private var unitTallies: DeclaredTallies
    let independent: IndependentObservation
    /// Whether some gate wants both models' answers compared, each unit counted once.
    let comparesUnits: Bool

    init(_ program: Program, reading: LogReading) {
        // There is feedback where a file has it, and there are latencies where the log has them.
        let hasFeedback = program.feedback?.from != nil
        func isLogged(_ kind: any Accumulator.Type) -> Bool {
            (kind != FeedbackTally.self || hasFeedback) && (kind != LatencySketch.self || reading.query.hasLatency)
        }
        func tallies(_ isWanted: (String) -> Bool) -> DeclaredTallies {
            DeclaredTallies(
                reading.metrics.filter { isWanted($0.name) },
                differences: reading.differences.filter { isWanted($0.key) },
                texts: reading.textNames
            )
        }
        let bySegments = Set(
            program.metrics.filter { $0.segment != nil }.map(\.name) + reading.differences.values.map(\.of)
        )
        let carried = program.carriedMetrics
        let sequential = Set(program.sequentialMetrics.map(\.name))
        all = program.accumulatorKinds.filter(isLogged)
        segment = MetricRegistry.accumulatorKinds(for: bySegments.union(["requests"])).filter(isLogged)
        units = program.unitKinds?.filter(isLogged)
        independent = program.evidence?.independent ?? .units
        allTallies = tallies { !carried.contains($0) }
        segmentTallies = tallies { bySegments.contains($0) && !carried.contains($0) }
        unitTallies = tallies { sequential.contains($0) || carried.contains($0) }
        comparesUnits = !sequential.isEmpty
    }

    /// The rows that metrics are compared with, each once.
    var awaited: Set<AwaitedRows> { allTallies.awaited.union(unitTallies.awaited) }

    /// The same once it is known what was kept of those rows.
    func referring(to states: [AwaitedRows: TallyState]) -> LoggedKinds {
        guard !states.isEmpty else { return self }
        var result = self
        result.allTallies = allTallies.referring(to: states)
        result.segmentTallies = segmentTallies.referring(to: states)
        result.unitTallies = unitTallies.referring(to: states)
        return result
    }

    /// Whether some gate wants each unit counted once.
    var countsUnits: Bool { units != nil }

    func kinds(_ scope: Scope) -> [any Accumulator.Type] { scope == .all ? all : segment }

    func tallies(_ scope: Scope) -> DeclaredTallies { scope == .all ? allTallies : segmentTallies }

    /// What is kept of each unit once; nil where nobody looks at it.
    var unitKinds: (kinds: [any Accumulator.Type], tallies: DeclaredTallies)? { units.map { ($0, unitTallies) } }
}
