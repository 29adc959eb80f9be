extension Comparison.Relation {
    /// Whether a difference stands so to zero that lies somewhere between two numbers; nil where they do not tell. Nothing is
    /// known on a side without a number.
    package func holds(above lower: Double?, below upper: Double?) -> Bool? {
        let isAbove = lower.map { Self.greater.holds($0, 0) } ?? false
        let isBelow = upper.map { Self.less.holds($0, 0) } ?? false
        switch self {
        case .greater: return isAbove ? true : upper.flatMap { holds($0, 0) ? nil : false }
        case .greaterOrEqual: return lower.flatMap { holds($0, 0) ? true : nil } ?? (isBelow ? false : nil)
        case .less: return isBelow ? true : lower.flatMap { holds($0, 0) ? nil : false }
        case .lessOrEqual: return upper.flatMap { holds($0, 0) ? true : nil } ?? (isAbove ? false : nil)
        case .equal: return isAbove || isBelow ? false : nil
        case .notEqual: return isAbove || isBelow ? true : nil
        }
    }
}
