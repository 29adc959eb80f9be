/// Puts the rows of a training set in order of one feature: a radix sort by the bytes of its values.
struct ValueSorter: ~Copyable {
    private static let digits = 8
    private static let digitCount = 256
    /// Fewer numbers are compared with one another sooner than their digits are counted.
    private static let leastCounted = 1 << 10

    private let count: Int
    /// Rows by their values' bits, such that numbers without a sign compare as the values do; each has a second to be sorted into.
    private var keys: Scratch<UInt64>
    private var rows: Scratch<UInt32>
    private var spareKeys: Scratch<UInt64>
    private var spareRows: Scratch<UInt32>
    private let counts = Scratch<UInt32>(repeating: 0, count: digits * digitCount)

    init(rowCount: Int) {
        count = rowCount
        keys = Scratch(repeating: 0, count: rowCount)
        spareKeys = Scratch(repeating: 0, count: rowCount)
        rows = Scratch(repeating: 0, count: rowCount)
        spareRows = Scratch(repeating: 0, count: rowCount)
    }

    /// Orders all rows, those that lack the feature last, and says how many have it.
    mutating func sort(_ table: FeatureRows, feature: Int) -> Int {
        let known = fill(table, feature)
        for digit in 0..<Self.digits {
            let counts = counts.elements
            let first = digit * Self.digitCount
            if counts[first..<first + Self.digitCount].contains(UInt32(known)) { continue }
            var next = UInt32(0)
            for place in first..<first + Self.digitCount {
                let rows = counts[place]
                counts[place] = next
                next += rows
            }
            let (keys, rows) = (keys.elements, rows.elements)
            let (spareKeys, spareRows) = (spareKeys.elements, spareRows.elements)
            for place in 0..<known {
                let counter = first + Self.digit(digit, of: keys[place])
                let goal = Int(counts[counter])
                counts[counter] &+= 1
                spareKeys[goal] = keys[place]
                spareRows[goal] = rows[place]
            }
            for place in known..<count { spareRows[place] = rows[place] }
            swap(&self.keys, &self.spareKeys)
            swap(&self.rows, &self.spareRows)
        }
        return known
    }

    /// Numbers in ascending order, none of which is missing.
    static func sorted(_ numbers: [Double]) -> [Double] {
        guard numbers.count >= leastCounted else { return numbers.sorted() }
        var keys = Scratch<UInt64>(repeating: 0, count: numbers.count)
        var spare = Scratch<UInt64>(repeating: 0, count: numbers.count)
        let counts = Scratch<UInt32>(repeating: 0, count: digits * digitCount)
        for (place, number) in numbers.enumerated() {
            let key = key(number)
            keys.elements[place] = key
            for digit in 0..<digits { counts.elements[digit * digitCount + Self.digit(digit, of: key)] &+= 1 }
        }
        for digit in 0..<digits {
            let ends = UnsafeMutableBufferPointer(
                rebasing: counts.elements[digit * digitCount..<(digit + 1) * digitCount]
            )
            if ends.contains(UInt32(numbers.count)) { continue }
            var next = UInt32(0)
            for place in ends.indices {
                let count = ends[place]
                ends[place] = next
                next += count
            }
            for key in keys.elements {
                let place = Self.digit(digit, of: key)
                spare.elements[Int(ends[place])] = key
                ends[place] &+= 1
            }
            swap(&keys, &spare)
        }
        return keys.elements.map { Self.value($0) }
    }

    func value(_ place: Int) -> Double { Self.value(keys.elements[place]) }
    func row(_ place: Int) -> Int { Int(rows.elements[place]) }

    /// Lists the rows, and counts the values of each of their bytes.
    private func fill(_ table: FeatureRows, _ feature: Int) -> Int {
        let (keys, rows, counts) = (keys.elements, rows.elements, counts.elements)
        let values = table.values.span
        counts.update(repeating: 0)
        var (known, lacking) = (0, count)
        for row in 0..<count {
            let value = values[row * table.featureCount + feature]
            if value.isNaN {
                lacking -= 1
                rows[lacking] = UInt32(row)
                continue
            }
            let key = Self.key(value)
            keys[known] = key
            rows[known] = UInt32(row)
            for digit in 0..<Self.digits { counts[digit * Self.digitCount + Self.digit(digit, of: key)] &+= 1 }
            known += 1
        }
        return known
    }

    @inline(__always)
    private static func digit(_ digit: Int, of key: UInt64) -> Int { Int(key >> UInt64(8 * digit) & 0xFF) }

    private static func key(_ value: Double) -> UInt64 {
        // Minus zero equals zero; adding zero turns the one into the other.
        let bits = (value + 0).bitPattern
        return bits >> 63 == 0 ? bits | 1 << 63 : ~bits
    }

    private static func value(_ key: UInt64) -> Double {
        Double(bitPattern: key >> 63 == 1 ? key & ~(1 << 63) : ~key)
    }
}
