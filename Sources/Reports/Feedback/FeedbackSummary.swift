import Datasets
import Metrics
import Plan

/// What was said of one model, summed up.
struct FeedbackSummary {
    /// Entries that belong together, with a few of their texts.
    struct Group {
        let name: String
        let entries: Int
        /// The latest different texts.
        let examples: [String]
    }

    let entries: Int
    let units: Int
    let rated: Int
    let meanRating: Double?
    /// Those with a rating or thumb that says whether they are negative.
    let judged: Int
    let negative: Int
    let trend: FeedbackTrend
    /// By the plan's categories, in its order; an entry may be in several.
    let categories: [Group]
    /// Texts that no keyword is in, by what they say.
    let uncategorised: [Group]
    let terms: TellingTerms

    static let exampleLimit = 3

    init(_ remarks: [FeedbackRemark], categories names: [String], until end: Duration) {
        entries = remarks.count
        units = Set(remarks.map(\.unit)).count
        let ratings = remarks.compactMap(\.outcome.rating)
        rated = ratings.count
        meanRating = ratings.isEmpty ? nil : ratings.reduce(0, +) / Double(ratings.count)
        judged = remarks.count { $0.outcome.isNegative != nil }
        negative = remarks.count { $0.outcome.isNegative == true }
        trend = FeedbackTrend(remarks, until: end)
        categories = names.enumerated().map { index, name in
            Self.group(name, remarks.filter { $0.outcome.categories.contains(index) })
        }
        let rest = remarks.filter { $0.text?.isEmpty == false && $0.outcome.categories.isEmpty }
        uncategorised = Sentiment.allCases.map { sentiment in
            Self.group(sentiment.rawValue, rest.filter { $0.sentiment == sentiment })
        }
        terms = TellingTerms(remarks)
    }

    private static func group(_ name: String, _ remarks: [FeedbackRemark]) -> Group {
        var examples: [String] = []
        for remark in remarks.reversed() where examples.count < exampleLimit {
            if let text = remark.text, !text.isEmpty, !examples.contains(text) { examples.append(text) }
        }
        return Group(name: name, entries: remarks.count, examples: examples)
    }
}
