package import JSON

/// How latencies are distributed, in nanoseconds: exact number, sum, smallest and largest, and any percentile with a
/// relative error of at most 1/256 (0.39 %), whatever the distribution.
///
/// A sketch in the manner of DDSketch (Masson, Rim & Lee, VLDB 2019) with the logarithm interpolated linearly between
/// powers of two, so that a bucket is found by shifts alone. See `LatencyBuckets` for the error. The buckets are fixed
/// beforehand, so merging is addition, exactly associative and commutative; there are at most 7,296 of them, and only
/// those between the smallest and the largest latency are held.
///
/// The state has the buckets that hold something as pairs, how many buckets were skipped and the count, and the sum as
/// a string, as it may be longer than 64 bits.
package struct LatencySketch: Accumulator {
    package static var name: String { "latency" }
    package static var isMeasured: Bool { true }

    /// The number of latencies.
    package private(set) var count = 0
    /// The sum of the latencies, in nanoseconds.
    package private(set) var sum: Int128 = 0
    private var smallest = Int.max
    private var largest = -1
    /// The counts of the buckets from that of the smallest latency to that of the largest.
    private var buckets: [Int] = []

    package init(layout: OutcomeLayout) {}

    /// A sketch with at least one latency; `buckets` runs from the bucket of the smallest to that of the largest.
    init(count: Int, sum: Int128, smallest: Int, largest: Int, buckets: [Int]) {
        self.count = count
        self.sum = sum
        self.smallest = smallest
        self.largest = largest
        self.buckets = buckets
    }

    /// The smallest latency in nanoseconds, or nil where there is none.
    package var minimum: Int? { count == 0 ? nil : smallest }

    /// The largest latency in nanoseconds, or nil where there is none.
    package var maximum: Int? { count == 0 ? nil : largest }

    /// The mean latency in nanoseconds, or nil where there is none.
    package var mean: Double? { count == 0 ? nil : Double(sum) / Double(count) }

    /// The latency in nanoseconds that `percent` (1 to 100) of the latencies do not exceed, or nil where there is none.
    ///
    /// It stands for the latency at rank ceil(n * percent / 100) in order of size (NumPy's `inverted_cdf`), so half of an
    /// even number is the lower of the two in the middle. It is off by at most 1/256 of that latency, is exact below
    /// 256 ns, and is never outside what was measured.
    package func percentile(_ percent: Int) -> Int? {
        guard count > 0 else { return nil }
        let percent = min(max(percent, 1), 100)
        // In two parts, as the product may be beyond 64 bits.
        return latency(at: count / 100 * percent + (count % 100 * percent + 99) / 100)
    }

    /// The latency at a rank in order of size, from 1 on, with the same error; nil where there is none.
    package func latency(at rank: Int) -> Int? {
        guard rank >= 1, rank <= count else { return nil }
        let buckets = buckets.span
        // From the nearer end, unless there are more than can be counted.
        if rank > count / 2, count < .max {
            var reached = count
            for offset in stride(from: buckets.count - 1, through: 0, by: -1) {
                reached -= buckets[offset]
                if reached < rank { return middle(offset) }
            }
        } else {
            var reached = 0
            for offset in buckets.indices {
                reached = reached.saturatingAdd(buckets[offset])
                if reached >= rank { return middle(offset) }
            }
        }
        return largest
    }

    /// What stands for the latencies of a bucket, by its place among those held.
    private func middle(_ offset: Int) -> Int {
        let middle = LatencyBuckets.middle(of: LatencyBuckets.index(of: smallest) + offset)
        return min(max(middle, smallest), largest)
    }

    package mutating func add(_ batch: OutcomeBatch) {
        let latencies = batch.latency.span
        var low = Int.max
        var high = -1
        var measured = 0
        var total: Int128 = 0
        for row in latencies.indices {
            let latency = Int(latencies[row])
            guard latency >= 0 else { continue }
            low = min(low, latency)
            high = max(high, latency)
            measured &+= 1
            total &+= Int128(latency)
        }
        guard measured > 0 else { return }
        cover(low, high)
        count = count.saturatingAdd(measured)
        sum &+= total

        let first = LatencyBuckets.index(of: smallest)
        var buckets = buckets.mutableSpan
        for row in latencies.indices {
            let latency = Int(latencies[row])
            if latency >= 0 { buckets[LatencyBuckets.index(of: latency) &- first] &+= 1 }
        }
    }

    package mutating func add(_ outcomes: CountedOutcomes) {
        var low = Int.max
        var high = -1
        for row in outcomes.rows where row.latency >= 0 && row.count > 0 {
            low = min(low, Int(row.latency))
            high = max(high, Int(row.latency))
        }
        guard high >= 0 else { return }
        cover(low, high)
        let first = LatencyBuckets.index(of: smallest)
        for row in outcomes.rows where row.latency >= 0 && row.count > 0 {
            let bucket = LatencyBuckets.index(of: Int(row.latency)) - first
            count = count.saturatingAdd(row.count)
            sum &+= Int128(row.latency) * Int128(row.count)
            buckets[bucket] = buckets[bucket].saturatingAdd(row.count)
        }
    }

    package mutating func merge(_ other: LatencySketch) {
        guard other.count > 0 else { return }
        cover(other.smallest, other.largest)
        let (total, isBeyond) = count.addingReportingOverflow(other.count)
        count = isBeyond ? .max : total
        sum &+= other.sum
        let shift = LatencyBuckets.index(of: other.smallest) &- LatencyBuckets.index(of: smallest)
        var buckets = buckets.mutableSpan
        let added = other.buckets.span
        precondition(shift >= 0 && shift + added.count <= buckets.count)
        if isBeyond {
            for offset in added.indices {
                buckets[offset + shift] = buckets[offset + shift].saturatingAdd(added[offset])
            }
        } else {
            // No bucket holds more than all of them do.
            for offset in added.indices { buckets[offset &+ shift] &+= added[offset] }
        }
    }

    /// Makes room for latencies from `low` to `high`.
    private mutating func cover(_ low: Int, _ high: Int) {
        let isEmpty = count == 0
        let oldFirst = isEmpty ? 0 : LatencyBuckets.index(of: smallest)
        smallest = min(smallest, low)
        largest = max(largest, high)
        let first = LatencyBuckets.index(of: smallest)
        let needed = LatencyBuckets.index(of: largest) - first + 1
        guard needed != buckets.count else { return }
        var grown = [Int](repeating: 0, count: needed)
        if !isEmpty { grown.replaceSubrange((oldFirst - first)..<(oldFirst - first + buckets.count), with: buckets) }
        buckets = grown
    }

    /// For each bucket that holds something, how many were skipped before it, and what it holds.
    private var pairs: [Int] {
        let buckets = buckets.span
        var pairs: [Int] = []
        pairs.reserveCapacity(min(2 * count, buckets.count))
        var written = 0
        for place in buckets.indices where buckets[place] != 0 {
            pairs.append(place - written)
            pairs.append(buckets[place])
            written = place + 1
        }
        return pairs
    }

    package func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.name("sum")
            writer.text(sum)
            writer.array("range") { writer in
                if count > 0 {
                    writer.integer(smallest)
                    writer.integer(largest)
                }
            }
            writer.name("buckets")
            writer.array(of: pairs.span)
        }
    }
}
