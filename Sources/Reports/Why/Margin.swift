import Execution
import Plan

/// How far a comparison was from its limit, positive on the side on which its gate passes.
struct Margin {
    /// What the reading is compared with.
    let limit: Double
    /// Whether that is the right side.
    let isLimitRight: Bool
    let value: Double

    /// Nil where a side has no number, or no side is nearer to holding than another.
    ///
    /// - Parameter place: Which of the gate's comparisons it is.
    init?(_ comparison: ComparisonRecord, at place: Int, in gate: ExplainedGate) {
        guard let left = comparison.left, let right = comparison.right else { return nil }
        isLimitRight = gate.isLimitRight.indices.contains(place) ? gate.isLimitRight[place] : true
        limit = isLimitRight ? right : left
        let mustHold = gate.role.mustHold
        switch comparison.relation {
        case .greater, .greaterOrEqual: value = mustHold ? left - right : right - left
        case .less, .lessOrEqual: value = mustHold ? right - left : left - right
        case .equal, .notEqual: return nil
        }
    }

    func text(_ type: ValueType) -> String {
        (value < 0 ? "-" : "+") + MessageText.value(abs(value), type)
    }
}
