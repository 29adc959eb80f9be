package import Plan

/// What simulated releases have come to, counted. Tallies of runs that follow each other merge to the tally of all of them.
package struct SimulationTally: Sendable, Hashable {
    /// One release, from its first step to its end.
    struct Run {
        let outcome: Outcome?
        /// The stages that it entered.
        let stages: [Bool]
        /// The stages that it was promoted from.
        let promotions: [Bool]
        /// The alerts that have fired.
        let alerts: [Bool]
        let isRetrained: Bool
        let duration: Duration
        let exposedUnits: Int
        let exposedRequests: Int
    }

    package private(set) var runs = 0
    package private(set) var outcomes: [Outcome: Int] = [:]
    /// How many runs have been trained anew.
    package private(set) var retrained = 0
    /// By stage, how many runs have entered it, and how many have been promoted from it.
    package private(set) var entered: [Int]
    package private(set) var promoted: [Int]
    /// By alert, in how many runs it has fired.
    package private(set) var fired: [Int]
    /// By run.
    package private(set) var durations: [Duration] = []
    package private(set) var exposedUnits: [Int] = []
    package private(set) var exposedRequests: [Int] = []

    package init(_ program: Program) {
        entered = Array(repeating: 0, count: program.stages.count)
        promoted = entered
        fired = Array(repeating: 0, count: program.alerts.count)
    }

    mutating func add(_ run: Run) {
        runs += 1
        if let outcome = run.outcome { outcomes[outcome, default: 0] += 1 }
        retrained += run.isRetrained ? 1 : 0
        for stage in entered.indices {
            entered[stage] += run.stages[stage] ? 1 : 0
            promoted[stage] += run.promotions[stage] ? 1 : 0
        }
        for alert in fired.indices { fired[alert] += run.alerts[alert] ? 1 : 0 }
        durations.append(run.duration)
        exposedUnits.append(run.exposedUnits)
        exposedRequests.append(run.exposedRequests)
    }

    /// Adds the runs that follow.
    mutating func merge(_ other: SimulationTally) {
        runs += other.runs
        outcomes.merge(other.outcomes, uniquingKeysWith: +)
        retrained += other.retrained
        for stage in entered.indices {
            entered[stage] += other.entered[stage]
            promoted[stage] += other.promoted[stage]
        }
        for alert in fired.indices { fired[alert] += other.fired[alert] }
        durations += other.durations
        exposedUnits += other.exposedUnits
        exposedRequests += other.exposedRequests
    }
}
