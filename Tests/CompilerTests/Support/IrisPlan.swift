/// The text of a plan over irises, of whose traffic and stages a test says what it is about.
enum IrisPlan {
    /// - Parameters:
    ///   - traffic: What is said of the replay, such as its rate.
    ///   - stages: As they stand below `stages`, two spaces in.
    ///   - rest: What follows at the plan's own level.
    static func text(traffic: String = "rate: 20/s", stages: String, rest: String = "") -> String {
        """
        planrun: 1
        name: p
        data: { iris: { csv: data/iris.csv, label: species } }
        models:
          baseline: { majority_class: {}, train: iris }
          candidate: { decision_tree: {}, train: iris }
        traffic: { replay: iris, \(traffic) }
        stages:
        \(stages)
        \(rest)
        """
    }
}
