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

    /// Whether the condition holds with these changes of the candidate's readings; nil where that is not known.
    func answer(_ changes: [ReadingKey: ReadingChange]) -> Bool? {
        var place = 0
        return answer(condition, changes, &place)
    }

    private func answer(
        _ condition: Condition,
        _ changes: [ReadingKey: ReadingChange],
        _ place: inout Int
    ) -> Bool? {
        switch condition {
        case .comparison:
            defer { place += 1 }
            return comparisons[place].answer(changes)
        case .not(let condition): return answer(condition, changes, &place).map { !$0 }
        case .atLeast(let count, let conditions):
            var answers: [Bool?] = []
            for condition in conditions { answers.append(answer(condition, changes, &place)) }
            if answers.count(where: { $0 == true }) >= count { return true }
            if answers.count - answers.count(where: { $0 == false }) < count { return false }
            return nil
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
