package import Execution
package import Plan

/// What simulated releases of a plan have come to, under each of the effects assumed.
package struct Simulation: Sendable {
    /// One set of effects.
    package struct Point: Sendable {
        /// The effects as they were written.
        package let effects: [String]
        /// The value on the grid, such as `-2%`; nil without a grid.
        package let label: String?
        /// The candidate's share of right answers in traffic, by attempt.
        package let accuracies: [Double]
        package let tally: SimulationTally

        package init(effects: [String], label: String?, accuracies: [Double], tally: SimulationTally) {
            self.effects = effects
            self.label = label
            self.accuracies = accuracies
            self.tally = tally
        }

        /// How often runs ended so.
        package func chance(_ outcome: Outcome) -> ChanceEstimate { chance(tally.outcomes[outcome] ?? 0) }

        func chance(_ count: Int) -> ChanceEstimate { ChanceEstimate(count, of: tally.runs) }

        var units: AmountEstimate? { AmountEstimate(tally.exposedUnits.map(Double.init)) }
        var requests: AmountEstimate? { AmountEstimate(tally.exposedRequests.map(Double.init)) }
        /// In seconds.
        var duration: AmountEstimate? { AmountEstimate(tally.durations.map(\.seconds)) }
    }

    package let name: String
    /// The program's digest.
    package let digest: String
    package let seed: Int
    /// How many runs each point was to have.
    package let runs: Int
    /// What a unit is called, such as `user`.
    package let unit: String
    package let stages: [String]
    package let alerts: [String]
    /// What the grid is of, such as `accuracy`; nil without a grid.
    package let axis: String?
    package let points: [Point]
    /// When every release begins by the calendar, in words; nil where the plan has no change windows.
    package let begins: String?

    package init(
        _ program: Program,
        digest: String,
        runs: Int,
        axis: String?,
        points: [Point],
        begins: String? = nil
    ) {
        self.begins = begins
        name = program.name
        self.digest = digest
        seed = program.traffic?.replay?.seed ?? 0
        self.runs = runs
        unit = program.traffic?.unit ?? "unit"
        stages = program.stages.map(\.name)
        alerts = program.alerts.map(\.name)
        self.axis = axis
        self.points = points
    }
}
