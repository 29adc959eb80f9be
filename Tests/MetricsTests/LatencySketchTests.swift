import JSON
import Metrics
import Statistics
import Testing

@Suite struct LatencySketchTests {
    static let layout = Samples.layout(1)

    static func sketch(_ latencies: [Int64]) -> LatencySketch {
        var sketch = LatencySketch(layout: layout)
        sketch.add(Samples.batch(latencies: latencies))
        return sketch
    }

    enum Distribution: String, CaseIterable {
        case uniform, geometric, pareto, bimodal, constant, tiny, everything, ends

        func draw(_ count: Int, from generator: inout SplitMix64) -> [Int64] {
            (0..<count).map { index in
                switch self {
                case .uniform: Int64(generator.next(below: 50_000_000))
                case .geometric: 50_000_000 >> Int64(generator.next().trailingZeroBitCount)
                case .pareto: Int64(1_000_000 / max(1 - generator.nextUnit(), 1e-9))
                case .bimodal: Int64((index % 10 == 0 ? 900_000_000 : 2_000_000) + generator.next(below: 1_000_000))
                case .constant: 123_456_789
                case .tiny: Int64(generator.next(below: 300))
                case .everything: Int64(generator.next() >> (1 + generator.next(below: 62)))
                case .ends: index % 2 == 0 ? 0 : .max
                }
            }
        }
    }

    @Test(arguments: Distribution.allCases, [1, 2, 3, 10, 99, 100, 101, 5000])
    func percentilesAreWithinTheStatedError(distribution: Distribution, count: Int) throws {
        var generator = SplitMix64(seed: UInt64(count))
        let latencies = distribution.draw(count, from: &generator)
        let sketch = Self.sketch(latencies)
        let sorted = latencies.sorted().map(Int.init)
        for percent in 1...100 {
            let exact = sorted[(count * percent + 99) / 100 - 1]
            let estimate = try #require(sketch.percentile(percent))
            let error = (estimate - exact).magnitude
            #expect(error <= UInt(exact) / 256, "p\(percent) of \(count): \(estimate) for \(exact)")
        }
        #expect(sketch.count == count)
        #expect(sketch.sum == latencies.reduce(0 as Int128) { $0 + Int128($1) })
        #expect(sketch.minimum == sorted.first)
        #expect(sketch.maximum == sorted.last)
    }

    /// Around every power of two, where the width of the buckets changes.
    @Test func everySingleLatencyIsExact() {
        for power in 0..<63 {
            let edge: Int64 = 1 << power
            for latency in [edge - 1, edge, edge + 1] {
                let sketch = Self.sketch([latency])
                #expect(sketch.percentile(50) == Int(latency))
                #expect(sketch.mean == Double(latency))
            }
        }
        #expect(Self.sketch([.max]).percentile(99) == .max)
    }

    @Test func percentilesBelow256AreExact() {
        let sketch = Self.sketch((0..<256).reversed())
        for percent in 1...100 { #expect(sketch.percentile(percent) == (256 * percent + 99) / 100 - 1) }
        #expect(sketch.percentile(0) == 2)
        #expect(sketch.percentile(101) == 255)
    }

    @Test func whatWasNotMeasuredDoesNotCount() {
        let sketch = Self.sketch([-1, -1])
        #expect(sketch == LatencySketch(layout: Self.layout))
        #expect(sketch.minimum == nil && sketch.maximum == nil && sketch.mean == nil && sketch.percentile(50) == nil)
    }

    @Test func theNumberOfBucketsIsBounded() {
        var generator = SplitMix64(seed: 3)
        let sketch = Self.sketch([0, .max] + Distribution.everything.draw(200_000, from: &generator))
        let numbers = Samples.text(sketch).count { $0 == "," }
        #expect(numbers < 2 * 7296 + 4)
        #expect(numbers > 7296)
    }

    @Test func theStateIsSparse() throws {
        #expect(Samples.text(Self.sketch([])) == #"{"sum":"0","range":[],"buckets":[]}"#)
        #expect(Samples.text(Self.sketch([7, 7, 9])) == #"{"sum":"23","range":[7,9],"buckets":[0,2,1,1]}"#)
        #expect(
            Samples.text(Self.sketch([0, .max]))
                == #"{"sum":"9223372036854775807","range":[0,9223372036854775807],"buckets":[0,1,7294,1]}"#
        )
    }

    @Test(arguments: [
        #"[]"#, #"{"sum":"0","range":[]}"#, #"{"sum":"0","range":[],"buckets":[],"more":1}"#,
        #"{"sum":0,"range":[],"buckets":[]}"#, #"{"sum":"1","range":[],"buckets":[]}"#,
        #"{"sum":"23","range":[7],"buckets":[0,2,1,1]}"#, #"{"sum":"23","range":[9,7],"buckets":[0,2,1,1]}"#,
        #"{"sum":"23","range":[-7,9],"buckets":[0,2,1,1]}"#, #"{"sum":"023","range":[7,9],"buckets":[0,2,1,1]}"#,
        #"{"sum":"22","range":[7,9],"buckets":[0,2,1,1]}"#, #"{"sum":"-23","range":[7,9],"buckets":[0,2,1,1]}"#,
        #"{"sum":"23","range":[7,9],"buckets":[0,2,2,1]}"#, #"{"sum":"23","range":[7,9],"buckets":[0,2,0,1]}"#,
        #"{"sum":"23","range":[7,9],"buckets":[1,2,0,1]}"#, #"{"sum":"23","range":[7,9],"buckets":[0,2,1]}"#,
        #"{"sum":"23","range":[7,9],"buckets":[0,-2,1,1]}"#, #"{"sum":"23","range":[7,9],"buckets":[0,2,1,0]}"#,
        #"{"sum":"14","range":[7,9],"buckets":[0,2]}"#, #"{"sum":"23","range":[7,9],"buckets":[0,2,1,1.5]}"#,
        #"{"sum":"23","range":[7,9],"buckets":[]}"#, #"{"sum":"23","range":[7,9],"buckets":[0,2,-1,1]}"#,
        #"{"sum":"144115188075855856","range":[7,9],"buckets":[0,9007199254740991,1,9007199254740991]}"#,
        #"{"sum":"23","range":[7,9],"buckets":[0,2,9007199254740991,1]}"#,
    ])
    func wrongStatesAreRefused(text: String) throws {
        let json = try JSONValue(parsing: text)
        #expect(throws: AccumulatorError.self) { try LatencySketch(json: json, layout: Self.layout) }
    }
}
