/// Where users' words come from and how they are sorted.
package struct FeedbackSpec: Sendable, Hashable {
    package struct Category: Sendable, Hashable {
        package let name: String
        package let keywords: [String]

        package init(name: String, keywords: [String]) {
            self.name = name
            self.keywords = keywords
        }
    }

    /// A file of what was said, or nil where all of it is added while the run goes on.
    package let from: String?
    /// What the file is joined to the traffic by.
    package let join: LabelJoin
    /// Ratings below this are negative.
    package let negativeBelow: Double
    package let categories: [Category]

    package init(from: String?, join: LabelJoin = .unit, negativeBelow: Double, categories: [Category]) {
        self.join = join
        self.from = from
        self.negativeBelow = negativeBelow
        self.categories = categories
    }
}
