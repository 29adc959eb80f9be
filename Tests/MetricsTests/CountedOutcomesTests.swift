import Metrics
import Statistics
import Testing

@Suite struct CountedOutcomesTests {
    /// Requests that are counted come to the same as the requests one by one, whatever accumulates them.
    @Test(arguments: 0..<40)
    func countingIsAddingOneByOne(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        var counted = CountedOutcomes()
        var batch = OutcomeBatch()
        for _ in 0..<random.next(below: 12) {
            let predicted = Int32(random.next(below: 6)) - 1
            let actual = Int32(random.next(below: 6)) - 1
            let latency = random.next(below: 3) == 0 ? -1 : Int64(random.next(below: 1 << random.next(below: 40)))
            let count = random.next(below: 4) == 0 ? 0 : random.next(below: 300)
            counted.append(predicted: predicted, actual: actual, latency: latency, count: count)
            for _ in 0..<count { batch.append(predicted: predicted, actual: actual, latency: latency) }
        }
        var first = AccumulatorSet(Samples.allKinds, layout: Samples.layout(4, categories: 2))
        var second = first
        first.add(counted)
        second.add(batch)
        #expect(first == second)
        // And so do those after them.
        first.add(counted)
        second.add(batch)
        #expect(first == second)
    }
}
