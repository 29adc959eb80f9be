import Datasets
import Diagnostics
import Statistics
import Testing

@Suite struct SplitTests {
    private func make(
        _ labels: [Int32],
        classes: Int,
        test: (Int, Int) = (1, 5),
        seed: UInt64 = 42,
        stratify: Bool = true
    ) throws(SplitError) -> Split {
        try Split.make(
            labels: labels,
            classCount: classes,
            testNumerator: test.0,
            testDenominator: test.1,
            seed: seed,
            stratify: stratify
        )
    }

    private func counts(_ rows: [Int], _ labels: [Int32], classes: Int) -> [Int] {
        rows.reduce(into: [Int](repeating: 0, count: classes)) { $0[Int(labels[$1])] += 1 }
    }

    /// The counts of scikit-learn's `train_test_split(test_size=0.2, stratify=y)`.
    @Test func aFifthOfIrisHasTenOfEachClass() throws {
        let table = try Table.read(csv: irisPath, named: "iris.csv", label: "species")
        let split = try make(table.labels, classes: 3)
        #expect(counts(split.test, table.labels, classes: 3) == [10, 10, 10])
        #expect(counts(split.train, table.labels, classes: 3) == [40, 40, 40])
    }

    /// The parts are drawn for ever alike: the rows are those of a Python transcript of the steps.
    @Test func theRowsOfASeedNeverChange() throws {
        let labels: [Int32] = [0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 2, 2]
        #expect(try make(labels, classes: 3, test: (1, 2), seed: 7).test == [1, 3, 4, 5, 8, 10])
        #expect(try make(labels, classes: 3, test: (1, 3), seed: 7, stratify: false).test == [7, 8, 10, 11])
    }

    @Test(arguments: [true, false], [(1, 5), (1, 3), (2, 3), (1, 4), (35, 100)])
    func thePartsAreAPartition(stratify: Bool, test: (Int, Int)) throws {
        var generator = SplitMix64(seed: 3)
        for seed in 0..<200 {
            let classes = 2 + generator.next(below: 4)
            let rowCount = 60 + generator.next(below: 300)
            // Skewed: the first class is the largest.
            let labels = (0..<rowCount).map { row in
                row < classes * 8
                    ? Int32(row % classes) : Int32(generator.next(below: 1 + generator.next(below: classes)))
            }
            let split = try make(labels, classes: classes, test: test, seed: UInt64(seed), stratify: stratify)
            #expect((split.train + split.test).sorted() == Array(0..<rowCount))
            #expect(split.train == split.train.sorted() && split.test == split.test.sorted())
            #expect(split.test.count == (rowCount * test.0 + test.1 - 1) / test.1)
            #expect(try make(labels, classes: classes, test: test, seed: UInt64(seed), stratify: stratify) == split)
            guard stratify else { continue }
            let totals = counts(Array(0..<rowCount), labels, classes: classes)
            for (total, inTest) in zip(totals, counts(split.test, labels, classes: classes)) {
                let proportional = Double(total * split.test.count) / Double(rowCount)
                #expect(abs(Double(inTest) - proportional) < 1)
            }
        }
    }

    /// Largest remainders by hand: 7, 2 and 2 rows, 6 of 11 to train on: quotas 3.82, 1.09, 1.09, so 4, 1, 1.
    @Test func theLargestRemainderTakesTheOddRow() throws {
        let labels: [Int32] = [0, 0, 0, 0, 0, 0, 0, 1, 1, 2, 2]
        for seed in 0..<20 {
            let split = try make(labels, classes: 3, test: (5, 11), seed: UInt64(seed))
            #expect(counts(split.train, labels, classes: 3) == [4, 1, 1])
        }
    }

    @Test(arguments: [true, false])
    func everyRowIsDrawnAsOften(stratify: Bool) throws {
        let labels = (0..<40).map { Int32($0 % 2) }
        var drawn = [Int](repeating: 0, count: 40)
        for seed in 0..<2_000 {
            for row in try make(labels, classes: 2, test: (1, 4), seed: UInt64(seed), stratify: stratify).test {
                drawn[row] += 1
            }
        }
        // Binomial(2000, 1/4): a standard deviation is 19.4; five of them are exceeded once in 1.7 million.
        #expect(drawn.allSatisfy { abs($0 - 500) < 97 })
    }

    @Test func sharesOfAnySizeAreExact() throws {
        let labels = (0..<1_000).map { Int32($0 % 2) }
        let split = try make(labels, classes: 2, test: (Int.max / 10, Int.max - 7), stratify: false)
        #expect(split.test.count == 100)
    }

    @Test(
        arguments: [
            ([0, 0, 1, 1], 2, (0, 5), true, SplitError.unusableShare),
            ([0, 0, 1, 1], 2, (5, 5), true, SplitError.unusableShare),
            ([0, 0, 1, 1], 2, (1, 0), true, SplitError.unusableShare),
            ([], 0, (1, 5), false, SplitError.emptyPart(.test, rowCount: 0)),
            ([0], 1, (1, 5), false, SplitError.emptyPart(.train, rowCount: 1)),
            ([0, 1], 2, (3, 5), false, SplitError.emptyPart(.train, rowCount: 2)),
            ([0, 0, 0, 0, 0, 0, 0, 0, 0, 1], 2, (1, 5), true, SplitError.emptyClass(1, .test, rowCount: 1)),
            ([0, 0, 0, 0, 0, 0, 0, 0, 0, 1], 2, (4, 5), true, SplitError.emptyClass(1, .train, rowCount: 1)),
            ([0, 0, 0], 2, (1, 3), true, SplitError.emptyClass(1, .train, rowCount: 0)),
        ] as [([Int32], Int, (Int, Int), Bool, SplitError)]
    )
    func whatCannotBeSplitIsRefused(
        labels: [Int32],
        classes: Int,
        test: (Int, Int),
        stratify: Bool,
        expected: SplitError
    ) {
        #expect(throws: expected) { try make(labels, classes: classes, test: test, stratify: stratify) }
    }

    @Test func anErrorNamesTheClass() {
        var map = SourceMap()
        let id = map.add(SourceFile(name: "plan.yaml", bytes: Array("split: 20%".utf8)))
        let place = Diagnostic.Label(SourceSpan(file: id, 7..<10))
        let error = SplitError.emptyClass(1, .test, rowCount: 1)
        #expect(
            FullRenderer().render([error.diagnostic(at: place, classes: ["p", "q"])], in: map) == """
                error[PR0521]: the test part would have no row of the class `q`
                 --> plan.yaml:1:8
                  |
                1 | split: 20%
                  |        ^^^
                  |
                  = note: the class has 1 row in all
                  = help: take another share, gather more rows of `q`, or say `stratify: false`

                """
        )
    }
}
