/// Two values and how they should stand to each other.
package struct Comparison: Hashable, Sendable {
    package enum Relation: String, Hashable, Sendable {
        case less = "<"
        case lessOrEqual = "<="
        case greater = ">"
        case greaterOrEqual = ">="
        case equal = "=="
        case notEqual = "!="

        /// Whether two numbers stand so. Numbers within 1e-12 of each other, relative to the larger where it exceeds 1,
        /// count as equal: `baseline - 0.05` must not fail its own margin by a rounding error.
        package func holds(_ left: Double, _ right: Double) -> Bool {
            let scale = max(1, abs(left), abs(right))
            let isEqual = left == right || (scale.isFinite && abs(left - right) <= 1e-12 * scale)
            return switch self {
            case .less: left < right && !isEqual
            case .lessOrEqual: left < right || isEqual
            case .greater: left > right && !isEqual
            case .greaterOrEqual: left > right || isEqual
            case .equal: isEqual
            case .notEqual: !isEqual
            }
        }
    }

    package let left: Expression
    package let relation: Relation
    package let right: Expression

    package init(_ left: Expression, _ relation: Relation, _ right: Expression) {
        self.left = left
        self.relation = relation
        self.right = right
    }
}
