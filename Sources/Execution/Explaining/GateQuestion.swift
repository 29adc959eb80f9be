import Plan

/// A gate's condition with what was read for it, to be answered again with other readings.
struct GateQuestion: Sendable {
    private let condition: Condition
    /// In the order of the condition.
    private let comparisons: [ComparisonQuestion]

    /// Nil where the record does not have what decided it.
    ///
    /// - Parameters:
    ///   - mustHold: Whether the gate passes where its condition holds.
    ///   - isWeighed: Whether evidence decides it.
    ///   - minimumSamples: Below so many observations a reading counts for nothing; 0 where that is not known.
    init?(_ condition: Condition, record: GateRecord, mustHold: Bool, isWeighed: Bool, minimumSamples: Int) {
        self.condition = condition
        let asked = Self.comparisons(of: condition, isForAll: mustHold)
        let records = record.comparisons
        guard asked.count == records.count else { return nil }
        var comparisons: [ComparisonQuestion] = []
        for (place, asked) in asked.enumerated() {
            guard
                let question = ComparisonQuestion(
                    asked.comparison,
                    records[place],
                    isForAll: asked.isForAll,
                    isWeighed: isWeighed,
                    minimumSamples: minimumSamples
                )
            else { return nil }
            comparisons.append(question)
        }
        self.comparisons = comparisons
    }

    /// The sets of changes that are worth trying: next to them comparisons are answered otherwise.
    var turns: [[ReadingKey: ReadingChange]] { comparisons.flatMap(\.turns) }

    /// Whether evidence has decided it of which nobody knows what other readings would have made.
    var isFixed: Bool { comparisons.contains(where: \.isFixed) }

    /// How many observations the evidence rests on, of the comparison that has most.
    var observations: Int { comparisons.map(\.observations).max() ?? 0 }

    /// For each comparison, by how much its right side would have to be greater to be at a place where it may be answered
    /// otherwise.
    var rises: [[Double]] { comparisons.map(\.rises) }

    /// What can change, as it was read.
    var movables: [ReadingKey: Movable] {
        comparisons.reduce(into: [:]) { found, comparison in found.merge(comparison.movables) { first, _ in first } }
    }

    /// Whether the condition holds so; nil where that is not known.
    func answer(_ supposition: Supposition) -> Bool? {
        var place = 0
        return answer(condition, supposition, &place)
    }

    private func answer(
        _ condition: Condition,
        _ supposition: Supposition,
        _ place: inout Int
    ) -> Bool? {
        switch condition {
        case .comparison:
            defer { place += 1 }
            if case .limit(let other, _) = supposition, other != place { return comparisons[place].answer(.nothing) }
            return comparisons[place].answer(supposition)
        case .not(let condition): return answer(condition, supposition, &place).map { !$0 }
        case .atLeast(let count, let conditions):
            var answers: [Bool?] = []
            for condition in conditions { answers.append(answer(condition, supposition, &place)) }
            if answers.count(where: { $0 == true }) >= count { return true }
            if answers.count - answers.count(where: { $0 == false }) < count { return false }
            return nil
        }
    }

    /// For each comparison, whether its left side reads the candidate, or neither does.
    static func isLimitRight(_ condition: Condition) -> [Bool] {
        comparisons(of: condition, isForAll: true).map { asked in
            asked.comparison.left.readsCandidate || !asked.comparison.right.readsCandidate
        }
    }

    private typealias Asked = (comparison: Comparison, isForAll: Bool)

    private static func comparisons(of condition: Condition, isForAll: Bool) -> [Asked] {
        switch condition {
        case .comparison(let comparison): [(comparison, isForAll)]
        case .not(let condition): comparisons(of: condition, isForAll: !isForAll)
        case .atLeast(_, let conditions): conditions.flatMap { comparisons(of: $0, isForAll: isForAll) }
        }
    }
}

extension Expression {
    fileprivate var readsCandidate: Bool {
        switch self {
        case .metric: true
        case .constant, .baseline: false
        case .binary(_, let left, let right): left.readsCandidate || right.readsCandidate
        }
    }
}
