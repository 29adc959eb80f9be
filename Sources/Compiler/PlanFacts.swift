/// What is known about the data that a plan names, found out by whoever may read files.
package struct PlanFacts: Sendable, Hashable {
    /// What is known about one data set.
    package struct Dataset: Sendable, Hashable {
        package let classes: [String]
        /// The names of the columns other than the label, in order.
        package let features: [String]

        package init(classes: [String], features: [String]) {
            self.classes = classes
            self.features = features
        }
    }

    /// By the data set's name in the plan; a data set that could not be read is absent.
    package let datasets: [String: Dataset]

    package init(datasets: [String: Dataset] = [:]) { self.datasets = datasets }
}
