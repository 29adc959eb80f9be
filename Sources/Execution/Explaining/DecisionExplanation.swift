/// Why something was decided: what was asked, what was read, and what would have turned it.
package struct DecisionExplanation: Sendable {
    /// What the decision was about.
    package enum Subject: Sendable, Hashable {
        case risk
        case stage(String)
        case alert(String)
        /// A step that could not be carried out.
        case step(String)
        /// What somebody asked for.
        case person(String)
        /// The people who must agree to a stage.
        case approval(String)
        /// A hold that somebody asked for.
        case hold
        /// A start after a rollback, of so many that there may be.
        case retry(number: Int, times: Int)
    }

    /// What a stage asks for before it can promote; nil where the plan is not at hand.
    package struct Terms: Sendable, Hashable {
        package let duration: Duration
        package let within: Duration
        package let samples: Int
    }

    package let subject: Subject
    package let at: Duration
    /// Its number among the run's judgements, counted from 1, and how many there are; nil where it is none.
    package let number: Int?
    package let count: Int
    /// What was decided, in the events' word.
    package let decision: String
    package let reason: String
    /// How long the stage had been watched, and what the candidate had answered in it.
    package let watched: Duration?
    package let samples: Int?
    package let terms: Terms?
    package let gates: [ExplainedGate]
    package let turn: DecisionTurn?
}
