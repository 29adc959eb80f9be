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
            guard !readings.isEmpty || record.readings.isEmpty else { return nil }
            looks.append(
                ComparisonLook(
                    comparison,
                    readings,
                    evidence,
                    isWeighed: isWeighed,
                    minimumSamples: minimumSamples
                )
            )
        }
        self.looks = looks
        self.isForAll = isForAll
        turns = Self.turns(looks, isForAll: isForAll)
    }

    /// Whether evidence has decided it of which nobody knows what other readings would have made.
    var isFixed: Bool { looks.contains(where: \.isFixed) }

    /// How many observations the evidence rests on, of the segment that has most.
    var observations: Int { looks.map(\.observations).max() ?? 0 }

    /// By how much the right side would have to be greater to be at a place where it may be answered otherwise.
    var rises: [Double] { looks.flatMap(\.rises) }

    /// What can change, as it was read.
    var movables: [ReadingKey: Movable] {
        looks.reduce(into: [:]) { found, look in found.merge(look.movables) { first, _ in first } }
    }

    /// Whether it holds so; nil where that is not known.
    func answer(_ supposition: Supposition) -> Bool? {
        let answers = looks.map { $0.answer(supposition) }
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
            for (look, changes) in zip(looks, changes) where !isWanted(look.answer(.nothing)) {
                guard let change = changes.first(where: { isWanted(look.answer(.readings([$0.key: $0.change]))) })
                else {
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
