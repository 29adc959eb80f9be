package import Audiences
package import Plan

/// Which units have the candidate from stage to stage: each stage keeps what those before it gave, and those that are held back have
/// it in none.
///
/// Shares are places on one line, where a larger one holds every smaller; groups have no unit in common, and are drawn apart from
/// shares. How many units have an attribute is not known: all of them might.
package struct ReachedUnits: Sendable {
    /// The made-up units of a replay; nil where nobody knows what units there are.
    private let units: ReplayUnits?
    private let sizes: [String: Double]
    private let released: Rational
    private var fraction = Rational.zero
    private var grouped: [String: Rational] = [:]

    /// - Parameters:
    ///   - sizes: Which share of all units each group is.
    ///   - holdback: The share that is never given the candidate.
    package init(units: ReplayUnits?, sizes: [String: Double], holdback: Rational) {
        self.units = units
        self.sizes = sizes
        released = holdback.complement
    }

    /// Gives the candidate to a share of all units, or of a group.
    package mutating func add(_ share: Rational, of group: String?) {
        let share = min(share, released)
        guard let group else { return fraction = max(fraction, share) }
        grouped[group] = max(grouped[group] ?? .zero, share)
    }

    package var isEmpty: Bool { fraction == .zero && grouped.values.allSatisfy { $0 == .zero } }

    /// How many units have it; nil where nobody knows what units there are.
    package var count: Int? {
        guard let units else { return nil }
        func count(_ group: String?, _ share: Rational) -> Int {
            units.count(of: group, numerator: share.numerator, denominator: share.denominator)
        }
        return sizes.keys.reduce(count(nil, fraction)) { $0 + count($1, max(fraction, grouped[$1] ?? .zero)) }
    }

    /// The share of all units that has it: of made-up ones exactly, of others as they are expected to be drawn.
    package var share: Double {
        if let units, let count, units.count > 0 { return Double(count) / Double(units.count) }
        let within = fraction.value
        let more = grouped.reduce(0.0) { $0 + (sizes[$1.key] ?? 1) * max(0, $1.value.value - within) }
        return min(within + more, released.value)
    }
}

extension ReplayUnits {
    /// The units of a replay, as its world draws them.
    package init(of release: String, unit: String, users: Int, groups: [(name: String, share: Rational)]) {
        self.init(
            of: release,
            prefix: unit,
            count: users,
            among: groups.map {
                GroupAssignment.Group($0.name, numerator: $0.share.numerator, denominator: $0.share.denominator)
            }
        )
    }
}
