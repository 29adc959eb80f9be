import Execution
import Plan

/// How far a comparison was from its limit, positive on the side on which its gate passes.
struct Margin {
    /// What the reading is compared with.
    let limit: Double
    let value: Double

    /// - Parameter mustHold: Whether the gate passes where the comparison holds.
    /// Nil where a side has no number, or no side is nearer to holding than another.
    init?(_ comparison: ComparisonRecord, mustHold: Bool) {
        guard let left = comparison.left, let right = comparison.right else { return nil }
        // The limit is the side that the candidate's reading is not on.
        let isOnLeft = comparison.readings.first { $0.model == .candidate }?.value == left
        let isOnRight = comparison.readings.contains { $0.model == .candidate && $0.value == right }
        limit = !isOnLeft && isOnRight ? left : right
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
