// The words that plans choose among, each an enum whose raw values are the words themselves.

/// Which of the two models.
package enum ModelRole: String, Hashable, Sendable, CaseIterable {
    case baseline
    case candidate
}

/// What a gate does once it has failed.
package enum GateConsequence: String, Hashable, Sendable, CaseIterable {
    case warn, hold, rollback, retrain
    /// Back to the audience of the stage before.
    case stepBack = "step_back"
}

/// What an alert does once it fires.
package enum AlertConsequence: String, Hashable, Sendable, CaseIterable {
    case none, hold, rollback, retrain
}

/// What a stage does when its time is over and it was not promoted.
package enum StageFallback: String, Hashable, Sendable, CaseIterable {
    case rollback
    /// Back to the audience of the stage before.
    case stepBack = "step_back"
    case retrain, hold
}

/// Whose audience keeps the candidate after a rollback.
package enum RollbackTarget: String, Hashable, Sendable, CaseIterable {
    case nothing
    /// That of the stage before.
    case previous
}

/// How a rollback gets where it leads, other than at once.
package enum RollbackPace: String, Hashable, Sendable, CaseIterable {
    /// Stage by stage.
    case steps
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

/// What a condition whose value could not be had, in spite of retries, leads to.
package enum ErrorPolicy: String, Hashable, Sendable, CaseIterable {
    /// Promotion waits, for a bounded time.
    case hold
    /// The release is rolled back.
    case rollback
    /// The condition counts as one that did not fail.
    case ignore
}

/// How sure a gate must be.
package enum EvidenceMethod: String, Hashable, Sendable, CaseIterable {
    /// The plain value decides.
    case point
    /// An interval about the value decides, right for one look at a fixed number of samples.
    case interval
    /// Evidence that stays valid however often it is looked at decides.
    case sequential
}

/// What counts as one observation where observations must be independent of each other.
package enum IndependentObservation: String, Hashable, Sendable, CaseIterable {
    /// A unit: of its requests the first counts.
    case units
    /// A request.
    case requests
}

/// What the labels are joined to the traffic by.
package enum LabelJoin: String, Hashable, Sendable, CaseIterable {
    case request, unit
}

/// What a row counts for whose label is still missing once it should have come.
package enum MissingLabelPolicy: String, Hashable, Sendable, CaseIterable {
    /// It does not count.
    case exclude
    /// Its true class counts as another than the positive one.
    case negative
    /// It counts against the candidate where that promotes, and for it where that rolls back.
    case worstCase = "worst_case"
}

/// What follows when an approval is refused.
package enum RejectionFallback: String, Hashable, Sendable, CaseIterable {
    case rollback, hold
}

/// What follows when nobody has approved in time.
package enum ExpiryFallback: String, Hashable, Sendable, CaseIterable {
    case rollback, hold
}

/// The type of what is known of a unit.
package enum AttributeType: String, Hashable, Sendable, CaseIterable {
    case text, number, boolean
}

/// A unit of time that numbers in a log can be in.
package enum TimeUnit: String, Hashable, Sendable, CaseIterable {
    case nanoseconds = "ns"
    case microseconds = "us"
    case milliseconds = "ms"
    case seconds = "s"
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
