/// A sum of numbered unknowns, each with a factor, and a constant.
struct LinearForm: Hashable {
    /// By the unknown's number; none is 0.
    private(set) var factors: [Int: Double]
    private(set) var constant: Double

    init(_ factors: [Int: Double], constant: Double) {
        self.factors = factors
        self.constant = constant
    }

    static func constant(_ value: Double) -> LinearForm { LinearForm([:], constant: value) }
    static func unknown(_ number: Int) -> LinearForm { LinearForm([number: 1], constant: 0) }

    /// The value where it depends on no unknown.
    var value: Double? { factors.isEmpty ? constant : nil }

    func scaled(by scale: Double) -> LinearForm {
        LinearForm(scale == 0 ? [:] : factors.mapValues { $0 * scale }, constant: constant * scale)
    }

    static func + (left: LinearForm, right: LinearForm) -> LinearForm {
        var factors = left.factors
        for (number, factor) in right.factors {
            let known = factors[number] ?? 0
            let sum = known + factor
            // What should cancel out may leave some units in the last place.
            factors[number] = abs(sum) <= 1e-12 * max(abs(known), abs(factor)) ? nil : sum
        }
        return LinearForm(factors, constant: left.constant + right.constant)
    }

    static func - (left: LinearForm, right: LinearForm) -> LinearForm { left + right.scaled(by: -1) }
}
