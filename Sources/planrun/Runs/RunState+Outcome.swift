import Journal
import Plan

extension RunState {
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
}
