import ArgumentParser
import Plan
import Platform

/// How a run under a scenario is expected to end, and whether the exit status is to say if it did.
struct Expectation {
    let scenario: Scenario
    let decidesStatus: Bool

    /// Nil where nobody said what is expected.
    init?(_ scenario: Scenario?, decidesStatus: Bool) {
        guard let scenario, scenario.expected != nil else { return nil }
        self.scenario = scenario
        self.decidesStatus = decidesStatus
    }

    /// Says whether the run ended so, and gives the status to end with; nil where that is the outcome's own.
    func compare(_ outcome: Outcome, isShowingText: Bool) -> ExitStatus? {
        guard let expected = scenario.expected else { return nil }
        if outcome == expected {
            if isShowingText {
                StandardStream.output.write("as the scenario `\(scenario.name)` expects: \(expected.words)\n")
            }
            return decidesStatus ? .done : nil
        }
        StandardStream.error.write(
            "\(decidesStatus ? "error" : "warning"): the scenario `\(scenario.name)` expects the run to be \(expected.words), "
                + "and it was \(outcome.words)\n"
        )
        return decidesStatus ? .unexpectedEnd : nil
    }
}

extension Outcome {
    /// The outcome for people, such as "rolled back".
    var words: String { rawValue.replacing("_", with: " ") }
}
