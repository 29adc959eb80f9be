import Plan

/// A condition over numbered unknowns, its negations moved into the comparisons.
indirect enum Formula {
    /// The sum is below 0, or at most 0 where the bound is not strict; nothing is known where one of `reads` has no value.
    case below(LinearForm, isStrict: Bool, reads: [Int])
    case atLeast(Int, of: [Formula])

    init(_ condition: Condition, _ unknowns: inout Unknowns) {
        switch condition {
        case .comparison(let comparison): self = Self.formula(of: comparison, &unknowns)
        case .not(let condition): self = Formula(condition, &unknowns).negated
        case .atLeast(let count, let conditions):
            self = .atLeast(count, of: conditions.map { Formula($0, &unknowns) })
        }
    }

    private static func formula(of comparison: Comparison, _ unknowns: inout Unknowns) -> Formula {
        var reads: [Int] = []
        unknowns.collectReads(comparison.left, &reads)
        unknowns.collectReads(comparison.right, &reads)
        let form = unknowns.form(of: comparison.left) - unknowns.form(of: comparison.right)
        var reversed: LinearForm { form.scaled(by: -1) }
        reads = unknowns.shared(reads)
        func below(_ form: LinearForm, isStrict: Bool) -> Formula {
            .below(unknowns.shared(form), isStrict: isStrict, reads: reads)
        }
        return switch comparison.relation {
        case .less: below(form, isStrict: true)
        case .lessOrEqual: below(form, isStrict: false)
        case .greater: below(reversed, isStrict: true)
        case .greaterOrEqual: below(reversed, isStrict: false)
        case .equal: .atLeast(2, of: [below(form, isStrict: false), below(reversed, isStrict: false)])
        case .notEqual: .atLeast(1, of: [below(form, isStrict: true), below(reversed, isStrict: true)])
        }
    }

    /// What is true exactly where this is false; both are unknown in the same places.
    var negated: Formula {
        switch self {
        case .below(let form, let isStrict, let reads):
            .below(form.scaled(by: -1), isStrict: !isStrict, reads: reads)
        case .atLeast(let count, let parts): .atLeast(parts.count - count + 1, of: parts.map(\.negated))
        }
    }

    /// What must be true for this not to hold, where only the given unknowns have values; nil where it cannot hold then.
    func failing(with known: [Int]) -> Formula? {
        switch self {
        case .below(_, _, let reads): return reads.allSatisfy(known.contains) ? negated : nil
        case .atLeast(let count, let parts):
            let failing = parts.compactMap { $0.failing(with: known) }
            let needed = parts.count - count + 1 - (parts.count - failing.count)
            return needed <= 0 ? nil : .atLeast(needed, of: failing)
        }
    }

    /// How many comparisons it has.
    var size: Int {
        switch self {
        case .below: 1
        case .atLeast(_, let parts): parts.reduce(0) { $0 + $1.size }
        }
    }
}
