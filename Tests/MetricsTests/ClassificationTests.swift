import JSON
import Metrics
import Statistics
import Testing

@Suite struct ClassificationTests {
    /// TP 20, FN 10, FP 5, TN 15, by scikit-learn 1.9.1.
    @Test(arguments: [
        ("accuracy", nil, 0.7), ("precision", nil, 0.8), ("recall", nil, 0.6667), ("f1", nil, 0.7273),
        ("specificity", nil, 0.75), ("npv", nil, 0.6), ("balanced_accuracy", nil, 0.7083), ("mcc", nil, 0.4082),
        ("kappa", nil, 0.4), ("jaccard", nil, 0.5714), ("precision", "macro", 0.7), ("recall", "macro", 0.7083),
        ("f1", "macro", 0.6970), ("precision", "micro", 0.7), ("recall", "micro", 0.7), ("f1", "micro", 0.7),
        ("precision", "weighted", 0.72), ("recall", "weighted", 0.7), ("jaccard", "micro", 0.5385),
        ("specificity", "micro", 0.7), ("samples", nil, 50),
    ])
    func twoClasses(name: String, variant: String?, expected: Double) throws {
        let value = try #require(
            Samples.value(name, of: Samples.table(20, 10, 5, 15), Samples.layout(2, positive: 1), variant: variant)
        )
        #expect((try #require(value.value) - expected).magnitude < 0.00005)
        #expect(value.samples == 50)
        #expect(value.undefinedReason == nil)
    }

    static let three = Samples.batch(actual: [0, 1, 2, 0, 1, 2], predicted: [0, 2, 1, 0, 0, 1])

    @Test(arguments: [
        ("precision", "macro", 0.2222), ("precision", "weighted", 0.2222), ("precision", "micro", 0.3333),
        ("recall", "macro", 0.3333), ("recall", "weighted", 0.3333), ("recall", "micro", 0.3333),
        ("f1", "macro", 0.2667), ("f1", "weighted", 0.2667), ("f1", "micro", 0.3333),
    ])
    func threeClasses(name: String, variant: String, expected: Double) throws {
        let value = try #require(Samples.value(name, of: Self.three, Samples.layout(3), variant: variant)?.value)
        #expect((value - expected).magnitude < 0.00005)
    }

    /// Each published vector in class indices, by scikit-learn.
    @Test(
        arguments: [
            ("mcc", [1, 1, 1, 0], [1, 0, 1, 1], -0.3333),
            ("kappa", [0, 1, 0, 2, 1], [0, 1, 0, 2, 0], 0.6875),
            ("balanced_accuracy", [0, 1, 0, 0, 1, 0], [0, 1, 0, 0, 0, 1], 0.625),
            // A class that is only predicted has no recall and no say in the balance.
            ("balanced_accuracy", [0, 0, 1, 1], [0, 2, 1, 1], 0.75),
            ("mcc", [0, 1, 2, 0, 1, 2], [0, 1, 2, 0, 1, 2], 1),
            ("kappa", [0, 1, 2, 0, 1, 2], [0, 1, 2, 0, 1, 2], 1),
            ("mcc", [0, 1, 2, 0, 1, 2], [0, 2, 1, 0, 0, 1], 0),
            ("kappa", [0, 0, 1, 1], [1, 1, 0, 0], -1),
        ] as [(String, [Int32], [Int32], Double)]
    )
    func publishedVectors(name: String, actual: [Int32], predicted: [Int32], expected: Double) throws {
        let batch = Samples.batch(actual: actual, predicted: predicted)
        let value = try #require(Samples.value(name, of: batch, Samples.layout(3))?.value)
        #expect((value - expected).magnitude < 0.00005)
    }

    /// Bare is the positive class where the layout has one, and the macro average elsewhere; brackets come first.
    @Test(arguments: ["precision", "recall", "f1", "specificity", "npv", "jaccard"])
    func whatABareNameMeans(name: String) {
        let batch = Samples.table(20, 10, 5, 15)
        let positive = Samples.layout(2, positive: 1)
        let bare = Samples.value(name, of: batch, positive)
        #expect(bare == Samples.value(name, of: batch, Samples.layout(2), index: 1))
        #expect(bare != Samples.value(name, of: batch, positive, index: 0))
        let averaged = Samples.value(name, of: batch, Samples.layout(2))
        #expect(averaged == Samples.value(name, of: batch, positive, variant: "macro"))
        #expect(averaged != bare)
    }

    @Test(arguments: [
        ("precision", 20, 25), ("recall", 20, 30), ("specificity", 15, 20), ("npv", 15, 25), ("jaccard", 20, 35),
    ])
    func aClassIsAShareOfRows(name: String, successes: Int, trials: Int) {
        let value = Samples.value(name, of: Samples.table(20, 10, 5, 15), Samples.layout(2), index: 1)
        #expect(value?.proportion == MetricValue.Proportion(successes, of: trials))
        #expect(value?.samples == 50)
    }

    @Test func pooledIsAShareOnlyWhereEachRowCountsOnce() {
        for name in ["precision", "recall", "f1"] {
            let value = Samples.value(name, of: Self.three, Samples.layout(3), variant: "micro")
            #expect(value?.proportion == MetricValue.Proportion(2, of: 6))
        }
        for name in ["specificity", "npv", "jaccard"] {
            let value = Samples.value(name, of: Self.three, Samples.layout(3), variant: "micro")
            #expect(value?.value != nil)
            #expect(value?.proportion == nil)
        }
        #expect(Samples.value("f1", of: Self.three, Samples.layout(3), index: 0)?.proportion == nil)
        #expect(Samples.value("accuracy", of: Self.three, Samples.layout(3))?.proportion == .init(2, of: 6))
    }

    @Test func cellsOfTheConfusionMatrix() {
        let batch = Samples.table(20, 10, 5, 15)
        for (actual, predicted, expected) in [(1, 1, 20.0), (1, 0, 10), (0, 1, 5), (0, 0, 15)] {
            let value = Samples.value("confusion", of: batch, Samples.layout(2), index: actual, secondIndex: predicted)
            #expect(value?.value == expected)
            #expect(value?.samples == 50)
        }
        #expect(Samples.value("confusion", of: batch, Samples.layout(2), index: 1)?.value == nil)
        #expect(Samples.value("confusion", of: batch, Samples.layout(2), index: 1, secondIndex: 2)?.value == nil)
    }

    /// Every ratio of every class, counted again row by row.
    @Test(arguments: 1...20 as ClosedRange<UInt64>)
    func everyClassAgreesWithItsRows(seed: UInt64) {
        var generator = SplitMix64(seed: seed)
        let size = 2 + generator.next(below: 4)
        let batch = Samples.batch(size: size, rows: 1 + generator.next(below: 200), from: &generator)
        let rows = zip(batch.actual, batch.predicted).filter { $0.0 >= 0 && $0.1 >= 0 }
        for label in 0..<Int32(size) {
            func count(_ condition: ((Int32, Int32)) -> Bool) -> Int { rows.count(where: condition) }
            let both = count { $0.0 == label && $0.1 == label }
            let neither = count { $0.0 != label && $0.1 != label }
            let either = count { $0.0 == label || $0.1 == label }
            let expected: [(String, Int, Int)] = [
                ("precision", both, count { $0.1 == label }),
                ("recall", both, count { $0.0 == label }),
                ("f1", 2 * both, count { $0.0 == label } + count { $0.1 == label }),
                ("jaccard", both, either),
                ("specificity", neither, count { $0.0 != label }),
                ("npv", neither, count { $0.1 != label }),
            ]
            for (name, part, whole) in expected {
                let value = Samples.value(name, of: batch, Samples.layout(size), index: Int(label))
                #expect(value?.value == (whole == 0 ? nil : Double(part) / Double(whole)), "\(name)")
                #expect(value?.samples == rows.count)
            }
        }
        let correct = rows.count { $0.0 == $0.1 }
        let accuracy = Samples.value("accuracy", of: batch, Samples.layout(size))
        #expect(accuracy?.value == (rows.isEmpty ? nil : Double(correct) / Double(rows.count)))
        let recall = Samples.value("recall", of: batch, Samples.layout(size), variant: "weighted")
        if let recall = recall?.value, let accuracy = accuracy?.value {
            #expect((recall - accuracy).magnitude < 1e-12)
        }
    }

    /// Products of these counts are far beyond 64 bits.
    @Test func largeCountsDoNotOverflow() throws {
        let cells = "[[3000000000000000,1000000000000000],[1000000000000000,3000000000000000]]"
        let layout = Samples.layout(2)
        let set = try AccumulatorSet(
            [ConfusionMatrix.self],
            layout: layout,
            json: ["confusion": try .init(parsing: cells)],
            measured: nil
        )
        for name in ["mcc", "kappa"] {
            let value = try #require(MetricRegistry.metric(named: name)?.value(MetricQuery(), in: set).value)
            #expect((value - 0.5).magnitude < 1e-15)
        }
        var merged = set
        for _ in 0..<12 {
            let copy = merged
            merged.merge(copy)
        }
        for metric in MetricRegistry.metrics { _ = metric.value(MetricQuery(index: 0, secondIndex: 0), in: merged) }
        #expect(merged[ConfusionMatrix.self]?.labelled == .max)
    }
}
