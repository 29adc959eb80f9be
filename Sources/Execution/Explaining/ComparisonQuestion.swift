import Plan

/// A comparison of a gate, in each segment where it is one by segments, to be answered again with other readings.
struct ComparisonQuestion: Sendable {
    private let looks: [ComparisonLook]
    /// Whether it must hold in every segment; else one in which it holds is enough.
    private let isForAll: Bool
    /// The sets of changes that are worth trying.
    let turns: [[ReadingKey: ReadingChange]]

    /// Nil where the record does not have what decided it.
    init?(
        _ comparison: Comparison,
        _ record: ComparisonRecord,
        isForAll: Bool,
        isWeighed: Bool,
        minimumSamples: Int
    ) {
        let parts =
            record.segments.isEmpty
            ? [(record.readings, record.evidence)] : record.segments.map { ($0.readings, $0.evidence) }
        var looks: [ComparisonLook] = []
        for (readings, evidence) in parts {
            guard !readings.isEmpty || record.readings.isEmpty,
                let look = ComparisonLook(
                    comparison,
                    readings,
                    evidence,
                    isWeighed: isWeighed,
                    minimumSamples: minimumSamples
                )
            else { return nil }
            looks.append(look)
        }
        self.looks = looks
        self.isForAll = isForAll
        turns = Self.turns(looks, isForAll: isForAll)
    }

    /// Whether it holds with these changes; nil where that is not known.
    func answer(_ changes: [ReadingKey: ReadingChange]) -> Bool? {
        let answers = looks.map { $0.answer(changes) }
        if answers.contains(!isForAll) { return !isForAll }
        return answers.contains(nil) ? nil : isForAll
    }

    // MARK: Turns

    /// Every change by itself, and those of several segments that are needed together, the smallest for each.
    private static func turns(_ looks: [ComparisonLook], isForAll: Bool) -> [[ReadingKey: ReadingChange]] {
        let changes = looks.map { look in
            look.changes.flatMap { key, changes in changes.map { (key: key, change: $0) } }
                .sorted { ($0.change.size, $0.key) < ($1.change.size, $1.key) }
        }
        let single = changes.flatMap { $0.map { [$0.key: $0.change] } }
        guard looks.count > 1 else { return single }
        /// What makes each segment that speaks against the answer stop doing so; nil where one cannot.
        func together(_ isWanted: (Bool?) -> Bool) -> [ReadingKey: ReadingChange]? {
            var found: [ReadingKey: ReadingChange] = [:]
            for (look, changes) in zip(looks, changes) where !isWanted(look.answer([:])) {
                guard let change = changes.first(where: { isWanted(look.answer([$0.key: $0.change])) }) else {
                    return nil
                }
                found[change.key] = change.change
            }
            return found.isEmpty ? nil : found
        }
        let decided = together { $0 == isForAll }
        let untold = together { $0 != !isForAll }
        return single + [decided, untold].compactMap { $0 }
    }
}
