/// The readings of one metric that gates of one scope share: what all requests have shown, and what each unit has shown once, which
/// evidence for continuous looking counts.
///
/// Units are shown requests, so an outcome that is another among them is another among all requests, too, and only those
/// that no unit was shown first are free to change by themselves.
struct LinkedReadings {
    /// A set of changes worth trying, with its size.
    struct Choice {
        let changes: [ReadingKey: ReadingChange]
        let size: Double
    }

    private let movables: [ReadingKey: Movable]
    private let ordered: [(key: ReadingKey, value: Movable)]

    init(_ movables: [ReadingKey: Movable]) {
        self.movables = movables
        ordered = movables.sorted { $0.key < $1.key }
    }

    /// What to try, the nearest first, given the changes next to which some gate is answered otherwise.
    func choices(_ turns: [[ReadingKey: ReadingChange]]) -> [Choice] {
        var found: [Choice] = []
        let (ofUnits, ofAll) = (turns.filter(Self.isOfUnits), turns.filter { !Self.isOfUnits($0) })
        for turn in ofUnits + ofAll {
            let sets = apart(turn) + followed(turn)
            found += sets.filter(isPossible).map { Choice(changes: $0, size: size($0)) }
        }
        for units in ofUnits {
            for all in ofAll where Self.places(units) == Self.places(all) {
                let both = units.merging(all) { first, _ in first }
                if isPossible(both) { found.append(Choice(changes: both, size: size(both))) }
            }
        }
        return found.sorted { ($0.size, -$0.changes.count) < ($1.size, -$1.changes.count) }
    }

    private static func isOfUnits(_ turn: [ReadingKey: ReadingChange]) -> Bool {
        turn.keys.contains { $0.units != nil }
    }

    private static func places(_ turn: [ReadingKey: ReadingChange]) -> Set<String?> { Set(turn.keys.map(\.segment)) }

    /// The turn with every other reading of the same places moved as far; pairs may come to differ in more places, or in fewer.
    private func followed(_ turn: [ReadingKey: ReadingChange]) -> [[ReadingKey: ReadingChange]] {
        var found = [turn]
        for (key, change) in turn.sorted(by: { $0.key < $1.key }) {
            for (other, movable) in ordered where other.segment == key.segment && turn[other] == nil {
                let changes = movable.changes(like: change, isOfUnits: other.units != nil)
                found = found.flatMap { set in
                    changes.map { set.merging([other: $0]) { first, _ in first } }
                }
            }
        }
        return found.filter { $0.count > turn.count }
    }

    /// The turn with every other reading of the same places moved as little as can be.
    private func apart(_ turn: [ReadingKey: ReadingChange]) -> [[ReadingKey: ReadingChange]] {
        var found = [turn]
        for (key, change) in turn.sorted(by: { $0.key < $1.key }) {
            for (other, movable) in ordered where other.segment == key.segment && turn[other] == nil {
                guard let free = freedom(of: other, where: key, moves: Int(change.movement)) else { continue }
                let count = min(max(0, free.lowerBound), free.upperBound)
                // That all requests have shown as much as before is said; that units have goes without saying.
                guard count != 0 || other.units == nil else { continue }
                let changes = movable.changes(byOutcomes: count, isOfUnits: other.units != nil)
                found = found.flatMap { set in changes.map { set.merging([other: $0]) { first, _ in first } } }
            }
        }
        return found
    }

    /// By how many outcomes a reading may move where one of the same place moves by so many; nil where they do not count, or do not
    /// share what they count.
    private func freedom(of other: ReadingKey, where key: ReadingKey, moves count: Int) -> ClosedRange<Int>? {
        guard other.units != nil || key.units != nil, let own = movables[key]?.reading,
            let another = movables[other]?.reading
        else { return nil }
        let (units, all) = key.units == nil ? (another, own) : (own, another)
        guard let trials = units.exactTrials, let allTrials = all.exactTrials, let right = units.successes,
            let allRight = all.successes
        else { return nil }
        let (rest, others) = (allRight - right, allTrials - trials)
        // Units that were shown something in earlier stages are none of this one's.
        guard others >= 0, (0...others).contains(rest) else { return nil }
        return key.units == nil ? count + rest - others...count + rest : count - rest...count - rest + others
    }

    /// The other readings of the same place as one of units.
    private func whole(_ key: ReadingKey) -> (key: ReadingKey, movable: Movable)? {
        movables.first { $0.key.segment == key.segment && $0.key.units == nil && key.units != nil }
            .map { ($0.key, $0.value) }
    }

    /// Whether all requests can have shown this while units have shown that. What has no counts moves as one.
    private func isPossible(_ changes: [ReadingKey: ReadingChange]) -> Bool {
        movables.keys.allSatisfy { key in
            guard let (other, all) = whole(key) else { return true }
            let (part, sum) = (changes[key]?.movement ?? 0, changes[other]?.movement ?? 0)
            guard all.reading.exactTrials != nil else { return abs(part - sum) < 1e-12 }
            return freedom(of: other, where: key, moves: Int(part))?.contains(Int(sum)) ?? true
        }
    }

    /// Outcomes that units and all requests share count once.
    private func size(_ changes: [ReadingKey: ReadingChange]) -> Double {
        changes.reduce(0) { sum, change in
            guard let (other, all) = whole(change.key), let moved = changes[other] else {
                let units = changes.keys.contains { $0.units != nil && $0.segment == change.key.segment }
                return sum + (change.key.units == nil && units ? 0 : change.value.size)
            }
            let rest = abs(moved.movement - change.value.movement)
            return sum + change.value.size + (all.reading.exactTrials.map { rest / Double(max(1, $0)) } ?? 0)
        }
    }
}
