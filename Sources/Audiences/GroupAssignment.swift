/// The groups of a replay: each is exactly its share of the declared units.
///
/// The units stand in the order of their hashes (ties in the order of their UTF-8 bytes) and the groups take from the
/// front, one after the other as declared, so that no unit is in two. A group's size is its share of all declared
/// units, rounded to the nearest with ties up, and at least 1; a group that finds fewer units left takes those.
/// Units are told apart by their bytes: two spellings of one character are two units. A unit declared twice counts once.
package struct GroupAssignment: Hashable, Sendable {
    /// A group as declared: its name and its share of the units.
    package struct Group: Hashable, Sendable {
        package let name: String
        package let numerator: Int
        package let denominator: Int

        package init(_ name: String, numerator: Int, denominator: Int) {
            self.name = name
            self.numerator = numerator
            self.denominator = denominator
        }

        /// How many of that many units the group is; nobody where the share is not positive.
        package func size(among count: Int) -> Int {
            guard numerator > 0, denominator > 0, count > 0 else { return 0 }
            let doubled = 2 * UInt128(count) * UInt128(numerator) + UInt128(denominator)
            let nearest = doubled / (2 * UInt128(denominator))
            return nearest > UInt128(count) ? count : max(1, Int(nearest))
        }
    }

    private struct Place: Hashable, Sendable {
        let hash: UInt32
        let unit: String

        static func precedes(_ left: Place, _ right: Place) -> Bool {
            if left.hash != right.hash { return left.hash < right.hash }
            return left.unit.utf8.lexicographicallyPrecedes(right.unit.utf8)
        }

        static func isSame(_ left: Place, _ right: Place) -> Bool {
            left.hash == right.hash && left.unit.utf8.elementsEqual(right.unit.utf8)
        }
    }

    private let bucketing: FlagdBucketing
    private let names: [String]
    /// The members of all groups, in order.
    private let members: [Place]
    /// Where each group's members end in `members`.
    private let ends: [Int]

    /// Divides the units among the groups.
    package init(of units: some Sequence<String>, among groups: [Group], salt: String) {
        let bucketing = FlagdBucketing(salt: salt)
        var places = units.map { Place(hash: bucketing.hash(of: $0), unit: $0) }
        places.sort(by: Place.precedes)
        var distinct: [Place] = []
        distinct.reserveCapacity(places.count)
        for place in places {
            if let last = distinct.last, Place.isSame(last, place) { continue }
            distinct.append(place)
        }
        var ends: [Int] = []
        for group in groups {
            let taken = ends.last ?? 0
            ends.append(taken + min(group.size(among: distinct.count), distinct.count - taken))
        }
        self.bucketing = bucketing
        self.names = groups.map(\.name)
        self.members = Array(distinct.prefix(ends.last ?? 0))
        self.ends = ends
    }

    /// The units of a group, lowest hash first, or nil where no group has that name.
    package func members(of group: String) -> [String]? {
        guard let index = names.firstIndex(of: group) else { return nil }
        let start = index == 0 ? 0 : ends[index - 1]
        return members[start..<ends[index]].map(\.unit)
    }

    /// The name of the group that the unit is in, or nil where it is in none.
    package func group(of unit: String) -> String? {
        let place = Place(hash: bucketing.hash(of: unit), unit: unit)
        var low = 0
        var high = members.count
        while low < high {
            let middle = (low + high) / 2
            if Place.precedes(members[middle], place) { low = middle + 1 } else { high = middle }
        }
        guard low < members.count, Place.isSame(members[low], place) else { return nil }
        return ends.firstIndex { low < $0 }.map { names[$0] }
    }
}
