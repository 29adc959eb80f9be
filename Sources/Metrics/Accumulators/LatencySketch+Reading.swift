package import JSON

extension LatencySketch {
    package init(json: JSONValue, layout: OutcomeLayout) throws(AccumulatorError) {
        self.init(layout: layout)
        let reader = try StateReader(json, of: Self.name, members: ["buckets", "range", "sum"])
        let sum = try reader.wide("sum")
        let range = try reader.naturals("range")
        let pairs = try reader.counts("buckets")
        if range.isEmpty, pairs.isEmpty, sum == 0 { return }

        guard range.count == 2, range[0] <= range[1] else {
            throw reader.error("`range` is not two latencies in order")
        }
        let first = LatencyBuckets.index(of: range[0])
        let needed = LatencyBuckets.index(of: range[1]) - first + 1
        var buckets = [Int](repeating: 0, count: needed)
        var bucket = -1
        var count = 0
        guard pairs.count.isMultiple(of: 2), !pairs.isEmpty else {
            throw reader.error("`buckets` is not a list of pairs")
        }
        for pair in stride(from: 0, to: pairs.count, by: 2) {
            guard pairs[pair] < needed, bucket + 1 + pairs[pair] < needed else {
                throw reader.error("`buckets` go beyond the largest latency")
            }
            bucket += 1 + pairs[pair]
            let held = pairs[pair + 1]
            guard held > 0, held <= StateReader.maximumCount - count else {
                throw reader.error("`buckets` hold no latency, or more than \(StateReader.maximumCount)")
            }
            buckets[bucket] = held
            count += held
        }
        guard buckets[0] > 0, buckets[needed - 1] > 0 else { throw reader.error("`range` and `buckets` disagree") }
        guard Self.bounds(of: buckets, from: first, range: range).contains(sum) else {
            throw reader.error("`sum` and `buckets` disagree")
        }
        self.init(count: count, sum: sum, smallest: range[0], largest: range[1], buckets: buckets)
    }

    /// Between which sums latencies in those buckets can have.
    private static func bounds(of buckets: [Int], from first: Int, range: [Int]) -> ClosedRange<Int128> {
        var low: Int128 = 0
        var high: Int128 = 0
        for (offset, held) in buckets.enumerated() where held > 0 {
            low += Int128(max(range[0], LatencyBuckets.start(of: first + offset))) * Int128(held)
            high += Int128(min(range[1], LatencyBuckets.end(of: first + offset))) * Int128(held)
        }
        return low...high
    }
}
