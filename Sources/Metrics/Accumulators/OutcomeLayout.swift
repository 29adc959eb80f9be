/// What the numbers in a batch of outcomes stand for.
package struct OutcomeLayout: Hashable, Sendable {
    /// The classes' names; a class is its index here.
    package let classes: [String]
    /// The index of the class that binary metrics are about, or nil for macro averages.
    package let positive: Int?
    /// The names of the feedback categories; a category is its index here.
    package let categories: [String]

    package init(classes: [String], positive: Int? = nil, categories: [String] = []) {
        self.classes = classes
        self.positive = positive
        self.categories = categories
    }
}
