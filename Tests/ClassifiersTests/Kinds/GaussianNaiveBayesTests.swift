import Classifiers
import Plan
import Testing

@Suite struct GaussianNaiveBayesTests {
    /// By hand: means 1 and 5, variances 1 each, shares alike. At 3 both densities are equal; at 4 their logarithms differ
    /// by ((4 - 1)^2 - (4 - 5)^2) / 2 = 4, and the share of the second is 1 / (1 + exp(-4)).
    @Test func densitiesDecide() async throws {
        let model = try await fit(
            "gaussian_naive_bayes",
            trainingSet([[0], [2], [4], [6]], [0, 0, 1, 1]),
            ["var_smoothing": .integer(0)]
        )
        #expect(abs(model.probabilities([3])[0] - 0.5) < 1e-15)
        #expect(abs(model.probabilities([4])[1] - 0.982_013_790_037_908_4) < 1e-12)
    }

    /// By hand: all values have the variance 5, so with a share of 0.6 each class's becomes 1 + 3 and the same logarithms
    /// differ by a quarter as much: 1 / (1 + exp(-1)).
    @Test func smoothingWidensAllAlike() async throws {
        let set = trainingSet([[0], [2], [4], [6]], [0, 0, 1, 1])
        let model = try await fit("gaussian_naive_bayes", set, ["var_smoothing": .number(0.6)])
        #expect(abs(model.probabilities([4])[1] - 0.731_058_578_630_004_9) < 1e-12)
    }

    /// By hand: the same distribution in both classes leaves their shares.
    @Test func sharesDecideWhereDensitiesAreEqual() async throws {
        let set = trainingSet([[0], [2], [0], [2], [0], [2], [0], [2]], [0, 0, 1, 1, 1, 1, 1, 1])
        #expect(abs(try await fit("gaussian_naive_bayes", set).probabilities([7])[1] - 0.75) < 1e-12)
    }

    @Test func classesWithoutRowsHaveNoProbability() async throws {
        let set = trainingSet([[0], [2], [4], [6]], [0, 0, 2, 2], classCount: 4)
        let shares = try await fit("gaussian_naive_bayes", set).probabilities([3])
        #expect(shares[1] == 0 && shares[3] == 0)
        #expect(abs(shares[0] - 0.5) < 1e-12)
    }

    @Test func featuresThatDoNotVaryWithinAClassAreRefusedWithoutSmoothing() async throws {
        let reason = "a feature does not vary within a class, and it adds nothing to the variance"
        await #expect(throws: TrainingError.unusableOption("var_smoothing", reason: reason)) {
            try await fit(
                "gaussian_naive_bayes",
                trainingSet([[0], [0], [4], [6]], [0, 0, 1, 1]),
                ["var_smoothing": .integer(0)]
            )
        }
    }

    /// Beyond what a number can hold, the nearer class cannot be told; the answer is still shares of one.
    @Test(arguments: [1e200, -1e308])
    func rowsFarAwayGetShares(value: Double) async throws {
        let model = try await fit("gaussian_naive_bayes", trainingSet([[0], [2], [4], [6]], [0, 0, 1, 1]))
        #expect(model.probabilities([value]).reduce(0, +) == 1)
    }
}
