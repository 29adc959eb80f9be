import Statistics
import Testing

@Suite struct FilledCellsTests {
    /// Few meetings are drawn one by one and many by the normal law; both have the mean that is exact for them:
    /// m (1 - (1 - 1/m)^k).
    @Test(arguments: [(40, 100), (400, 100), (60, 1000), (3000, 2000), (49, 7)])
    func theMeanIsExact(meetings: Int, cells: Int) {
        var random = SplitMix64(seed: 2)
        let draws = (0..<4000).map { _ in
            var filled = FilledCells()
            filled.add(meetings, among: cells, using: &random)
            return Double(filled.count)
        }
        let mean = draws.reduce(0, +) / 4000
        let all = Double(cells)
        var unmet = 1.0
        for _ in 0..<meetings { unmet *= 1 - 1 / all }
        let variance = draws.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 3999
        // What is rounded and cut off at the ends costs a little where nearly all are met.
        #expect(abs(mean - all * (1 - unmet)) < 4 * (variance / 4000).squareRoot() + 0.05)
    }

    /// The spread of many meetings against meetings drawn one by one.
    @Test func theSpreadIsThatOfSingleMeetings() {
        var random = SplitMix64(seed: 4)
        func variance(_ draws: [Double]) -> Double {
            let mean = draws.reduce(0, +) / Double(draws.count)
            return draws.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(draws.count - 1)
        }
        let atOnce = (0..<5000).map { _ in
            var filled = FilledCells()
            filled.add(300, among: 200, using: &random)
            return Double(filled.count)
        }
        let oneByOne = (0..<5000).map { _ in
            Double(Set((0..<300).map { _ in random.next(below: 200) }).count)
        }
        #expect(abs(variance(atOnce) / variance(oneByOne) - 1) < 0.1)
    }

    @Test func audiencesGrowAndNobodyIsMetTwice() {
        var random = SplitMix64(seed: 1)
        var filled = FilledCells()
        filled.add(10_000, among: 40, using: &random)
        #expect(filled.count == 40)
        filled.add(1, among: 1000, using: &random)
        #expect((40...41).contains(filled.count))
        filled.add(1_000_000, among: 1000, using: &random)
        #expect(filled.count == 1000)
        filled.add(1000, among: 40, using: &random)
        #expect(filled.count == 1000)
    }
}
