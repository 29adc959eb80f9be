import Statistics

extension Split {
    /// How the rows of a table are divided.
    package enum Way: Hashable, Sendable {
        /// Each row by itself; where stratified, each class keeps its share.
        case rows(seed: UInt64, stratify: Bool)
        /// Rows of one group stay together.
        case groups(seed: UInt64)
        /// The latest rows are tested on.
        case time
    }

    /// Divides the rows of a table; the same table, share and way give the same parts on every machine.
    ///
    /// Of groups it is their number of which the share is taken, rounded up, as in scikit-learn's `GroupShuffleSplit`. Of rows of
    /// one time none is trained on while another is tested on: the test part takes them all.
    package static func make(
        _ table: Table,
        by way: Way,
        testNumerator: Int,
        testDenominator: Int
    ) throws(SplitError) -> Split {
        switch way {
        case .rows(let seed, let stratify):
            // Where the label is a number there are no classes that could keep their shares.
            return try make(
                labels: table.numbers.map { [Int32](repeating: 0, count: $0.count) } ?? table.labels,
                classCount: max(1, table.classes.count),
                testNumerator: testNumerator,
                testDenominator: testDenominator,
                seed: seed,
                stratify: stratify
            )
        case .groups(let seed):
            let groups = table.groups ?? (0..<Int32(table.rowCount)).map { $0 }
            let count = Int(groups.max() ?? -1) + 1
            // The numbers of groups are those of their first rows, so that they do not depend on anything else.
            let parts = try divide(groupCount: count, testNumerator, testDenominator, seed)
            return Split(
                train: groups.indices.filter { !parts[Int(groups[$0])] },
                test: groups.indices.filter { parts[Int(groups[$0])] }
            )
        case .time:
            return try divide(times: table.times ?? [], testNumerator, testDenominator)
        }
    }

    /// Checks that each fold of the rows to train on would have some.
    ///
    /// - Parameter folds: how many there are to be; nil for none.
    package func check(folds: Int?, of table: Table) throws(SplitError) {
        guard let folds else { return }
        let (count, unit): (Int, SplitError.Unit) =
            if let groups = table.groups {
                (Set(train.map { groups[$0] }).count, .group)
            } else if let times = table.times {
                (Set(train.map { times[$0] }).count, .time)
            } else {
                (train.count, .row)
            }
        if count < folds { throw .tooFewForFolds(count, of: unit, folds: folds) }
    }

    /// Whether each group is one to test on.
    private static func divide(
        groupCount: Int,
        _ numerator: Int,
        _ denominator: Int,
        _ seed: UInt64
    ) throws(SplitError) -> [Bool] {
        let groups: Split
        do throws(SplitError) {
            groups = try make(
                labels: [Int32](repeating: 0, count: groupCount),
                classCount: 1,
                testNumerator: numerator,
                testDenominator: denominator,
                seed: seed,
                stratify: false
            )
        } catch {
            guard case .emptyPart(let part, let count) = error else { throw error }
            throw .tooFewGroups(part, groupCount: count)
        }
        var isTest = [Bool](repeating: false, count: groupCount)
        for group in groups.test { isTest[group] = true }
        return isTest
    }

    private static func divide(times: [Int64], _ numerator: Int, _ denominator: Int) throws(SplitError) -> Split {
        guard numerator > 0, numerator < denominator else { throw .unusableShare }
        let testCount = share(numerator, of: denominator, rowCount: times.count)
        guard testCount > 0, testCount <= times.count else { throw .emptyPart(.test, rowCount: times.count) }
        let first = times.sorted()[times.count - testCount]
        let train = times.indices.filter { times[$0] < first }
        if train.isEmpty { throw .sameTime(rowCount: times.count) }
        return Split(train: train, test: times.indices.filter { times[$0] >= first })
    }
}
