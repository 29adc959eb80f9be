import Metrics
import Plan
import Statistics
import Testing

/// How probable it is that noise moves a column as far.
@Suite struct DriftChanceTests {
    private func chance(_ method: String, _ reference: ColumnSamples, _ actual: ColumnSamples) throws -> MetricValue {
        let options: [String: OptionValues.Value] = ["of": .text("x"), "method": .text(method)]
        let metric = try #require(MetricKindRegistry.metric("drift_p", OptionValues(options)))
        let columns = ColumnList(texts: reference.texts.isEmpty ? [] : ["x"])
        var (left, right) = (ColumnTallies([metric], asking: columns), ColumnTallies([metric], asking: columns))
        left.add(actual.batch(left.columns))
        right.add(reference.batch(right.columns))
        #expect(left.isCompared(0))
        return left.value(of: 0, against: right)
    }

    private func numbers(_ numbers: some Sequence<Int>) -> ColumnSamples {
        ColumnSamples(numbers: ["x": numbers.map(Double.init)])
    }

    private func texts(_ counts: [Int]) -> ColumnSamples {
        let texts = counts.enumerated().flatMap { place, count in Array(repeating: "t\(place)", count: count) }
        return ColumnSamples(texts: ["x": texts])
    }

    /// Published for D = 0.625 of two times eight: the exact p, where the asymptotic one would be 0.04932.
    @Test func kolmogorovAndSmirnov() throws {
        let value = try chance("ks", numbers(1...8), numbers(6...13))
        #expect(abs((value.value ?? 0) - 0.08702) < 5e-6 && value.samples == 8)
    }

    /// SciPy's `chi2_contingency` of the same table; the counts are large enough for the law.
    @Test func chiSquare() throws {
        let value = try chance("chi_square", texts([10, 10, 20]), texts([20, 20, 20]))
        #expect(abs((value.value ?? 0) - 0.249352) < 1e-6)
    }

    /// The published index of these shares is 0.04236489; a thousand each, it is 21.18 of a chi-square of three.
    @Test func populationStability() throws {
        let value = try chance("psi", texts([200, 300, 300, 200]), texts([250, 350, 250, 150]))
        #expect(abs((value.value ?? 0) - 9.647_931_345e-05) < 1e-9)
    }

    /// What moved a tenth of its spread is not told from noise by a hundred numbers, and what moved by half of it is.
    @Test func wasserstein() throws {
        var random = SplitMix64(seed: 3)
        func draw(_ count: Int, _ shift: Double) -> ColumnSamples {
            ColumnSamples(numbers: ["x": (0..<count).map { _ in random.nextUnit() + shift }])
        }
        let reference = draw(100, 0)
        #expect(try chance("wasserstein", reference, draw(100, 0.02)).value ?? 0 > 0.05)
        #expect(try chance("wasserstein", reference, draw(100, 0.3)).value ?? 1 < 0.002)
        #expect(try chance("wasserstein", reference, reference).value == 1)
    }

    /// Under no drift each p below a level comes about as often as the level says.
    @Test(arguments: ["psi", "total_variation", "ks", "wasserstein"])
    func theLevelHolds(method: String) throws {
        var random = SplitMix64(seed: 11)
        let runs = 120
        let small = try (0..<runs).count { _ in
            let sides = (0..<2).map { _ in
                ColumnSamples(numbers: ["x": (0..<300).map { _ in random.nextUnit() }])
            }
            return try chance(method, sides[0], sides[1]).value ?? 1 <= 0.1
        }
        // Four standard errors of so many runs.
        #expect(Double(small) / Double(runs) <= 0.1 + 4 * (0.09 / Double(runs)).squareRoot())
    }

    @Test func withoutABaselineItIsUndefined() throws {
        let metric = try #require(MetricKindRegistry.metric("drift_p", OptionValues(["of": .text("x")])))
        #expect(ColumnTallies([metric]).value(of: 0).undefinedReason == "there is no baseline")
        #expect(try chance("ks", numbers([]), numbers([])).value == nil)
    }
}
