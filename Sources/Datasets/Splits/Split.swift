import Statistics

/// The rows of a table in two parts: to train on, and to test on.
package struct Split: Hashable, Sendable {
    package enum Part: String, Hashable, Sendable {
        case train
        case test
    }

    /// The rows of each part, ascending.
    package let train: [Int]
    package let test: [Int]

    /// Draws the parts by a seed; the same labels, share and seed give the same parts on every machine.
    ///
    /// As in scikit-learn's `train_test_split`, the test part has the share of the rows rounded up. Where `stratify`,
    /// each class gives the training part its proportional number of rows by largest remainders (ties are drawn), and
    /// the rest to the test part.
    package static func make(
        labels: [Int32],
        classCount: Int,
        testNumerator: Int,
        testDenominator: Int,
        seed: UInt64,
        stratify: Bool
    ) throws(SplitError) -> Split {
        guard testNumerator > 0, testNumerator < testDenominator else { throw .unusableShare }
        let testCount = share(testNumerator, of: testDenominator, rowCount: labels.count)
        let trainCount = labels.count - testCount
        if testCount == 0 { throw .emptyPart(.test, rowCount: labels.count) }
        if trainCount == 0 { throw .emptyPart(.train, rowCount: labels.count) }

        var generator = SplitMix64(seed: seed)
        var isTest = [Bool](repeating: false, count: labels.count)
        if stratify {
            var rows = [[Int]](repeating: [], count: classCount)
            for (row, label) in labels.enumerated() { rows[Int(label)].append(row) }
            let counts = rows.map { $0.count }
            let trainCounts = apportion(trainCount, over: counts, with: &generator)
            for index in 0..<classCount {
                if trainCounts[index] == 0 { throw .emptyClass(index, .train, rowCount: counts[index]) }
                if trainCounts[index] == counts[index] { throw .emptyClass(index, .test, rowCount: counts[index]) }
                generator.shuffle(&rows[index])
                for row in rows[index].dropFirst(trainCounts[index]) { isTest[row] = true }
            }
        } else {
            var rows = Array(labels.indices)
            generator.shuffle(&rows)
            for row in rows.prefix(testCount) { isTest[row] = true }
        }
        return Split(train: labels.indices.filter { !isTest[$0] }, test: labels.indices.filter { isTest[$0] })
    }

    /// `rowCount * numerator / denominator`, rounded up, in exact arithmetic.
    static func share(_ numerator: Int, of denominator: Int, rowCount: Int) -> Int {
        let product = UInt(rowCount).multipliedFullWidth(by: UInt(numerator))
        let (quotient, remainder) = UInt(denominator).dividingFullWidth(product)
        return Int(quotient) + (remainder > 0 ? 1 : 0)
    }

    /// `total` in whole numbers proportional to `counts`: the floor of each, and one more for the largest remainders.
    private static func apportion(_ total: Int, over counts: [Int], with generator: inout SplitMix64) -> [Int] {
        let sum = UInt(counts.reduce(0, +))
        let quotas = counts.map { sum.dividingFullWidth(UInt($0).multipliedFullWidth(by: UInt(total))) }
        var shares = quotas.map { Int($0.quotient) }
        var order = Array(counts.indices)
        generator.shuffle(&order)
        let ranks = order.sorted { quotas[$0].remainder > quotas[$1].remainder }
        for index in ranks.prefix(total - shares.reduce(0, +)) { shares[index] += 1 }
        return shares
    }
}
