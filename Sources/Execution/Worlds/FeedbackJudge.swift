package import Datasets
package import Metrics
package import Plan

/// Judges what users say by a program's `feedback:`: what is negative, and which categories it is in.
package struct FeedbackJudge: Sendable {
    /// Nil where the program has no limit to judge ratings by.
    private let negativeBelow: Double?
    private let sorter: FeedbackSorter

    package init(program: Program) {
        negativeBelow = program.feedback?.negativeBelow
        sorter = FeedbackSorter(
            (program.feedback?.categories ?? []).map {
                FeedbackSorter.Category(name: $0.name, keywords: $0.keywords)
            }
        )
    }

    /// The categories' names, in the order of an outcome's indices.
    package var categories: [String] { sorter.categories.map(\.name) }

    /// The entry as it is counted. A rating speaks before a thumb; words alone make nothing negative, since
    /// `feedback.negative` is a share of ratings and thumbs.
    package func outcome(of entry: FeedbackEntry) -> FeedbackOutcome {
        let byRating = entry.rating.flatMap { rating in negativeBelow.map { rating < $0 } }
        return FeedbackOutcome(
            rating: entry.rating,
            isNegative: byRating ?? entry.thumb.map { $0 == .down },
            categories: entry.text.map { sorter.categories(of: $0) } ?? []
        )
    }
}
