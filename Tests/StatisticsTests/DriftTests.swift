import Statistics
import Testing

/// Distances between distributions, against SciPy 1.17 and published numbers.
@Suite struct DriftTests {
    private func isNear(_ value: Double?, _ other: Double) -> Bool { abs((value ?? .nan) - other) < 1e-8 }

    /// e = (.2, .3, .3, .2), a = (.25, .35, .25, .15).
    @Test func sharesLieSoFarApart() throws {
        let shares = try #require(ShareDistance(reference: [20, 30, 30, 20], actual: [25, 35, 25, 15]))
        #expect(isNear(shares.populationStability, 0.04236489))
        #expect(isNear(shares.jensenShannon, 0.07269128))
        #expect(isNear(shares.hellinger, 0.07273107))
        #expect(isNear(shares.totalVariation, 0.1))
    }

    /// `scipy.spatial.distance.jensenshannon([1, 0], [.5, .5])` and `scipy.stats.chi2_contingency`.
    @Test func emptyBinsAreTakenAsTheyAre() throws {
        #expect(isNear(ShareDistance(reference: [2, 0], actual: [1, 1])?.jensenShannon, 0.46450140))
        #expect(isNear(ShareDistance(reference: [10, 10, 20], actual: [20, 20, 20])?.chiSquare, 2.77777778))
        // Half an observation of one: (1 - 0.5) ln 2 and (0 - ...), by hand.
        let stability = try #require(ShareDistance(reference: [1, 1], actual: [2, 0])).populationStability
        #expect(isNear(stability, (1 - 0.5) * 0.69314718056 + (0.25 - 0.5) * -0.69314718056))
        #expect(ShareDistance(reference: [0, 0], actual: [1, 1]) == nil)
        #expect(ShareDistance(reference: [1], actual: [1, 1]) == nil)
        let same = try #require(ShareDistance(reference: [3, 0, 7], actual: [30, 0, 70]))
        #expect(isNear(same.populationStability, 0) && isNear(same.jensenShannon, 0) && isNear(same.hellinger, 0))
    }

    /// `scipy.stats.wasserstein_distance([0, 1, 3], [5, 6, 8])` and `scipy.stats.ks_2samp`.
    @Test func numbersLieSoFarApart() throws {
        let apart = try #require(
            NumberDistance(reference: [(0, 1), (1, 1), (3, 1)], actual: [(5, 1), (6, 1), (8, 1)])
        )
        #expect(isNear(apart.wasserstein, 5) && isNear(apart.kolmogorovSmirnov, 1))
        let weighted = try #require(NumberDistance(reference: [(1, 2), (2, 2)], actual: [(1, 1), (2, 3)]))
        #expect(isNear(weighted.wasserstein, 0.25) && isNear(weighted.kolmogorovSmirnov, 0.25))
        #expect(NumberDistance(reference: [], actual: [(1, 1)]) == nil)
    }
}
