import Compiler

/// What metrics may call the columns of a log that are for something: by what they are for, or by what the log calls them.
struct LogColumnNames {
    var label: Set<String> = ["label"]
    var prediction: Set<String> = ["prediction"]
    var score: Set<String> = ["score"]
    var time: Set<String> = ["time"]

    /// The weights of labels that stand beside the log.
    var weight: Set<String> = []
    /// The labels of further sources, and the weights of those, with the place of the source.
    private(set) var sources: [String: Int] = [:]
    private(set) var sourceWeights: [String: Int] = [:]

    /// The columns of classes.
    var classes: Set<String> { label.union(prediction) }

    /// What is in no column of the log.
    var beside: Set<String> { weight.union(sources.keys).union(sourceWeights.keys) }

    mutating func add(_ sources: [StandaloneLabelSource]) {
        for (place, source) in sources.enumerated() {
            self.sources[source.name] = place
            if let weight = source.weight { sourceWeights[weight] = place }
        }
    }
}
