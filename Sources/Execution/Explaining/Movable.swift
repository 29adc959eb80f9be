import Statistics

/// A reading of the candidate as it was, from which changes begin.
struct Movable: Sendable {
    let reading: Reading
    /// The pairs that evidence counts for it; nil where it counts none.
    let pairs: PairedOutcomes?

    /// The changes by which it moves as far as another reading of the same metric does: by as many outcomes where both count them,
    /// else by as much. None where it cannot.
    func changes(like change: ReadingChange, isOfUnits: Bool) -> [ReadingChange] {
        guard reading.exactTrials == nil else {
            return change.successes == nil ? [] : changes(byOutcomes: Int(change.movement), isOfUnits: isOfUnits)
        }
        guard change.successes == nil, let value = reading.value, reading.canBe(value + change.movement) else {
            return []
        }
        return [moved(to: value + change.movement, successes: nil, isUpward: change.isUpward, isOfUnits)]
    }

    /// The changes by which it has so many outcomes more, or fewer; pairs may come to differ in more places then, or in fewer.
    func changes(byOutcomes count: Int, isOfUnits: Bool) -> [ReadingChange] {
        guard let trials = reading.exactTrials, let successes = reading.successes,
            (0...trials).contains(successes + count)
        else { return [] }
        if let pairs {
            return PairPath.all(from: pairs).filter { $0.isUpward == (count > 0) && abs(count) <= $0.length }.map {
                var moved = reading.changed(from: pairs, to: $0.pairs(after: abs(count)))
                moved.isOfUnits = isOfUnits
                return moved
            }
        }
        let value = Double(successes + count) / Double(trials)
        return [moved(to: value, successes: successes + count, isUpward: count > 0, isOfUnits)]
    }

    private func moved(to value: Double, successes: Int?, isUpward: Bool, _ isOfUnits: Bool) -> ReadingChange {
        var change = ReadingChange(
            reading: reading,
            value: value,
            successes: successes,
            isBeyond: false,
            isUpward: isUpward
        )
        change.isOfUnits = isOfUnits
        return change
    }
}
