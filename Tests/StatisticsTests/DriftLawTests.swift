import Testing

@testable import Statistics

/// What noise alone makes of distances. The numbers are those of SciPy 1.17 where nothing else is said.
@Suite struct DriftLawTests {
    private func isNear(_ number: Double?, _ expected: Double, _ part: Double = 1e-9) -> Bool {
        number.map { abs($0 - expected) <= part * max(expected, 1e-300) } ?? false
    }

    @Test(
        arguments: [
            // statistics.md's, the second one that of a broken assignment.
            (2.7777777777777777, 2, 0.24935220877729622), (22.774, 1, 1.8221425580850157e-06),
            (16.918977604620448, 9, 0.05), (0.001, 1, 0.9747728793699604), (200, 150, 0.003973185970821635),
            (500, 10, 4.4147360999137545e-101), (3, 1000, 1), (1100, 1000, 0.014614408126295192), (0, 3, 1),
        ] as [(Double, Int, Double)]
    )
    func tailsOfChiSquare(sum: Double, freedom: Int, tail: Double) {
        #expect(isNear(ChiSquareLaw(freedom: freedom)?.tail(from: sum), tail))
    }

    @Test(
        arguments: [
            (0.05, 9, 16.91897760462045), (0.05, 1, 3.8414588206941285), (0.001, 4, 18.466826952903173),
            (0.5, 100, 99.33412923598846),
        ] as [(Double, Int, Double)]
    )
    func quantilesOfChiSquare(tail: Double, freedom: Int, quantile: Double) {
        #expect(isNear(ChiSquareLaw(freedom: freedom)?.quantile(tail: tail), quantile))
        #expect(ChiSquareLaw(freedom: 0) == nil)
    }

    /// Exact ones, and the limit, whose correction is good to one part in fifty.
    @Test(
        arguments: [
            (8, 8, 0.625, 0.08702408702408701, 1e-9), (100, 80, 0.2, 0.04985661008315778, 1e-9),
            (300, 200, 0.1, 0.17313583335670987, 1e-9), (5, 7, 3.0 / 7, 0.5454545454545454, 1e-9), (1, 1, 1, 1, 1e-9),
            (100_000, 100_000, 0.004, 0.3994316646755731, 0.02), (100_000, 100_000, 0.006, 0.05442749636006261, 0.02),
            (100_000, 100_000, 0.01, 9.018048811843602e-05, 0.02), (10, 10, 0, 1, 0),
        ] as [(Int, Int, Double, Double, Double)]
    )
    func tailsOfKolmogorovAndSmirnov(reference: Int, actual: Int, distance: Double, tail: Double, part: Double) throws {
        for (left, right) in [(reference, actual), (actual, reference)] {
            let law = try #require(KolmogorovSmirnovLaw(reference: left, actual: right))
            #expect(isNear(law.tail(from: distance), tail, part))
        }
    }

    /// A threshold is the smallest number that is exceeded so rarely.
    @Test(arguments: [(8, 8), (40, 25), (3000, 2000)])
    func thresholdsOfKolmogorovAndSmirnov(reference: Int, actual: Int) throws {
        let law = try #require(KolmogorovSmirnovLaw(reference: reference, actual: actual))
        let threshold = law.quantile(tail: 0.05)
        #expect(law.tail(from: threshold + 1e-4) <= 0.051)
        #expect(law.tail(from: threshold - 1e-4) >= 0.049)
    }

    /// Twelve observations of three kinds, five of them one sample: of all 792 ways to choose them, 92 have a chi-square that
    /// is as large as that of 4, 1 and 0, and 62 a total variation.
    @Test func smallSamplesAreDealtOut() throws {
        let (reference, actual) = ([1, 3, 3], [4, 1, 0])
        let distance = try #require(ShareDistance(reference: reference, actual: actual))
        for (reference, actual) in [(reference, actual), (actual, reference)] {
            let draws = try #require(ShareNull(reference: reference, actual: actual)).distances {
                let drawn = ShareDistance(reference: $0, actual: $1)
                return [drawn?.chiSquare ?? -1, drawn?.totalVariation ?? -1]
            }
            // Two thousand draws have an error of 0.007 at most.
            #expect(abs(draws[0].drawnTail(from: distance.chiSquare) - 0.11616161616161616) < 0.03)
            #expect(abs(draws[1].drawnTail(from: distance.totalVariation) - 0.07828282828282829) < 0.03)
            #expect(draws[0].drawnTail(from: 100) == 1.0 / Double(draws[0].count + 1))
        }
    }

    /// Where counts are large the chi-square of what is drawn has its law.
    @Test func largeSamplesAreDrawn() throws {
        let draws = try #require(ShareNull(reference: [3000, 5000, 2000], actual: [900, 1500, 600])).distances {
            [ShareDistance(reference: $0, actual: $1)?.chiSquare ?? -1]
        }
        #expect(draws[0].count == 2000)
        #expect(abs(draws[0].drawnQuantile(tail: 0.05) - 5.991) < 0.7)
        #expect(abs(draws[0].drawnTail(from: 5.991) - 0.05) < 0.02)
        #expect(ShareNull(reference: [0, 0], actual: [1, 1]) == nil)
        #expect(ShareNull(reference: [1], actual: [1, 1]) == nil)
    }

    /// Stretches put together are the whole.
    @Test(arguments: [0, 1, 3, 7, 8])
    func distancesAddUp(cut: Int) throws {
        let counts = [(0.5, 1, 2), (1, 0, 3), (2, 4, 0), (4, 1, 1), (4.5, 2, 5), (9, 0, 1), (10, 3, 0), (20, 1, 1)]
        let totals = (reference: 12, actual: 13)
        func stretch(_ range: Range<Int>) -> NumberDistance {
            let before = counts[..<range.lowerBound].reduce((reference: 0, actual: 0)) { ($0.0 + $1.1, $0.1 + $1.2) }
            var distance = NumberDistance(totals: totals, before: before)
            for (number, reference, actual) in counts[range] {
                distance.add(number, reference: reference, actual: actual)
            }
            return distance
        }
        var parts = stretch(0..<cut)
        parts.append(stretch(cut..<counts.count))
        let whole = try #require(
            NumberDistance(reference: counts.map { ($0.0, $0.1) }, actual: counts.map { ($0.0, $0.2) })
        )
        #expect(parts.kolmogorovSmirnov == whole.kolmogorovSmirnov)
        #expect(parts.wasserstein == whole.wasserstein)
    }
}
