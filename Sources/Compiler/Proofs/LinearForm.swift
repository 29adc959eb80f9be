/// A sum of numbered unknowns, each with a factor, and a constant.
struct LinearForm: Hashable {
    struct Term: Hashable {
        let number: Int
        /// Not 0.
        let factor: Double
    }

    /// In the order of the unknowns, each of which stands once. Conditions have few: looking through them is faster than
    /// hashing.
    private(set) var terms: [Term]
    private(set) var constant: Double

    init(_ terms: [Term], constant: Double) {
        self.terms = terms
        self.constant = constant
    }

    static func constant(_ value: Double) -> LinearForm { LinearForm([], constant: value) }
    static func unknown(_ number: Int) -> LinearForm { LinearForm([Term(number: number, factor: 1)], constant: 0) }

    /// The value where it depends on no unknown.
    var value: Double? { terms.isEmpty ? constant : nil }

    func scaled(by scale: Double) -> LinearForm {
        LinearForm(scale == 0 ? [] : terms.map { $0.scaled(by: scale) }, constant: constant * scale)
    }

    static func + (left: LinearForm, right: LinearForm) -> LinearForm {
        let constant = left.constant + right.constant
        if right.terms.isEmpty { return LinearForm(left.terms, constant: constant) }
        if left.terms.isEmpty { return LinearForm(right.terms, constant: constant) }
        var terms: [Term] = []
        terms.reserveCapacity(left.terms.count + right.terms.count)
        var rest = left.terms[...]
        for term in right.terms {
            while let next = rest.first, next.number < term.number { terms.append(rest.removeFirst()) }
            guard let known = rest.first, known.number == term.number else {
                terms.append(term)
                continue
            }
            rest.removeFirst()
            let sum = known.factor + term.factor
            // What should cancel out may leave some units in the last place.
            if abs(sum) <= 1e-12 * max(abs(known.factor), abs(term.factor)) { continue }
            terms.append(Term(number: term.number, factor: sum))
        }
        return LinearForm(terms + rest, constant: constant)
    }

    static func - (left: LinearForm, right: LinearForm) -> LinearForm { left + right.scaled(by: -1) }
}

extension LinearForm.Term {
    func scaled(by scale: Double) -> LinearForm.Term { LinearForm.Term(number: number, factor: factor * scale) }
}

extension [LinearForm.Term] {
    /// The factor of an unknown, or nil where it is not among them.
    func factor(of number: Int) -> Double? { first { $0.number == number }?.factor }
}
