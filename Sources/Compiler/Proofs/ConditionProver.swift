package import Plan

/// Proves things of conditions by what their metrics can be at all: shares lie between 0 and 1, equal references are equal.
///
/// It is sound: what it says cannot hold holds for no readings at all. It is complete for comparisons that are linear in
/// their metrics, as far as its patience reaches; a metric without a value is a possibility like any other, and makes
/// what reads it unknown, by the three-valued logic of judging.
package struct ConditionProver {
    private(set) var unknowns: Unknowns
    /// Whether it minds what metrics have to do with each other.
    var knowsRelations = true
    private var patience: ProofPatience
    /// What has been found of conditions by themselves, by their numbers.
    private var possible: [Int: Bool] = [:]
    private var certain: [Int: Bool] = [:]

    /// With more comparisons than this at once nothing is tried.
    private static let sizeLimit = 256

    /// In longer lists conditions are not compared one by one.
    static let listLimit = 100

    /// A prover for conditions over these metrics; where two have one name it is the first that conditions mean.
    ///
    /// - Parameter bare: What the bare name of a metric of classes is about.
    package init(metrics: [MetricDescriptor], bare: BareReading = .unknown) {
        self.init(unknowns: Unknowns(metrics, bare: bare), subjects: 0)
    }

    /// A prover for conditions over unknowns that have been numbered, which stand in so many stages.
    init(unknowns: Unknowns, subjects: Int) {
        self.unknowns = unknowns
        patience = ProofPatience(subjects: subjects)
    }

    /// Whether there may be readings by which all of `all` hold and none of `none` does.
    package mutating func canHold(all: [Condition], none: [Condition] = []) -> Bool {
        canHold(all: all.map { formula(of: $0) }, none: none.map { formula(of: $0) })
    }

    /// Whether the condition holds whatever its metrics are, once they have values.
    package mutating func isAlwaysTrue(_ condition: Condition) -> Bool { isAlwaysTrue(formula(of: condition)) }

    /// Whether `other` holds wherever the condition does.
    package mutating func does(_ condition: Condition, imply other: Condition) -> Bool {
        !canHold(all: [condition], none: [other])
    }

    /// The smallest part of `all`, then of `none`, for which it still is impossible: leaving out any one more of them
    /// would make it possible.
    package mutating func core(all: [Condition], none: [Condition] = []) -> (all: [Int], none: [Int]) {
        core(all: all.map { formula(of: $0) }, none: none.map { formula(of: $0) })
    }

    // MARK: The same of formulas

    mutating func formula(of condition: Condition) -> Formula { Formula(condition, &unknowns) }

    mutating func canHold(all: [Formula], none: [Formula] = []) -> Bool {
        guard all.reduce(none.reduce(0) { $0 + $1.size }, { $0 + $1.size }) <= Self.sizeLimit else { return true }
        return search(Inequalities(), all, none: none)
    }

    mutating func isAlwaysTrue(_ formula: Formula) -> Bool { !canHold(all: [formula.negated]) }

    mutating func core(all: [Formula], none: [Formula] = []) -> (all: [Int], none: [Int]) {
        var (required, excluded) = (Array(all.indices), Array(none.indices))
        func without(_ index: Int, _ indices: [Int]) -> [Int] { indices.filter { $0 != index } }
        for index in none.indices {
            let fewer = without(index, excluded)
            if !canHold(all: required.map { all[$0] }, none: fewer.map { none[$0] }) { excluded = fewer }
        }
        for index in all.indices {
            let fewer = without(index, required)
            if !canHold(all: fewer.map { all[$0] }, none: excluded.map { none[$0] }) { required = fewer }
        }
        return (required, excluded)
    }

    /// Whether both are a bound on the same sum of metrics, one from above and one from below.
    static func areOpposedBounds(_ first: Formula, _ second: Formula) -> Bool {
        guard case .below(let a, _, _) = first, case .below(let b, _, _) = second, let term = a.terms.first,
            let other = b.terms.factor(of: term.number), term.factor * other < 0
        else { return false }
        return (a.scaled(by: 1 / abs(term.factor)) + b.scaled(by: 1 / abs(other))).value != nil
    }

    // MARK: Conditions by themselves, of which each is asked once

    mutating func canHold(_ condition: TypedCondition) -> Bool {
        if let known = possible[condition.number] { return known }
        let answer = canHold(all: [condition.formula])
        if !patience.isExhausted { possible[condition.number] = answer }
        return answer
    }

    mutating func isAlwaysTrue(_ condition: TypedCondition) -> Bool {
        if let known = certain[condition.number] { return known }
        let answer = isAlwaysTrue(condition.formula)
        if !patience.isExhausted { certain[condition.number] = answer }
        return answer
    }

    // MARK: Patience

    /// Begins with another stage, which is given as much patience as every other.
    mutating func begin() { patience.begin() }

    /// Whether the prover has given up on something since it began with the stage.
    var hasGivenUp: Bool { patience.isExhausted }

    // MARK: The search

    /// Whether the inequalities and all of `pending` may be satisfied together, with none of `none` holding then.
    private mutating func search(_ inequalities: Inequalities, _ pending: [Formula], none: [Formula]) -> Bool {
        var inequalities = inequalities
        var pending = pending
        var choices: [(count: Int, parts: [Formula])] = []
        while let formula = pending.popLast() {
            switch formula {
            case .below(let form, let isStrict, let reads): inequalities.add(form, isStrict: isStrict, reads: reads)
            case .atLeast(let count, _) where count <= 0: break
            case .atLeast(let count, let parts) where count > parts.count: return false
            case .atLeast(let count, let parts) where count == parts.count: pending += parts
            case .atLeast(let count, let parts): choices.append((count, parts))
            }
        }
        guard patience.take() else { return true }
        var related = inequalities
        if knowsRelations {
            for relation in unknowns.relations.among(inequalities.reads) {
                related.add(relation, ranges: unknowns.ranges)
            }
        }
        if related.areContradictory(ranges: unknowns.ranges) { return false }
        if let (count, parts) = choices.popLast() {
            let rest = Array(parts.dropFirst())
            let others = choices.map { Formula.atLeast($0.count, of: $0.parts) }
            return search(inequalities, others + [parts[0], .atLeast(count - 1, of: rest)], none: none)
                || search(inequalities, others + [.atLeast(count, of: rest)], none: none)
        }
        if none.isEmpty { return true }
        let known = knowsRelations ? unknowns.relations.valued(with: inequalities.reads) : inequalities.reads
        let failing = none.compactMap { $0.failing(with: known) }
        return search(inequalities, failing, none: [])
    }
}
