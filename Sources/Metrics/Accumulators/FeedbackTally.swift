package import JSON

/// What users said, counted: entries, ratings, how many were negative, and how many fell in each category.
///
/// Ratings are summed in whole thousandths, so that the sum does not depend on the order; a finer rating counts as the
/// nearest thousandth, one beyond 10^12 as that, and one that is not a number as none.
package struct FeedbackTally: Accumulator {
    package static var name: String { "feedback" }

    /// The requests that the model has served, of users who could say something about them.
    package private(set) var served = 0
    /// The entries, whatever they hold.
    package private(set) var entries = 0
    /// The entries with a rating.
    package private(set) var rated = 0
    /// The entries whose rating or thumb says whether they are negative.
    package private(set) var judged = 0
    /// The entries whose rating or thumb is negative.
    package private(set) var negative = 0
    /// The sum of the ratings, in thousandths.
    package private(set) var thousandths: Int128 = 0
    /// The entries in each category; an entry may be in several.
    package private(set) var categories: [Int]

    private static let largestRating = 1e12

    package init(layout: OutcomeLayout) {
        categories = [Int](repeating: 0, count: layout.categories.count)
    }

    /// The mean of the ratings, or nil where there is none.
    package var meanRating: Double? { rated == 0 ? nil : Double(thousandths) / 1000 / Double(rated) }

    package mutating func add(_ feedback: [FeedbackOutcome], served: Int) {
        self.served = self.served.saturatingAdd(served)
        for entry in feedback {
            entries = entries.saturatingAdd(1)
            if let rating = entry.rating, !rating.isNaN {
                let bounded = min(max(rating, -Self.largestRating), Self.largestRating)
                thousandths &+= Int128((bounded * 1000).rounded())
                rated = rated.saturatingAdd(1)
            }
            if let isNegative = entry.isNegative {
                judged = judged.saturatingAdd(1)
                if isNegative { negative = negative.saturatingAdd(1) }
            }
            for (position, category) in entry.categories.enumerated() {
                // An entry counts once in a category, however often it names it.
                guard categories.indices.contains(category), !entry.categories[..<position].contains(category) else {
                    continue
                }
                categories[category] = categories[category].saturatingAdd(1)
            }
        }
    }

    package mutating func add(_ outcomes: CountedOutcomes) {}

    package mutating func merge(_ other: FeedbackTally) {
        served = served.saturatingAdd(other.served)
        entries = entries.saturatingAdd(other.entries)
        rated = rated.saturatingAdd(other.rated)
        judged = judged.saturatingAdd(other.judged)
        negative = negative.saturatingAdd(other.negative)
        thousandths &+= other.thousandths
        for category in 0..<min(categories.count, other.categories.count) {
            categories[category] = categories[category].saturatingAdd(other.categories[category])
        }
    }

    package func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("served", served)
            writer.member("entries", entries)
            writer.member("rated", rated)
            writer.member("judged", judged)
            writer.member("negative", negative)
            writer.name("thousandths")
            writer.text(thousandths)
            writer.array("categories") { writer in
                for count in categories { writer.integer(count) }
            }
        }
    }

    package init(json: JSONValue, layout: OutcomeLayout) throws(AccumulatorError) {
        let members = ["served", "entries", "rated", "judged", "negative", "thousandths", "categories"]
        let reader = try StateReader(json, of: Self.name, members: members)
        served = try reader.count("served")
        entries = try reader.count("entries")
        rated = try reader.count("rated")
        judged = try reader.count("judged")
        negative = try reader.count("negative")
        thousandths = try reader.wide("thousandths")
        categories = try reader.counts("categories")
        guard categories.count == layout.categories.count else {
            throw reader.error("`categories` does not have the \(layout.categories.count) of the plan")
        }
        guard rated <= entries, judged <= entries, negative <= judged, categories.allSatisfy({ $0 <= entries }) else {
            throw reader.error("it counts more of a part than of the whole")
        }
        guard thousandths.magnitude <= UInt128(rated) * UInt128(Self.largestRating * 1000) else {
            throw reader.error("`thousandths` is more than `rated` ratings can sum to")
        }
    }
}
