import JSON
import Plan

/// How often conditions hold beside each other, as far as it can be proved: whatever is written how, by what they are for.
struct ConditionOrder {
    private let conditions: [JSONValue: Condition]
    private let implies: (Condition, Condition) -> Bool

    /// - Parameter implies: Whether the second condition holds wherever the first does.
    init(_ programs: [Program], _ implies: @escaping (Condition, Condition) -> Bool) {
        var conditions: [JSONValue: Condition] = [:]
        for condition in programs.flatMap(\.conditions).flatMap(\.withParts) { conditions[condition.json] = condition }
        self.conditions = conditions
        self.implies = implies
    }

    /// Whether one of two conditions holds wherever the other does.
    struct Relation {
        let oldImpliesNew: Bool
        let newImpliesOld: Bool

        var isSame: Bool { oldImpliesNew && newImpliesOld }
        /// Whether the new one holds more often; nil where it holds as often.
        var holdsMoreOften: Bool? { isSame ? nil : oldImpliesNew }
    }

    /// Nil where neither can be shown to hold wherever the other does.
    ///
    /// - Parameter isPlain: Whether both take plain values for the truth. Else only single comparisons of one metric stand to each
    ///   other as their numbers do.
    func relation(_ old: JSONValue?, _ new: JSONValue?, isPlain: Bool) -> Relation? {
        guard let old = old.flatMap({ conditions[$0] }), let new = new.flatMap({ conditions[$0] }),
            isPlain && !old.hasSegments && !new.hasSegments || old.isOfOneNumber(with: new)
        else { return nil }
        let relation = Relation(oldImpliesNew: implies(old, new), newImpliesOld: implies(new, old))
        return relation.oldImpliesNew || relation.newImpliesOld ? relation : nil
    }
}

extension Condition {
    /// Whether it reads a metric for each segment.
    fileprivate var hasSegments: Bool { metrics.contains { $0.segment != nil } }

    /// Whether both are a comparison of the same metric, or of the same difference from the baseline's, with a number.
    fileprivate func isOfOneNumber(with other: Condition) -> Bool {
        guard case .comparison(let own) = self, case .comparison(let others) = other, let left = Contrast(own),
            let right = Contrast(others), left.metric == right.metric
        else { return false }
        return left.baseline / left.candidate == right.baseline / right.candidate
    }
}

extension Program {
    /// All of its conditions over metrics.
    var conditions: [Condition] {
        (risk?.lowIf ?? []).map(\.condition) + stages.flatMap { ($0.promoteIf + $0.rollbackIf).map(\.condition) }
            + alerts.map(\.condition)
    }
}

extension Condition {
    /// The condition and all that it is made of.
    var withParts: [Condition] {
        switch self {
        case .comparison: [self]
        case .not(let condition): [self] + condition.withParts
        case .atLeast(_, let conditions): [self] + conditions.flatMap(\.withParts)
        }
    }
}
