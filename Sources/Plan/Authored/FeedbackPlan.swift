/// `feedback:`: where users' words come from and how they are sorted.
package struct FeedbackPlan: Sendable, Hashable {
    package struct Category: Sendable, Hashable {
        package let name: Located<String>
        package let keywords: [String]

        package init(name: Located<String>, keywords: [String]) {
            self.name = name
            self.keywords = keywords
        }
    }

    /// Nil where the plan names no file, or none that can be read.
    package let from: Located<String>?
    /// What the file is joined to the traffic by; a replay has units alone.
    package let join: Located<LabelJoin>?
    package let negativeBelow: Double
    /// Nil where it could not be read which categories there are.
    package let categories: [Category]?

    package init(
        from: Located<String>?,
        join: Located<LabelJoin>? = nil,
        negativeBelow: Double,
        categories: [Category]?
    ) {
        self.join = join
        self.from = from
        self.negativeBelow = negativeBelow
        self.categories = categories
    }
}
