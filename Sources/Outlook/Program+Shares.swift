import Plan

extension Program {
    /// The share of all units that is expected to have the candidate in each stage: its own audience and those before it,
    /// without those held back.
    ///
    /// Shares nest, so the largest holds the others; groups have no unit in common, and are drawn apart from shares. How
    /// many units have an attribute is not known: all of them might.
    var expectedShares: [Double] {
        var fraction = 0.0
        var grouped: [String: Double] = [:]
        let released = 1 - holdback.value
        return stages.map { stage in
            let share = stage.audience.fraction.value
            if let group = stage.audience.group {
                let size = traffic?.groups.first { $0.name == group }?.share.value ?? 0
                grouped[group] = max(grouped[group] ?? 0, share * size)
            } else {
                fraction = max(fraction, share)
            }
            let inGroups = min(1, grouped.values.reduce(0, +))
            return (1 - (1 - fraction) * (1 - inGroups)) * released
        }
    }
}
