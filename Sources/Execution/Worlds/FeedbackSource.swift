package import Datasets

/// Where a world learns what people say while a run goes on, beside the plan's own file.
package protocol FeedbackSource {
    /// What the observation of the interval counts: all that was said before the interval's end and that no observation of
    /// an earlier interval has counted. The same interval may be asked for again after a crash.
    func take(in interval: Range<Duration>) throws(FeedbackSourceError) -> [SourcedFeedback]
}

/// One thing that somebody said, with the digest by which the journal names it.
package struct SourcedFeedback: Sendable, Hashable {
    package let entry: FeedbackEntry
    /// Hexadecimal, and telling nothing to those who do not have the source's key.
    package let digest: String

    package init(entry: FeedbackEntry, digest: String) {
        self.entry = entry
        self.digest = digest
    }
}

/// Why a source cannot say what was said; never with a unit or a text in it.
package struct FeedbackSourceError: Error, Hashable, Sendable {
    package let problem: String

    package init(_ problem: String) { self.problem = problem }
}
