/// How many of a replay's made-up units are within which shares, without the names of the units being kept: `user-0`, `user-1` and
/// so on.
///
/// Shares are salted with one text and groups with another. The answers are those of `FlagdBucketing` and `GroupAssignment`.
package struct ReplayUnits: Hashable, Sendable {
    /// How many there are.
    package let count: Int
    /// For each group in order, and last for the units of none, the places of its units by the salt of shares, in order.
    private let places: [[UInt32]]
    private let names: [String]

    /// The salt of a release's groups. That of its shares is its name: by the same, the groups would be the first to be drawn into every share.
    package static func groupSalt(of release: String) -> String { release + "/groups" }

    /// - Parameter prefix: What the units are named after, such as `user`.
    package init(of release: String, prefix: String, count: Int, among groups: [GroupAssignment.Group]) {
        self.count = max(0, count)
        names = groups.map(\.name)
        let sizes = groups.map { $0.size(among: count) }
        let order = groups.isEmpty ? [] : Self.order(prefix: prefix, count: count, salt: Self.groupSalt(of: release))
        var memberships = [Int](repeating: groups.count, count: self.count)
        var next = 0
        for (group, size) in sizes.enumerated() {
            let end = min(order.count, next + size)
            for place in order[next..<end] { memberships[place] = group }
            next = end
        }
        var places = [[UInt32]](repeating: [], count: groups.count + 1)
        Self.eachHash(prefix: prefix, count: count, salt: release) { number, hash in
            places[memberships[number]].append(hash)
        }
        self.places = places.map { $0.sorted() }
    }

    /// How many units of the group, or of none, are within the share `numerator` / `denominator`.
    package func count(of group: String?, numerator: Int, denominator: Int) -> Int {
        guard let number = group.map({ names.firstIndex(of: $0) }) ?? names.count else { return 0 }
        let own = places[number]
        var (low, high) = (0, own.count)
        while low < high {
            let middle = (low + high) / 2
            if FlagdBucketing.isIncluded(hash: own[middle], numerator: numerator, denominator: denominator) {
                low = middle + 1
            } else {
                high = middle
            }
        }
        return low
    }

    /// The numbers of the units in the order in which groups take them: by their hashes, then by the bytes of their names.
    private static func order(prefix: String, count: Int, salt: String) -> [Int] {
        var order: [(hash: UInt32, number: Int)] = []
        order.reserveCapacity(count)
        eachHash(prefix: prefix, count: count, salt: salt) { order.append(($1, $0)) }
        order.sort { left, right in
            left.hash != right.hash ? left.hash < right.hash : String(left.number) < String(right.number)
        }
        return order.map(\.number)
    }

    private static func eachHash(prefix: String, count: Int, salt: String, _ body: (Int, UInt32) -> Void) {
        var start = MurmurHash3()
        start.update(salt)
        start.update(prefix)
        start.update("-")
        for number in 0..<max(0, count) {
            var hasher = start
            hasher.update(number)
            body(number, hasher.value)
        }
    }
}
