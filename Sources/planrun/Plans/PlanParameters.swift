import Plan

/// What the variables of a plan stand for.
struct PlanParameters: Sendable {
    /// Those that are no secrets, by name.
    var values: [String: String] = [:]
    var secrets = Secrets()
}
