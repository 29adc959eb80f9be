import Statistics
import Testing

@Suite struct SumTests {
    private static func sum(_ numbers: [Double]) -> CompensatedSum {
        var sum = CompensatedSum()
        for number in numbers { sum.add(number) }
        return sum
    }

    /// Neumaier's and Python's example (`math.fsum`), and sums that plain addition gets wrong.
    @Test(arguments: [
        ([1, 1e100, 1, -1e100], 2), ([1e16, 1, -1e16], 1), ([0.1, 0.2, -0.3], 2.775_557_561_562_891_4e-17),
        ([], 0), ([.infinity, 1], .infinity),
    ])
    func nothingIsLost(numbers: [Double], expected: Double) { #expect(Self.sum(numbers).value == expected) }

    @Test func tenthsSumToTheNearestNumber() {
        #expect(Self.sum([Double](repeating: 0.1, count: 10)).value == 1)
        #expect(Self.sum([Double](repeating: 0.1, count: 10_000_000)).value == 1_000_000)
    }

    @Test func productsAreNotRounded() {
        var sum = CompensatedSum()
        let number = 1 + 0x1p-30
        sum.add(number, times: number)
        sum.add(-1 - 0x1p-29)
        #expect(sum.value == 0x1p-60)
    }

    @Test(arguments: 1...20 as ClosedRange<UInt64>)
    func noOrderShows(seed: UInt64) {
        var generator = SplitMix64(seed: seed)
        var numbers = (0..<400).map { _ in generator.nextNormal() * Double(1 << generator.next(below: 40)) }
        let whole = Self.sum(numbers)
        generator.shuffle(&numbers)
        var parts = Self.sum(Array(numbers[..<150]))
        parts.merge(Self.sum(Array(numbers[150...])))
        #expect(parts == whole)
    }

    /// NumPy 2: `np.var([1e9 + 4, 1e9 + 7, 1e9 + 13, 1e9 + 16], ddof=1)` is 30.
    @Test func spreadFarFromZero() throws {
        var moments = Moments()
        moments.add([1e9 + 4, .nan, 1e9 + 7].span)
        var other = Moments()
        other.add([1e9 + 13, 1e9 + 16].span)
        moments.merge(other)
        #expect(moments.count == 4)
        #expect(moments.mean == 1e9 + 10)
        #expect((try #require(moments.variance) - 30).magnitude < 1e-9)
        #expect(Moments().mean == nil)
        #expect(Moments().variance == nil)
    }
}
