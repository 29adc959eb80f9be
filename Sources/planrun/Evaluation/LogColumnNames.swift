/// What metrics may call the columns of a log that are for something: by what they are for, or by what the log calls them.
struct LogColumnNames {
    var label: Set<String> = ["label"]
    var prediction: Set<String> = ["prediction"]
    var score: Set<String> = ["score"]

    /// The weights of labels that stand beside the log.
    var weight: Set<String> = []

    /// The columns of classes.
    var classes: Set<String> { label.union(prediction) }
}
