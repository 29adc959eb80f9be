import Plan

/// Finds comparisons whose answer does not depend on what is measured, from the range of the metric.
enum ConstantComparison {
    struct Verdict {
        let isTrue: Bool
        let reason: String
    }

    /// The verdict on a comparison, given the values that each metric can take; nil where it can go either way.
    static func verdict(_ comparison: Comparison, ranges: [String: ClosedRange<Double>]) -> Verdict? {
        guard let left = interval(of: comparison.left, ranges), let right = interval(of: comparison.right, ranges)
        else { return nil }
        let relation = comparison.relation
        switch relation {
        case .less, .lessOrEqual, .greater, .greaterOrEqual:
            // It is the same everywhere where it is the same at all four corners.
            let answer = relation.holds(left.lowerBound, right.lowerBound)
            guard relation.holds(left.lowerBound, right.upperBound) == answer,
                relation.holds(left.upperBound, right.lowerBound) == answer,
                relation.holds(left.upperBound, right.upperBound) == answer
            else { return nil }
            return Verdict(isTrue: answer, reason: reason(comparison, ranges))
        case .equal, .notEqual:
            let isEqual = left.lowerBound == left.upperBound && left == right
            guard isEqual || left.upperBound < right.lowerBound || right.upperBound < left.lowerBound else {
                return nil
            }
            return Verdict(isTrue: isEqual == (relation == .equal), reason: reason(comparison, ranges))
        }
    }

    /// The values an expression can take, by interval arithmetic; nil for divisions and for unbounded products.
    static func interval(of expression: Expression, _ ranges: [String: ClosedRange<Double>]) -> ClosedRange<Double>? {
        switch expression {
        case .constant(let value, _): return value...value
        case .metric(let reference), .baseline(let reference): return ranges[reference.name]
        case .binary(let sign, let left, let right):
            guard let a = interval(of: left, ranges), let b = interval(of: right, ranges) else { return nil }
            switch sign {
            case .plus: return range(a.lowerBound + b.lowerBound, a.upperBound + b.upperBound)
            case .minus: return range(a.lowerBound - b.upperBound, a.upperBound - b.lowerBound)
            case .times:
                let products = [a.lowerBound, a.upperBound].flatMap { x in [b.lowerBound, b.upperBound].map { x * $0 } }
                guard products.allSatisfy(\.isFinite), let low = products.min(), let high = products.max() else {
                    return nil
                }
                return range(low, high)
            case .dividedBy: return nil
            }
        }
    }

    /// The range between two bounds, or nil where infinities have made one of them no number.
    private static func range(_ low: Double, _ high: Double) -> ClosedRange<Double>? {
        low <= high ? low...high : nil
    }

    private static func reason(_ comparison: Comparison, _ ranges: [String: ClosedRange<Double>]) -> String {
        let metrics = comparison.left.metrics + comparison.right.metrics
        guard let reference = metrics.first, let range = ranges[reference.name] else {
            return "both sides are constants"
        }
        guard range.lowerBound.isFinite else { return "`\(reference.text)` goes up to \(text(range.upperBound))" }
        let upper = range.upperBound.isFinite ? " to \(text(range.upperBound))" : " upwards"
        return "`\(reference.text)` goes from \(text(range.lowerBound))\(upper)"
    }

    private static func text(_ value: Double) -> String {
        value == value.rounded() && abs(value) < 1e15 ? String(Int(value)) : String(value)
    }
}
