import Plan

extension Rational {
    /// Whether more of so many rows are bad than this share of them, exactly.
    func isExceeded(by bad: Int, of total: Int) -> Bool {
        Int128(bad) * Int128(denominator) > Int128(numerator) * Int128(total)
    }
}
