import Plan

extension WatchPlan {
    /// How long the stage may take: `within`, or twice `for`; nil where neither could be read.
    var deadline: Duration? { within?.value ?? duration.map { $0.value * 2 } }
}
