import Classifiers
import Plan
import Statistics
import Testing

/// A tree of one split has the best of all splits, however many rows there are and however they are put in order: every split is
/// tried here one by one.
@Suite struct BestSplitTests {
    /// Rows of a feature that is even, one that lies close together but for a few, one of few values, and one that says something.
    private static func rows(_ count: Int, _ random: inout SplitMix64) -> FeatureRows {
        var values: [Double] = []
        for row in 0..<count {
            let even = random.nextUnit()
            values.append(even)
            values.append(row % 50 == 0 ? 1e9 * even : even * 1e-3)
            values.append(Double(random.next(below: 7)))
            values.append((even - 0.5) * (even - 0.5) + 0.2 * random.nextUnit())
        }
        return FeatureRows(values: values, featureCount: 4)
    }

    /// The least sum over both sides of what `loss` says of a side.
    private static func least(_ rows: FeatureRows, loss: ([Int]) -> Double) -> Double {
        var least = Double.infinity
        for feature in 0..<rows.featureCount {
            func value(_ row: Int) -> Double { rows.values[row * rows.featureCount + feature] }
            let order = (0..<rows.rowCount).sorted { value($0) < value($1) }
            for place in 1..<order.count where value(order[place - 1]) < value(order[place]) {
                least = min(least, loss(Array(order[..<place])) + loss(Array(order[place...])))
            }
        }
        return least
    }

    /// The same of the leaves of a tree of two, which are told apart by what they answer.
    private static func loss(of answers: [Double], _ loss: ([Int]) -> Double) -> Double {
        Dictionary(grouping: answers.indices) { answers[$0] }.values.reduce(0) { $0 + loss($1) }
    }

    @Test(arguments: [30, 300, 600, 1200])
    func ofTwoClasses(count: Int) async throws {
        for seed in 0..<2 {
            var random = SplitMix64(seed: UInt64(seed))
            let rows = Self.rows(count, &random)
            let labels = (0..<count).map { row -> Int32 in
                random.nextUnit() < 0.3 + (rows.values[row * 4] > 0.62 ? 0.2 : 0) ? 1 : 0
            }
            func impurity(_ side: [Int]) -> Double {
                let ones = Double(side.count { labels[$0] == 1 })
                return ones * (Double(side.count) - ones) / Double(side.count)
            }
            let set = TrainingSet(rows: rows, labels: labels, classCount: 2)
            let model = try await learn("decision_tree", set, ["max_depth": .integer(1)])
            let answers = model.probabilities(rows)
            let found = Self.loss(of: (0..<count).map { answers[2 * $0] }, impurity)
            #expect(abs(found - Self.least(rows, loss: impurity)) < 1e-9)
        }
    }

    @Test(arguments: [30, 300, 600, 1200])
    func ofNumbers(count: Int) async throws {
        for seed in 0..<2 {
            var random = SplitMix64(seed: UInt64(seed))
            let rows = Self.rows(count, &random)
            let numbers = (0..<count).map { row in
                20 + random.nextUnit() * random.nextUnit() * 5 + (rows.values[row * 4] > 0.62 ? 0.3 : 0)
            }
            func error(_ side: [Int]) -> Double {
                let mean = side.reduce(0) { $0 + numbers[$1] } / Double(side.count)
                return side.reduce(0) { $0 + (numbers[$1] - mean) * (numbers[$1] - mean) }
            }
            let set = TrainingSet(rows: rows, numbers: numbers)
            let model = try await learn("decision_tree_regressor", set, ["max_depth": .integer(1)])
            let found = Self.loss(of: model.numbers(of: rows), error)
            #expect(abs(found - Self.least(rows, loss: error)) < 1e-6)
        }
    }
}
