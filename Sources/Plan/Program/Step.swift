/// A step's name, unique in its program, such as `canary.observe`.
package struct StepID: Hashable, Sendable, ExpressibleByStringLiteral, CustomStringConvertible {
    package let text: String

    package init(_ text: String) { self.text = text }
    package init(stringLiteral text: String) { self.text = text }

    package var description: String { text }
}

/// One node of the program's graph: what to do, and where each outcome leads.
package struct Step: Hashable, Sendable {
    package enum Action: Hashable, Sendable {
        /// Read a data set and check it.
        case prepare(data: String)
        /// Learn a model; the candidate by the recipe of the attempt at hand.
        case train(ModelRole)
        /// Read a model from the file that it is kept in.
        case load(ModelRole)
        /// Judge the risk of the candidate.
        case assess
        /// Wait for the people who must agree before a stage begins.
        case approve(stage: Int)
        /// Give the candidate to the audience of a stage.
        case route(stage: Int)
        /// Watch that audience for one interval.
        case observe(stage: Int)
        /// Decide what the stage's evidence says.
        case judge(stage: Int)
        /// Return everyone to the baseline, to train again.
        case withdraw
        /// Take the next recipe.
        case retrain
        /// Return everyone to the baseline, for good.
        case rollback
        /// Let nobody have the candidate for a while, and then start again, where the release may.
        case coolDown
        /// End the run.
        case finish(Outcome)
    }

    /// What a step can come to.
    package enum Result: String, Hashable, Sendable, CaseIterable {
        case done
        case lowRisk = "low_risk"
        case highRisk = "high_risk"
        case goOn = "go_on"
        case promote
        case stepBack = "step_back"
        /// One stage down on the way to nobody.
        case stepDown = "step_down"
        case rollback
        case retrain
        case exhausted
        case approved
        case rejected
        case expired
    }

    package struct Successor: Hashable, Sendable {
        package let result: Result
        package let step: StepID

        package init(_ result: Result, _ step: StepID) {
            self.result = result
            self.step = step
        }
    }

    package let id: StepID
    package let action: Action
    package let successors: [Successor]

    package init(_ id: StepID, _ action: Action, _ successors: [Successor]) {
        self.id = id
        self.action = action
        self.successors = successors
    }

    /// Where that result leads, or nil where the step cannot come to it.
    package func successor(_ result: Result) -> StepID? {
        successors.first { $0.result == result }?.step
    }
}
