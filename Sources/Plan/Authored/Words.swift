// The words that plans choose among, each an enum whose raw values are the words themselves.

/// Which of the two models.
package enum ModelRole: String, Hashable, Sendable, CaseIterable {
    case baseline
    case candidate
}

/// What a gate does once it has failed.
package enum GateConsequence: String, Hashable, Sendable, CaseIterable {
    case warn, hold, rollback, retrain
}

/// What an alert does once it fires.
package enum AlertConsequence: String, Hashable, Sendable, CaseIterable {
    case none, hold, rollback, retrain
}

/// What a stage does when its time is over and it was not promoted.
package enum StageFallback: String, Hashable, Sendable, CaseIterable {
    case rollback, retrain, hold
}

/// What high risk leads to.
package enum RiskFallback: String, Hashable, Sendable, CaseIterable {
    case retrain, stop
}

/// What a condition that has no data leads to.
package enum NoDataPolicy: String, Hashable, Sendable, CaseIterable {
    /// Promotion waits, for a bounded time.
    case hold
    /// The condition counts as one that did not fail.
    case ignore
}

/// How sure a gate must be.
package enum EvidenceMethod: String, Hashable, Sendable, CaseIterable {
    /// The plain value decides.
    case point
}

package enum AlertSeverity: String, Hashable, Sendable, CaseIterable {
    case info, warning, critical
}

/// How a release ended.
package enum Outcome: String, Hashable, Sendable, CaseIterable {
    case released
    case rolledBack = "rolled_back"
    /// Nothing was released, because the risk stayed high or the recipes were used up.
    case stopped
    /// A step could not be carried out.
    case failed
}

/// Which rows of a data set.
package enum DataPart: String, Hashable, Sendable, CaseIterable {
    case train, test, all
}
