import Classifiers
import Statistics

/// How rows are divided into parts of about one size, each of which is answered by a model of other parts.
package struct Folds: Sendable {
    /// How many there are where nobody says it.
    static let standardCount = 5

    package let count: Int
    private let seed: UInt64

    package init(_ count: Int, seed: UInt64 = 0) {
        self.count = count
        self.seed = seed
    }

    /// The fold of each row: every class is spread evenly, in an order that is always the same.
    ///
    /// - Parameters:
    ///   - groups: Rows that are alike in it are in one fold.
    ///   - times: Each fold is later than those before it; rows of one time are in one fold.
    func assign(_ set: TrainingSet, groups: [Int32]?, times: [Int64]?) -> [Int] {
        if let times { return byTime(times) }
        var generator = SplitMix64(seed: seed)
        if let groups {
            var names = Set(groups).sorted()
            generator.shuffle(&names)
            let places = Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1, $0 % count) })
            return groups.map { places[$0] ?? 0 }
        }
        var fold = [Int](repeating: 0, count: set.rows.rowCount)
        var next = 0
        func deal(_ rows: [Int]) {
            var rows = rows
            generator.shuffle(&rows)
            for row in rows {
                fold[row] = next % count
                next += 1
            }
        }
        if set.numbers != nil {
            deal(Array(fold.indices))
        } else {
            for label in 0..<Int32(set.classCount) { deal(set.labels.indices.filter { set.labels[$0] == label }) }
        }
        return fold
    }

    private func byTime(_ times: [Int64]) -> [Int] {
        // Rows of one time are in the fold of the first of them.
        let order = times.indices.sorted { (times[$0], $0) < (times[$1], $1) }
        var fold = [Int](repeating: 0, count: times.count)
        for (place, row) in order.enumerated() {
            let isAsBefore = place > 0 && times[order[place - 1]] == times[row]
            fold[row] = isAsBefore ? fold[order[place - 1]] : place * count / times.count
        }
        return fold
    }
}
