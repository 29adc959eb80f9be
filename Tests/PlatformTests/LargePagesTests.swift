import Platform
import Testing

/// Memory that was asked for in large pages is memory like any other.
@Suite struct LargePagesTests {
    @Test(arguments: [0, 3, 3_000_000]) func arraysHoldWhatTheyAreFilledWith(count: Int) {
        var array = LargePages.array(repeating: UInt32(7), count: count)
        #expect(array.count == count && array.allSatisfy { $0 == 7 })
        array.append(8)
        #expect(array.count == count + 1)
    }

    @Test func roomThatIsReservedStaysWhereItIs() {
        var array: [Double] = []
        LargePages.reserve(&array, 1_000_000)
        #expect(array.isEmpty && array.capacity >= 1_000_000)
        let place = array.withUnsafeBufferPointer { UInt(bitPattern: $0.baseAddress) }
        for number in 0..<1_000_000 { array.append(Double(number)) }
        #expect(array.withUnsafeBufferPointer { UInt(bitPattern: $0.baseAddress) } == place)
        #expect(array.last == 999_999)
        // What is there already stays as it is.
        LargePages.reserve(&array, 2_000_000)
        #expect(array.count == 1_000_000 && array[17] == 17)
    }
}
