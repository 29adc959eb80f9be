import Plan

/// Whether conditions over counts of requests can hold, or can fail, given how many requests there can be.
struct CountReach {
    /// A count, and the most that it can be.
    struct Lack {
        let metric: MetricReference
        let most: Double
        /// Whether it is never as low as it would have to be; else it is never as high.
        let isBelow: Bool

        /// The most in whole requests.
        var number: Int { most < 9e18 ? Int(most.rounded(.down)) : .max }
    }

    private let counts: Set<String>
    private let range: (MetricReference) -> ClosedRange<Double>

    /// - Parameter range: The values that a count can have in the end.
    init(_ counts: Set<String>, range: @escaping (MetricReference) -> ClosedRange<Double>) {
        self.counts = counts
        self.range = range
    }

    /// What keeps the condition from holding; nil where it may hold.
    func lack(in condition: Condition) -> Lack? { ends(of: condition).cannotHold }

    private func ends(of condition: Condition) -> (cannotHold: Lack?, cannotFail: Lack?) {
        switch condition {
        case .comparison(let comparison): return ends(of: comparison)
        case .not(let condition):
            let ends = ends(of: condition)
            return (ends.cannotFail, ends.cannotHold)
        case .atLeast(let count, let conditions):
            let ends = conditions.map { self.ends(of: $0) }
            let (lacking, certain) = (ends.compactMap(\.cannotHold), ends.compactMap(\.cannotFail))
            return (
                conditions.count - lacking.count < count ? lacking.first : nil,
                certain.count >= count ? certain.first : nil
            )
        }
    }

    private func ends(of comparison: Comparison) -> (cannotHold: Lack?, cannotFail: Lack?) {
        guard let left = CountForm(comparison.left, counts), let right = CountForm(comparison.right, counts) else {
            return (nil, nil)
        }
        let form = left - right
        var (lowest, highest, size) = (form.constant, form.constant, abs(form.constant))
        for (metric, factor) in form.terms {
            let range = range(metric)
            let (least, most) = (range.lowerBound * factor, range.upperBound.rounded(.down) * factor)
            lowest += min(least, most)
            highest += max(least, most)
            size += max(abs(least), abs(most))
        }
        // Whole numbers are exact, and products with anything else may be off by some units in the last place.
        let isExact = form.terms.allSatisfy { $0.factor == $0.factor.rounded() }
        let slack = isExact ? 0 : size * 1e-12
        (lowest, highest) = (lowest - slack, highest + slack)
        func cannotBeHigher() -> Lack? {
            lack(in: form, isBelow: false, factor: 1) ?? lack(in: form, isBelow: true, factor: -1)
        }
        // That no count is below 0 is found by another rule.
        func cannotBeLower() -> Lack? {
            lack(in: form, isBelow: false, factor: -1) ?? lack(in: form, isBelow: true, factor: 1)
        }
        let isZero = lowest == 0 && highest == 0
        let isNever = highest < 0 ? cannotBeHigher() : lowest > 0 ? cannotBeLower() : nil
        return switch comparison.relation {
        case .greater: (highest <= 0 ? cannotBeHigher() : nil, lowest > 0 ? cannotBeLower() : nil)
        case .greaterOrEqual: (highest < 0 ? cannotBeHigher() : nil, lowest >= 0 ? cannotBeLower() : nil)
        case .less: (lowest >= 0 ? cannotBeLower() : nil, highest < 0 ? cannotBeHigher() : nil)
        case .lessOrEqual: (lowest > 0 ? cannotBeLower() : nil, highest <= 0 ? cannotBeHigher() : nil)
        case .equal: (isNever, isZero ? cannotBeLower() : nil)
        case .notEqual: (isZero ? cannotBeLower() : nil, isNever)
        }
    }

    /// The first count of which more, or less, would make a sum higher, or lower.
    private func lack(in form: CountForm, isBelow: Bool, factor: Double) -> Lack? {
        form.terms.lazy.filter { $0.factor * factor > 0 }.map { (metric: $0.metric, range: range($0.metric)) }.first {
            !isBelow || $0.range.lowerBound > 0
        }.map { Lack(metric: $0.metric, most: $0.range.upperBound, isBelow: isBelow) }
    }
}

/// A sum of counts, each with a factor, and a constant.
private struct CountForm {
    private(set) var terms: [(metric: MetricReference, factor: Double)] = []
    private(set) var constant = 0.0

    /// Nil for what is no such sum of these counts of the candidate.
    init?(_ expression: Expression, _ counts: Set<String>) {
        switch expression {
        case .constant(let value, _): constant = value
        case .metric(let metric):
            guard counts.contains(metric.name) else { return nil }
            terms = [(metric, 1)]
        case .baseline: return nil
        case .binary(let sign, let left, let right):
            guard let left = CountForm(left, counts), let right = CountForm(right, counts) else { return nil }
            switch sign {
            case .plus: self = left.adding(right, times: 1)
            case .minus: self = left.adding(right, times: -1)
            case .times where left.terms.isEmpty: self = right.scaled(by: left.constant)
            case .times where right.terms.isEmpty: self = left.scaled(by: right.constant)
            case .dividedBy where right.terms.isEmpty && right.constant != 0: self = left.scaled(by: 1 / right.constant)
            case .times, .dividedBy: return nil
            }
        }
    }

    static func - (left: CountForm, right: CountForm) -> CountForm { left.adding(right, times: -1) }

    private func scaled(by factor: Double) -> CountForm {
        var form = self
        form.constant *= factor
        form.terms = factor == 0 ? [] : terms.map { ($0.metric, $0.factor * factor) }
        return form
    }

    private func adding(_ other: CountForm, times factor: Double) -> CountForm {
        var form = self
        form.constant += other.constant * factor
        for (metric, own) in other.terms {
            if let place = form.terms.firstIndex(where: { $0.metric == metric }) {
                form.terms[place].factor += own * factor
            } else {
                form.terms.append((metric, own * factor))
            }
        }
        form.terms.removeAll { $0.factor == 0 }
        return form
    }
}
