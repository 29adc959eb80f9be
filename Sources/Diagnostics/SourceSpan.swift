/// A stretch of one source file, in bytes: from `lowerBound` up to, not including, `upperBound`.
package struct SourceSpan: Hashable, Sendable {
    // Every value of a plan has a span, so spans are kept small: no source has more than 4 GiB.
    private let fileIndex: UInt32
    private let lower: UInt32
    private let upper: UInt32

    package init(file: SourceFile.ID, _ range: Range<Int>) {
        self.fileIndex = UInt32(clamping: file.index)
        self.lower = UInt32(clamping: range.lowerBound)
        self.upper = UInt32(clamping: range.upperBound)
    }

    package var file: SourceFile.ID { SourceFile.ID(index: Int(fileIndex)) }
    package var lowerBound: Int { Int(lower) }
    package var upperBound: Int { Int(upper) }
    package var range: Range<Int> { lowerBound..<upperBound }

    /// The smallest span that covers both; both must be of one file.
    package func union(_ other: SourceSpan) -> SourceSpan {
        SourceSpan(file: file, min(lowerBound, other.lowerBound)..<max(upperBound, other.upperBound))
    }
}
