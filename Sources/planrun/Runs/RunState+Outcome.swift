import Execution
import Journal
import Plan

extension RunState {
    /// Where a run stands whose state is that.
    init(_ state: ReleaseState) {
        let isWaiting = state.awaitedStageIndex != nil || state.isHeld
        self = isWaiting && state.outcome == nil ? .waiting : RunState(state.outcome)
    }

    /// The state of a run that ended so, or goes on where it has not ended.
    init(_ outcome: Outcome?) {
        switch outcome {
        case .released?: self = .released
        case .rolledBack?: self = .rolledBack
        case .stopped?: self = .stopped
        case .failed?: self = .failed
        case nil: self = .running
        }
    }

    /// How the run ended, or nil where it can go on.
    var outcome: Outcome? {
        switch self {
        case .released: .released
        case .rolledBack: .rolledBack
        case .stopped: .stopped
        case .failed: .failed
        case .running, .waiting: nil
        }
    }

    /// The state for people, such as "rolled back".
    var words: String { rawValue.replacing("_", with: " ") }
}
