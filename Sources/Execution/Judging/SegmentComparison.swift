import Plan

/// A comparison by segments: its answer in each, and what they come to.
struct SegmentComparison {
    /// What was found in one segment.
    struct Look {
        let value: String
        let answer: ConditionAnswer
        let left: Double?
        let right: Double?
        let samples: Int
        let trace: AnswerTrace
    }

    /// Whether it must hold in every segment; else one in which it holds is enough.
    let isForAll: Bool
    private let comparison: ReadyComparison
    private let looks: [Look]

    init(_ looks: [Look], of comparison: ReadyComparison, isForAll: Bool) {
        self.looks = looks
        self.comparison = comparison
        self.isForAll = isForAll
    }

    /// What decides it goes before what is not known, and that before what the others say.
    var answer: ConditionAnswer {
        guard !looks.isEmpty else { return .noData }
        let order: [ConditionAnswer] = [isForAll ? .doesNotHold : .holds, .error, .noData, .inconclusive]
        return order.first { answer in looks.contains { $0.answer == answer } } ?? (isForAll ? .holds : .doesNotHold)
    }

    /// Of the segments with that answer the one that lies worst: nearest to not holding where it must hold in all, else
    /// furthest beyond the limit.
    var decisive: Look? {
        let answer = answer
        let candidates = looks.filter { $0.answer == answer }
        return candidates.min { margin($0) < margin($1) }
    }

    var records: [SegmentRecord] {
        looks.map { look in
            var values = (look.trace.values ?? [])[...]
            return SegmentRecord(
                value: look.value,
                holds: look.answer == .holds ? true : look.answer == .doesNotHold ? false : nil,
                left: look.left,
                right: look.right,
                samples: look.samples,
                evidence: look.trace.evidence.first ?? nil,
                readings: comparison.record(of: &values).readings
            )
        }
    }

    private func margin(_ look: Look) -> Double {
        guard let left = look.left, let right = look.right else { return .infinity }
        let distance =
            switch comparison.relation {
            case .greater, .greaterOrEqual: left - right
            case .less, .lessOrEqual: right - left
            case .equal: -abs(left - right)
            case .notEqual: abs(left - right)
            }
        return isForAll ? distance : -distance
    }
}
