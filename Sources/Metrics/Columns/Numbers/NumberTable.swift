/// What is counted for each number of a table.
protocol TableCount: Sendable, Hashable {
    static var zero: Self { get }
    mutating func merge(_ other: Self)
}

extension Int: TableCount {
    static var zero: Int { 0 }
    mutating func merge(_ other: Int) { self = saturatingAdd(other) }
}

/// Numbers with how often they came: exactly as long as they are few enough, beyond that in classes whose width is stated.
///
/// Numbers are kept as whole numbers in the same order. Where there are more than `limit` different ones, as many low bits
/// are left away from all of them as brings them below it, each bit doubling the classes' width. How many that takes depends
/// on the numbers alone and never on their order or on how they were parted, so merging is exactly associative and
/// commutative.
struct NumberTable<Count: TableCount>: Sendable {
    private struct Entry: Sendable, Hashable {
        var key: UInt64
        var count: Count
    }

    /// How many different numbers are told apart.
    let limit: Int
    /// How many low bits are left away.
    private var shift: UInt64 = 0
    /// In order, each key once.
    private var entries: [Entry] = []
    /// What came since, in no order.
    private var pending: [Entry] = []

    private static var smallestPending: Int { 1 << 14 }

    init(limit: Int) { self.limit = limit }

    /// Whether each number is known exactly.
    var isExact: Bool { settled().shift == 0 }

    mutating func add(_ number: Double, _ count: Count) {
        pending.append(Entry(key: Self.key(number) &>> shift, count: count))
        // As much again as is in order: then putting in order costs each number a few steps only.
        if pending.count >= max(Self.smallestPending, entries.count) { settle() }
    }

    mutating func merge(_ other: NumberTable) {
        let other = other.settled()
        settle()
        let wanted = max(shift, other.shift)
        coarsen(to: wanted)
        entries = Self.merged(entries, other.entries, dropping: wanted - other.shift)
        bound()
    }

    /// The classes in order, each with the numbers that it may stand for, its own and the next one's beginning.
    func forEach(_ body: (_ smallest: Double, _ largest: Double, Count) -> Void) {
        let table = settled()
        let within: UInt64 = 1 &<< table.shift &- 1
        for entry in table.entries {
            let start = entry.key &<< table.shift
            body(Self.number(start), Self.number(start | within), entry.count)
        }
    }

    // MARK: State

    /// The classes in order, by the smallest number that each may stand for, and how many low bits are left away.
    var kept: (shift: Int, numbers: [Double], counts: [Count]) {
        let table = settled()
        return (
            Int(table.shift), table.entries.map { Self.number($0.key &<< table.shift) }, table.entries.map(\.count)
        )
    }

    /// A table of the same limit with such classes; nil where they are in no order, or not as many as their counts.
    func holding(shift: Int, _ numbers: [Double], _ counts: [Count]) -> NumberTable? {
        let keys = numbers.map(Self.key)
        guard (0..<64).contains(shift), numbers.count == counts.count, numbers.count <= limit,
            numbers.allSatisfy({ !$0.isNaN }), zip(keys, keys.dropFirst()).allSatisfy({ $0 < $1 })
        else { return nil }
        var table = self
        table.shift = UInt64(shift)
        table.entries = zip(keys, counts).map { Entry(key: $0 &>> UInt64(shift), count: $1) }
        return table
    }

    // MARK: Order

    private func settled() -> NumberTable {
        guard !pending.isEmpty else { return self }
        var table = self
        table.settle()
        return table
    }

    private mutating func settle() {
        guard !pending.isEmpty else { return }
        pending.sort { $0.key < $1.key }
        entries = Self.merged(entries, pending, dropping: 0)
        pending.removeAll(keepingCapacity: true)
        bound()
    }

    /// Two lists in order as one, each key once, the second with its low bits left away.
    private static func merged(_ left: [Entry], _ right: [Entry], dropping bits: UInt64) -> [Entry] {
        var result: [Entry] = []
        result.reserveCapacity(left.count + right.count)
        var (next, other) = (0, 0)
        while next < left.count || other < right.count {
            var entry: Entry
            if other == right.count || (next < left.count && left[next].key <= right[other].key &>> bits) {
                entry = left[next]
                next += 1
            } else {
                entry = right[other]
                entry.key &>>= bits
                other += 1
            }
            if let last = result.indices.last, result[last].key == entry.key {
                result[last].count.merge(entry.count)
            } else {
                result.append(entry)
            }
        }
        return result
    }

    private mutating func bound() {
        while entries.count > limit { coarsen(to: shift + 1) }
    }

    private mutating func coarsen(to wanted: UInt64) {
        guard wanted > shift else { return }
        entries = Self.merged([], entries, dropping: wanted - shift)
        shift = wanted
    }

    // MARK: Keys

    /// A whole number that is in the same order; -0 is 0.
    @inline(__always)
    private static func key(_ number: Double) -> UInt64 {
        let bits = (number + 0).bitPattern
        // Numbers below 0 grow the other way.
        return bits ^ (UInt64(bitPattern: Int64(bitPattern: bits) &>> 63) | 1 &<< 63)
    }

    private static func number(_ key: UInt64) -> Double {
        Double(bitPattern: key >= 1 << 63 ? key ^ 1 << 63 : ~key)
    }
}

extension NumberTable: Hashable {
    static func == (left: NumberTable, right: NumberTable) -> Bool {
        let (left, right) = (left.settled(), right.settled())
        return left.limit == right.limit && left.shift == right.shift && left.entries == right.entries
    }

    func hash(into hasher: inout Hasher) { hasher.combine(settled().entries) }
}
