/// Sorts numbers that lie close together, as those of one range do, in about as many steps as there are numbers.
enum NumberSort {
    /// Puts the numbers in order; none of them may be not a number.
    static func sort(_ numbers: inout [Double]) {
        guard numbers.count > 24 else { return insert(&numbers) }
        var (low, high) = (numbers[0], numbers[0])
        for number in numbers {
            low = number < low ? number : low
            high = number > high ? number : high
        }
        guard low < high else { return }
        // Parts of the range as wide as two numbers have on average, then what is left over by insertion.
        let parts = numbers.count / 2
        let scale = Double(parts) / (high - low)
        guard scale.isFinite, scale > 0 else { return numbers.sort() }
        var starts = [UInt32](repeating: 0, count: parts + 2)
        count(numbers, low, scale, &starts)
        var largest: UInt32 = 0
        for part in 1..<starts.count {
            largest = max(largest, starts[part])
            starts[part] += starts[part - 1]
        }
        // Numbers that crowd in places are left to the library.
        guard largest <= 64 else { return numbers.sort() }
        var sorted = [Double](repeating: 0, count: numbers.count)
        scatter(numbers, low, scale, &starts, into: &sorted)
        insert(&sorted)
        numbers = sorted
    }

    private static func count(_ numbers: [Double], _ low: Double, _ scale: Double, _ counts: inout [UInt32]) {
        var counts = counts.mutableSpan
        let numbers = numbers.span
        for row in numbers.indices {
            counts[unchecked: Int((numbers[unchecked: row] - low) * scale) &+ 1] &+= 1
        }
    }

    private static func scatter(
        _ numbers: [Double],
        _ low: Double,
        _ scale: Double,
        _ places: inout [UInt32],
        into sorted: inout [Double]
    ) {
        var places = places.mutableSpan
        var sorted = sorted.mutableSpan
        let numbers = numbers.span
        for row in numbers.indices {
            let part = Int((numbers[unchecked: row] - low) * scale)
            sorted[unchecked: Int(places[unchecked: part])] = numbers[unchecked: row]
            places[unchecked: part] &+= 1
        }
    }

    private static func insert(_ numbers: inout [Double]) {
        var numbers = numbers.mutableSpan
        guard numbers.count > 1 else { return }
        for row in 1..<numbers.count {
            let number = numbers[unchecked: row]
            var place = row
            while place > 0, numbers[unchecked: place &- 1] > number {
                numbers[unchecked: place] = numbers[unchecked: place &- 1]
                place &-= 1
            }
            numbers[unchecked: place] = number
        }
    }
}
