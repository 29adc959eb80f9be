import Datasets

/// What one reader keeps of the scores of a model, in order.
struct ScoreTallies: Sendable {
    /// The scores in order of size, of each group those of the positive class and those of all others.
    private(set) var ranks: RankSorter?
    private var sides: [Int32] = []

    init(_ needs: EvaluationNeeds, _ store: RankStore) {
        if needs.ranksScores { ranks = RankSorter(store) }
    }

    /// Adds the scores of a batch, none where the log has none.
    ///
    /// - Parameter positive: The number of the positive class.
    mutating func add(_ scores: [Double], of batch: LogBatch, _ groups: RowGroups, positive: Int32) {
        guard ranks != nil, !batch.actual.isEmpty, !scores.isEmpty else { return }
        if sides.count < batch.count { sides = [Int32](repeating: 0, count: batch.count) }
        let held = groups.numbers
        fill(&sides, held.span, batch.actual.span, positive, batch.count)
        let heldSides = sides
        ranks?.add(scores.span, heldSides.span, count: batch.count)
    }

    mutating func finish(isShort: Bool) { ranks?.finish(isShort: isShort) }

    /// For each row, twice its group, and one more where it is of the class; -1 where it has no label.
    private func fill(
        _ sides: inout [Int32],
        _ groups: Span<Int32>,
        _ actual: Span<Int32>,
        _ wanted: Int32,
        _ count: Int
    ) {
        var sides = sides.mutableSpan
        for row in 0..<count {
            let label = actual[unchecked: row]
            sides[unchecked: row] = label < 0 ? -1 : groups[unchecked: row] &* 2 &+ (label == wanted ? 1 : 0)
        }
    }
}
