import Metrics
import Plan

/// Evidence over fixed rows, which have no time.
struct FixedEvidence: EvidenceSource {
    let evidence: PairedEvidence

    func accumulators(_ model: ModelRole, window: Duration?) -> AccumulatorSet? { evidence[model] }
}

/// Evidence of a stage: since it began, unless a window is asked for.
struct StageEvidence: EvidenceSource {
    let sinceStart: PairedEvidence
    let history: EvidenceHistory

    func accumulators(_ model: ModelRole, window: Duration?) -> AccumulatorSet? {
        window.map { history.accumulators(model, window: $0) } ?? sinceStart[model]
    }
}

/// Evidence of an alert: its own window, unless another is asked for.
struct RecentEvidence: EvidenceSource {
    let window: Duration
    let history: EvidenceHistory

    func accumulators(_ model: ModelRole, window: Duration?) -> AccumulatorSet? {
        history.accumulators(model, window: window ?? self.window)
    }
}
