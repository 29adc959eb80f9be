import Statistics
import Testing

@Suite struct ComparisonTests {
    /// statsmodels 0.15, `confint_proportions_2indep(..., method="newcomb")`; the first is Newcombe's own example.
    @Test(arguments: [
        (56, 70, 48, 80, 0.052_431_472_402_364_98, 0.333_872_654_036_906_14),
        (9, 10, 3, 10, 0.170_522_723_934_502_9, 0.809_017_973_535_488),
        (6, 7, 2, 7, 0.058_227_927_482_312_09, 0.806_249_637_524_227_8),
        (5, 56, 0, 29, -0.038_137_147_903_536_936, 0.192_560_013_855_111_65),
        (0, 10, 0, 20, -0.161_125_158_052_819_4, 0.277_532_799_862_889_26),
        (10, 10, 0, 10, 0.607_509_350_430_524_1, 1),
    ])
    func differences(_ a: Int, _ m: Int, _ b: Int, _ n: Int, lower: Double, upper: Double) throws {
        let (first, second) = (try term(a, m, 1), try term(b, n, -1))
        let interval = RecoveredInterval([first, second])
        #expect((interval.lower - lower).magnitude < 1e-12)
        #expect((interval.upper - upper).magnitude < 1e-12)
        let mirrored = RecoveredInterval([try term(a, m, -1), try term(b, n, 1)])
        #expect((interval.lower + mirrored.upper).magnitude < 1e-15)
        let doubled = RecoveredInterval([try term(a, m, 2), try term(b, n, -2)])
        #expect((doubled.upper - 2 * interval.upper).magnitude < 1e-15)
    }

    /// A share with Wilson's interval.
    private func term(_ successes: Int, _ trials: Int, _ weight: Double) throws -> RecoveredInterval.Term {
        let wilson = try #require(WilsonInterval(successes: successes, trials: trials))
        let share = Double(successes) / Double(trials)
        return RecoveredInterval.Term(value: share, lower: wilson.lower, upper: wilson.upper, weight: weight)
    }

    /// SciPy 1.17.1, `stats.t.interval`.
    @Test(
        arguments: [
            ([2.5, 3.1, 4.7, 1.2, 5.5, 3.3], 0.95, 1.767_861_318_856_222_4, 4.998_805_347_810_444),
            ([2.5, 3.1, 4.7, 1.2, 5.5, 3.3], 0.99, 0.849_348_980_840_894_3, 5.917_317_685_825_772),
            ([1, 4], 0.95, -16.559_307_104_262_04, 21.559_307_104_262_04),
            ((1...1000).map(Double.init), 0.95, 482.577_400_685_881_1, 518.422_599_314_118_9),
        ] as [([Double], Double, Double, Double)]
    )
    func means(numbers: [Double], confidence: Double, lower: Double, upper: Double) throws {
        var moments = Moments()
        moments.add(numbers.span)
        let interval = try #require(StudentInterval(moments, confidence: confidence))
        #expect((interval.lower - lower).magnitude < 1e-9)
        #expect((interval.upper - upper).magnitude < 1e-9)
    }

    @Test func oneNumberHasNoInterval() {
        var moments = Moments()
        moments.add([3].span)
        #expect(StudentInterval(moments) == nil)
        moments.add([3].span)
        #expect(StudentInterval(moments).map { [$0.lower, $0.upper] } == [3, 3])
    }

    /// SciPy 1.17.1, `stats.quantile_test(range(1, n + 1), p=p).confidence_interval(0.95)`.
    @Test(
        arguments: [
            (100, 0.5, 40, 61), (100, 0.95, 90, 100), (20, 0.95, 17, nil), (1000, 0.99, 983, 997), (5, 0.5, nil, nil),
            (73, 0.25, 11, 27),
        ] as [(Int, Double, Int?, Int?)]
    )
    func quantiles(count: Int, share: Double, lower: Int?, upper: Int?) throws {
        let interval = try #require(QuantileInterval(share: share, count: count))
        #expect(interval.lower == lower)
        #expect(interval.upper == upper)
    }

    /// SciPy 1.17.1, `stats.bootstrap(..., method="percentile", n_resamples=20000)` of scikit-learn's F1 over TP 20, FN 10,
    /// FP 5, TN 15: .5778 to .8475. Draws differ, so the ends agree to two digits.
    @Test(arguments: [1, 2, 3] as [UInt64])
    func bootstrap(seed: UInt64) throws {
        let bootstrap = CountBootstrap(counts: [20, 10, 5, 15], replications: 4000, seed: seed)
        let interval = try #require(
            bootstrap.interval { counts in
                #expect(counts.reduce(0, +) == 50)
                return 2 * Double(counts[0]) / Double(2 * counts[0] + counts[1] + counts[2])
            }
        )
        #expect((interval.lower - 0.5778).magnitude < 0.015)
        #expect((interval.upper - 0.8475).magnitude < 0.015)
        let again = try #require(
            CountBootstrap(counts: [20, 10, 5, 15], replications: 4000, seed: seed).interval { counts in
                2 * Double(counts[0]) / Double(2 * counts[0] + counts[1] + counts[2])
            }
        )
        #expect(again == interval)
    }

    @Test func bootstrapOfWhatMostDrawsLack() {
        #expect(CountBootstrap(counts: [1, 9]).interval { $0[0] > 0 ? Double($0[0]) : nil } == nil)
        #expect(CountBootstrap(counts: [0, 0]).interval { Double($0[0]) } == nil)
        #expect(CountBootstrap(counts: []).interval { _ in 1 } == nil)
        // Of one cell alone there is nothing else to draw.
        #expect(CountBootstrap(counts: [7]).interval { Double($0[0]) } == nil)
    }

    /// A model that was right in all of 120 rows: without a wrong one to draw, the share that is right would have no width.
    /// Wilson's interval goes down to 0.969, and the one row that might be drawn to 3 or 4 of 121.
    @Test func whatIsAlwaysRightIsNotCertain() throws {
        let interval = try #require(
            CountBootstrap(counts: [40, 0, 0, 40, 0, 40]).interval { counts in
                Double(counts[0] + counts[3] + counts[5]) / Double(counts.reduce(0, +))
            }
        )
        #expect(interval.upper == 1)
        #expect((0.955...0.985).contains(interval.lower))
    }
}
