package import Diagnostics

/// Something in a run's records that is not as it was written.
package struct ChainFinding: Hashable, Sendable {
    package let what: JournalError.Damage
    /// The records concerned, counted from 1.
    package let records: ClosedRange<Int>
    /// For a record in the wrong place: which one it was written after, 0 for none; nil where that one is gone.
    package var follows: Int?

    package init(_ what: JournalError.Damage, at sequence: Int) {
        self.init(what, from: sequence, through: sequence)
    }

    init(_ what: JournalError.Damage, from first: Int, through last: Int) {
        self.what = what
        records = first...max(first, last)
    }

    package var code: DiagnosticCode { what.code }

    /// Such as "records 3 to 5 are missing".
    package var description: String {
        let (first, last) = (records.lowerBound, records.upperBound)
        if first != last { return "records \(first) to \(last) are missing" }
        return "record \(first) \(what.rawValue)" + (follows.map(Self.words) ?? "")
    }

    private static func words(_ sequence: Int) -> String {
        if sequence == 0 { return "; it was written as the first one" }
        return "; it was written after the one that now is record \(sequence)"
    }
}
