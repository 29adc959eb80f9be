package import Diagnostics

/// `retry:`: whether a release that was rolled back starts again.
package struct RetryPlan: Sendable, Hashable {
    /// Nil where it could not be read.
    package let after: Located<Duration>?
    package let times: Int
    package let span: SourceSpan

    package init(after: Located<Duration>?, times: Int, span: SourceSpan) {
        self.after = after
        self.times = times
        self.span = span
    }
}
