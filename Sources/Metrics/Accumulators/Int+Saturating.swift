extension Int {
    /// The sum, or the largest or smallest whole number where it is beyond. For counts, which are never negative, this
    /// is as associative and commutative as plain addition.
    @inline(__always)
    func saturatingAdd(_ other: Int) -> Int {
        let (sum, overflow) = addingReportingOverflow(other)
        return overflow ? (other < 0 ? .min : .max) : sum
    }
}
