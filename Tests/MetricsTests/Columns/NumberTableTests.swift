import Metrics
import Statistics
import Testing

/// Numbers beyond what is told apart: the stated error holds, and no order of adding shows.
@Suite struct NumberTableTests {
    private static func batch(_ numbers: [Double], labels: [Int32]? = nil) -> ColumnBatch {
        ColumnBatch(
            count: numbers.count,
            numbers: [numbers],
            texts: [labels ?? [Int32](repeating: 0, count: numbers.count)],
            names: [["no", "yes"]]
        )
    }

    private static func numbers(_ count: Int, from generator: inout SplitMix64) -> [Double] {
        (0..<count).map { _ in (generator.nextNormal() * 8).rounded() * 1e3 + generator.nextNormal() }
    }

    private static func sketch(_ numbers: [Double], limit: Int) -> NumberSketch {
        var sketch = NumberSketch(column: 0, limit: limit)
        sketch.add(batch(numbers))
        return sketch
    }

    @Test(arguments: [1, 2, 7, 100, 1000], [1, 2, 3] as [UInt64])
    func noOrderShows(limit: Int, seed: UInt64) {
        var generator = SplitMix64(seed: seed)
        var numbers = Self.numbers(600, from: &generator)
        let whole = Self.sketch(numbers, limit: limit)
        generator.shuffle(&numbers)
        let parts = [0..<250, 250..<260, 260..<600].map { Self.sketch(Array(numbers[$0]), limit: limit) }
        var forward = parts[0]
        forward.merge(parts[1])
        forward.merge(parts[2])
        var backward = parts[2]
        backward.merge(parts[1])
        backward.merge(parts[0])
        #expect(forward == whole)
        #expect(backward == whole)
        #expect(whole != parts[0])
    }

    @Test(arguments: [50, 400, 5000], [1, 2, 3] as [UInt64])
    func quantilesKeepTheStatedError(limit: Int, seed: UInt64) throws {
        var generator = SplitMix64(seed: seed)
        let numbers = Self.numbers(3000, from: &generator)
        let sorted = numbers.sorted()
        let sketch = Self.sketch(numbers, limit: limit)
        for share in [0.0, 0.001, 0.1, 0.25, 0.5, 0.9, 0.999, 1] {
            let quantile = try #require(sketch.quantile(share))
            let exact = sorted[max(0, Int((3000 * share).rounded(.up)) - 1)]
            #expect((quantile.value - exact).magnitude <= quantile.error)
            #expect((quantile.error == 0) == (limit == 5000))
        }
    }

    @Test func areasKeepTheStatedError() throws {
        var generator = SplitMix64(seed: 4)
        let labels = (0..<2000).map { _ in Int32(generator.next(below: 2)) }
        let scores = labels.map { Double($0) + generator.nextNormal() }
        func tally(_ limit: Int) -> RankingTally {
            var tally = RankingTally(score: 0, label: 0, positive: "yes", limit: limit)
            tally.add(Self.batch(scores, labels: labels))
            return tally
        }
        let exact = try #require(tally(2000).area)
        #expect(exact.error == 0)
        for limit in [1, 10, 100] {
            let area = try #require(tally(limit).area)
            #expect(area.error > 0)
            #expect((area.value - exact.value).magnitude <= area.error)
        }
        #expect(try #require(tally(1).area).value == 0.5)
    }

    @Test func extremesAreNumbersToo() throws {
        let numbers = [.greatestFiniteMagnitude, -.greatestFiniteMagnitude, .leastNonzeroMagnitude, -0.0, 0.0, .nan]
        let sketch = Self.sketch(numbers, limit: 10)
        #expect(sketch.count == 5)
        #expect(sketch.quantile(0)?.value == -.greatestFiniteMagnitude)
        #expect(sketch.quantile(0.6)?.value == 0)
        #expect(sketch.quantile(0.8)?.value == .leastNonzeroMagnitude)
        #expect(sketch.quantile(1)?.value == .greatestFiniteMagnitude)
        #expect(Self.sketch([], limit: 10).quantile(0.5) == nil)
    }
}
