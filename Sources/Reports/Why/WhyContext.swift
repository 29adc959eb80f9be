package import Execution

/// What an explanation is shown with: the run, and where its plan's lines are.
package struct WhyContext: Sendable {
    /// What has become of the plan that decided.
    package enum PlanState: String, Sendable, Hashable {
        /// It is there, and compiles to the program that decided.
        case same
        /// It is there and means something else by now.
        case changed
        /// It is not there, or has errors.
        case missing
    }

    package let run: String
    package let planPath: String
    package let planState: PlanState
    /// The place of a gate in the plan, such as `plans/iris.yaml:47`, where it is known.
    package let place: @Sendable (ExplainedGate) -> String?

    package init(
        run: String,
        planPath: String,
        planState: PlanState,
        place: @escaping @Sendable (ExplainedGate) -> String?
    ) {
        self.run = run
        self.planPath = planPath
        self.planState = planState
        self.place = place
    }
}
