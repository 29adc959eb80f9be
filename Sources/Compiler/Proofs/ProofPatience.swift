/// How many systems of inequalities a rule's proofs may look at before everything is taken to be possible.
///
/// Every stage has the same, wherever it stands, unless proofs are long all over the plan: then all of them together have
/// what grows with the number of stages, so that the time does not grow faster than the plan.
struct ProofPatience {
    private static let perStage = 10_000
    private static let average = 500

    private var remaining = Self.perStage
    private var pool: Int
    /// Whether it was asked for more than there was since the stage began.
    private(set) var isExhausted = false

    /// - Parameter subjects: how many stages there are, and alerts, which count as stages.
    init(subjects: Int) { pool = Self.perStage + Self.average * subjects }

    /// Begins with another stage.
    mutating func begin() {
        remaining = Self.perStage
        isExhausted = false
    }

    /// Takes one look; false where there is no patience left.
    mutating func take() -> Bool {
        guard remaining > 0, pool > 0 else {
            isExhausted = true
            return false
        }
        remaining -= 1
        pool -= 1
        return true
    }
}
