package import Diagnostics

/// A value with the place in the plan that says it.
package struct Located<Value: Sendable & Hashable>: Sendable, Hashable {
    package let value: Value
    package let span: SourceSpan

    package init(_ value: Value, at span: SourceSpan) {
        self.value = value
        self.span = span
    }
}
