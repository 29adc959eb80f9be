/// A stretch of one source file, in bytes: from `lowerBound` up to, not including, `upperBound`.
package struct SourceSpan: Hashable, Sendable {
    package let file: SourceFile.ID
    package let lowerBound: Int
    package let upperBound: Int

    package init(file: SourceFile.ID, _ range: Range<Int>) {
        self.file = file
        self.lowerBound = range.lowerBound
        self.upperBound = range.upperBound
    }

    package var range: Range<Int> { lowerBound..<upperBound }

    /// The smallest span that covers both; both must be of one file.
    package func union(_ other: SourceSpan) -> SourceSpan {
        SourceSpan(file: file, min(lowerBound, other.lowerBound)..<max(upperBound, other.upperBound))
    }
}
