import Statistics
import Testing

/// Evidence of a change, looked at again and again.
@Suite struct ShiftDetectorTests {
    /// By the definition, row by row, in Python: products of the urn's chances and of each other law's.
    @Test(arguments: [
        (gaps: [3, 4, 3], looks: [[1, 0, 1], [0, 0, 2], [0, 1, 4]], expected: 11.803_196_473_432_847),
        ([5, 5], [[3, 3]], 4.884_910_668_829_343),
        ([10, 10, 10, 10], [[5, 5, 5, 5], [0, 0, 1, 19]], 2_502_267.248_445_034_5),
    ])
    func byTheDefinition(gaps: [Int], looks: [[Int]], expected: Double) {
        var detector = ShiftDetector(gaps: gaps)
        for look in looks { detector.add(look) }
        #expect(abs(detector.runLength / expected - 1) < 1e-9)
    }

    @Test func nothingIsNothing() {
        var detector = ShiftDetector(gaps: [5, 5])
        #expect(detector.runLength == 0)
        detector.add([0, 0])
        detector.add([1, 2, 3])
        #expect(detector.steps.isEmpty && detector.count == 0 && detector.runLength == 0)
    }

    /// Old looks are joined, nothing of what was seen is lost, and the number stays one that noise seldom reaches.
    @Test func manyLooksAreJoined() {
        var (detector, random) = (ShiftDetector(gaps: [50, 50, 50, 50]), SplitMix64(seed: 5))
        for _ in 0..<1000 {
            var counts = [0, 0, 0, 0]
            for _ in 0..<20 { counts[random.next(below: 4)] += 1 }
            detector.add(counts)
        }
        #expect(detector.steps.count == 64 && detector.count == 20_000)
        #expect(detector.steps.reduce(0) { $0 + $1.counts.reduce(0, +) } == 20_000)
        #expect(detector.runLength < 200_000)
        // The last look is still one of its own.
        #expect(detector.steps.last?.counts.reduce(0, +) == 20)
    }

    /// A run of observations from the reference's law, or from a shifted one after a while, looked at after every 25.
    ///
    /// - Returns: How many there were when it first said so much; nil where it never did.
    private func alarm(
        at limit: Double,
        reference: Int,
        most: Int,
        shift: Double = 0,
        after change: Int = 0,
        _ random: inout SplitMix64
    ) -> Int? {
        let sample = (0..<reference).map { _ in random.nextNormal() }.sorted()
        let ranges = min(20, (reference + 1) / 5)
        let ranks = (1..<ranges).map { $0 * (reference + 1) / ranges }
        var detector = ShiftDetector(gaps: zip(ranks + [reference + 1], [0] + ranks).map { $0 - $1 })
        for end in stride(from: 25, through: most, by: 25) {
            var counts = [Int](repeating: 0, count: ranges)
            for place in end - 25..<end {
                let number = random.nextNormal() + (place >= change ? shift : 0)
                counts[ranks.count { sample[$0 - 1] < number }] += 1
            }
            detector.add(counts)
            if detector.runLength >= limit { return end }
        }
        return nil
    }

    /// While nothing changes it takes as many observations as stated to a false alarm, on average, or more; and as many of n
    /// have one as n over that, or fewer: with a small reference, too, of which a test that took it for the law would make a drift.
    @Test(arguments: [39, 199])
    func noiseTakesAsLongAsStated(reference: Int) {
        var random = SplitMix64(seed: UInt64(reference))
        let (runs, limit, most) = (150, 100.0, 1500)
        let alarms = (0..<runs).map { _ in alarm(at: limit, reference: reference, most: most, &random) }
        let times = alarms.map { Double($0 ?? most) }
        let mean = times.reduce(0, +) / Double(runs)
        let error = (times.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(runs * (runs - 1))).squareRoot()
        #expect(mean + 3 * error >= limit, "\(mean) after \(error)")
        // Of fifty observations at most half are to see one; three standard errors of the simulation on top.
        let early = Double(alarms.count { ($0 ?? most) <= 50 }) / Double(runs)
        #expect(early <= 0.5 + 3 * (0.25 / Double(runs)).squareRoot())
        // It is no alarm that never rings.
        #expect(alarms.contains { $0 != nil })
    }

    /// Half a standard deviation is found soon after it came, at a limit that noise reaches once in a million, in every run.
    @Test func aShiftIsFound() {
        var random = SplitMix64(seed: 77)
        let times = (0..<12).map { _ in
            alarm(at: 1e6, reference: 999, most: 2000, shift: 0.5, after: 1000, &random) ?? 4000
        }.sorted()
        #expect((times.first ?? 0) > 1000 && (times.last ?? 0) <= 1600, "\(times)")
        #expect(times[6] <= 1350, "\(times)")
    }
}
