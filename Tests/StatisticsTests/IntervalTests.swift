import Statistics
import Testing

@Suite struct IntervalTests {
    /// SciPy 1.17.1, `scipy.stats.norm.ppf`.
    @Test(arguments: [
        (1e-300, -37.047_096_299_361_2), (1e-100, -21.273_453_560_965_322), (1e-20, -9.262_340_089_798_409),
        (1e-10, -6.361_340_902_404_056), (0.001, -3.090_232_306_167_813), (0.02425, -1.972_961_051_311_885),
        (0.025, -1.959_963_984_540_054_5), (0.075, -1.439_531_470_938_456_3), (0.1, -1.281_551_565_544_600_4),
        (0.3, -0.524_400_512_708_040_9), (0.5, 0), (0.6, 0.253_347_103_135_799_7), (0.9, 1.281_551_565_544_600_4),
        (0.975, 1.959_963_984_540_054), (0.995, 2.575_829_303_548_900_4), (0.9999999, 5.199_337_582_290_661),
    ])
    func normalQuantiles(probability: Double, expected: Double) {
        let tolerance = max(1e-15, 4e-15 * expected.magnitude)
        #expect((NormalQuantile.value(at: probability) - expected).magnitude <= tolerance)
    }

    @Test func normalQuantilesAtTheEnds() {
        #expect(NormalQuantile.value(at: 0) == -.infinity)
        #expect(NormalQuantile.value(at: 1) == .infinity)
        #expect(NormalQuantile.value(at: -0.1).isNaN)
        #expect(NormalQuantile.value(at: 1.1).isNaN)
    }

    /// The published tables, to their four digits: Wilson's ends, then Clopper and Pearson's.
    @Test(arguments: [
        (81, 263, [0.2553, 0.3662, 0.2527, 0.3676]),
        (15, 148, [0.0624, 0.1605, 0.0578, 0.1617]),
        (0, 20, [0, 0.1611, 0, 0.1684]),
        (1, 29, [0.0061, 0.1718, 0.0009, 0.1776]),
        (30, 30, [0.8865, 1, 0.8843, 1]),
        (35, 50, [0.5625, 0.8090, 0.5539, 0.8214]),
    ])
    func publishedIntervals(successes: Int, trials: Int, expected: [Double]) throws {
        let wilson = try #require(WilsonInterval(successes: successes, trials: trials))
        let exact = try #require(ClopperPearsonInterval(successes: successes, trials: trials))
        for (end, value) in zip([wilson.lower, wilson.upper, exact.lower, exact.upper], expected) {
            #expect((end - value).magnitude <= 0.00005)
        }
    }

    /// SciPy 1.17.1: `binomtest(k, n).proportion_ci(confidence, "wilson")`, and `beta.ppf` for the exact interval, as
    /// `proportion_ci` finds that one to an absolute 2e-12 only.
    @Test(arguments: [
        (
            35, 50, 0.9,
            [0.585_400_372_596_920_9, 0.794_066_353_088_571_1, 0.576_267_033_391_917_6, 0.805_115_102_743_498_2]
        ),
        (
            35, 50, 0.99,
            [0.517_979_153_936_342_1, 0.835_160_009_376_606_7, 0.510_016_819_681_319_2, 0.850_879_102_780_286_8]
        ),
        (
            35, 50, 0.999,
            [0.467_807_396_922_138_13, 0.860_990_897_323_045_3, 0.459_271_459_994_307_5, 0.881_181_095_714_457]
        ),
        (1, 1, 0.95, [0.206_549_314_377_237_45, 1, 0.025, 1]),
        (0, 1, 0.95, [0, 0.793_450_685_622_762_6, 0, 0.975]),
        (
            500_000, 1_000_000, 0.95,
            [0.499_020_019_890_004_8, 0.500_979_980_109_995_2, 0.499_019_519_195_311_8, 0.500_980_480_804_688_3]
        ),
        (
            3, 10_000_000, 0.95,
            [1.020_270_779_624_651_2e-7, 8.821_184_260_515_047e-7, 6.186_721_656_250_596e-8, 8.767_270_541_303_173e-7]
        ),
        (
            1, 2, 0.5,
            [0.284_758_884_581_962_3, 0.715_241_115_418_037_7, 0.133_974_596_215_561_38, 0.866_025_403_784_438_6]
        ),
    ])
    func intervalsOfSciPy(successes: Int, trials: Int, confidence: Double, expected: [Double]) throws {
        let wilson = try #require(WilsonInterval(successes: successes, trials: trials, confidence: confidence))
        let exact = try #require(ClopperPearsonInterval(successes: successes, trials: trials, confidence: confidence))
        for (end, value) in zip([wilson.lower, wilson.upper, exact.lower, exact.upper], expected) {
            // Of half a million successes, the exact interval is made of logarithms that cancel to nine digits.
            #expect((end - value).magnitude <= 1e-9 * value)
        }
    }

    @Test(arguments: [0.5, 0.9, 0.95, 0.999])
    func noneAndAllReachTheEndsExactly(confidence: Double) throws {
        for trials in 1...500 {
            let none = try #require(WilsonInterval(successes: 0, trials: trials, confidence: confidence))
            let all = try #require(WilsonInterval(successes: trials, trials: trials, confidence: confidence))
            #expect(none.lower == 0 && none.upper < 1)
            #expect(all.lower > 0 && all.upper == 1)
        }
    }

    @Test func theShareIsInsideAndMirrored() throws {
        for trials in [1, 2, 7, 100] {
            for successes in 0...trials {
                let wilson = try #require(WilsonInterval(successes: successes, trials: trials))
                let mirrored = try #require(WilsonInterval(successes: trials - successes, trials: trials))
                let exact = try #require(ClopperPearsonInterval(successes: successes, trials: trials))
                let share = Double(successes) / Double(trials)
                #expect(wilson.lower <= share && share <= wilson.upper)
                #expect(exact.lower <= share && share <= exact.upper)
                #expect((wilson.lower - (1 - mirrored.upper)).magnitude < 1e-12)
                #expect(wilson.lower >= 0 && wilson.upper <= 1)
            }
        }
    }

    @Test(arguments: [(0, 0, 0.95), (-1, 5, 0.95), (6, 5, 0.95), (1, 5, 0), (1, 5, 1), (1, 5, .nan), (1, -5, 0.95)])
    func thereIsNoIntervalOfNonsense(successes: Int, trials: Int, confidence: Double) {
        #expect(WilsonInterval(successes: successes, trials: trials, confidence: confidence) == nil)
        #expect(ClopperPearsonInterval(successes: successes, trials: trials, confidence: confidence) == nil)
    }

    /// Newcombe 1998 (Statistics in Medicine 17, 2635), table III, method 10: 36 pairs with both, 12 and 2 with one, none
    /// without. Where the arms are independent, it is the interval of independent samples but for nothing.
    @Test func sharesOfPairs() throws {
        let published = try #require(PairedShareInterval(PairedOutcomes(both: 36, arm: 12, other: 2)))
        #expect(abs(published.lower - 0.0569) < 5e-5 && abs(published.upper - 0.3404) < 5e-5)
        let other = try #require(PairedShareInterval(PairedOutcomes(both: 36, arm: 2, other: 12)))
        #expect(abs(other.lower + published.upper) < 1e-12 && abs(other.upper + published.lower) < 1e-12)
        let unrelated = try #require(PairedShareInterval(PairedOutcomes(both: 36, arm: 24, other: 24, neither: 16)))
        let half = try #require(WilsonInterval(successes: 60, trials: 100))
        let recovered = RecoveredInterval([
            .init(value: 0.6, lower: half.lower, upper: half.upper, weight: 1),
            .init(value: 0.6, lower: half.lower, upper: half.upper, weight: -1),
        ])
        #expect(abs(unrelated.lower - recovered.lower) < 1e-12 && abs(unrelated.upper - recovered.upper) < 1e-12)
        let alike = try #require(PairedShareInterval(PairedOutcomes(both: 600, arm: 4, other: 4, neither: 392)))
        #expect(alike.upper - alike.lower < 0.02 && recovered.upper - recovered.lower > 0.2)
        #expect(PairedShareInterval(PairedOutcomes()) == nil)
    }
}
