/// One pass of fixes over a text: all that can be applied together.
///
/// Fixes that would touch the same bytes, or insert at one place, exclude each other; the first by place, then by length,
/// then by code is taken, and the others are for another pass, after the text has been read again.
package struct FixPass: Sendable {
    /// The text with the fixes.
    package let bytes: [UInt8]
    /// What was mended, in the order of the text.
    package let applied: [Diagnostic]

    /// Applies the fixes of `diagnostics` that are about the file; those about other files are left alone.
    package init(_ diagnostics: [Diagnostic], to original: [UInt8], of file: SourceFile.ID) {
        let fixable = diagnostics.compactMap { diagnostic in
            diagnostic.fix.flatMap { $0.span.file == file ? (diagnostic: diagnostic, fix: $0) : nil }
        }.sorted { left, right in
            let (a, b) = (left.fix.span, right.fix.span)
            return (a.lowerBound, a.upperBound, left.diagnostic.code.id, left.fix.replacement)
                < (b.lowerBound, b.upperBound, right.diagnostic.code.id, right.fix.replacement)
        }
        var output: [UInt8] = []
        var applied: [Diagnostic] = []
        var last: Diagnostic.Fix?
        for (diagnostic, fix) in fixable where fix.span.upperBound <= original.count {
            if let last {
                // The same change mends both.
                if last == fix {
                    applied.append(diagnostic)
                    continue
                }
                let isFree =
                    fix.span.lowerBound > last.span.upperBound
                    || (fix.span.lowerBound == last.span.upperBound && !last.span.range.isEmpty)
                if !isFree { continue }
            }
            output += original[(last?.span.upperBound ?? 0)..<fix.span.lowerBound]
            output += fix.replacement.utf8
            applied.append(diagnostic)
            last = fix
        }
        output += original[(last?.span.upperBound ?? 0)...]
        bytes = output
        self.applied = applied
    }
}
