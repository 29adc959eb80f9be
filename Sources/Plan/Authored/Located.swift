package import Diagnostics

/// A value with the place in the plan that says it.
package struct Located<Value: Sendable>: Sendable {
    package let value: Value
    package let span: SourceSpan

    // Other rooms make them by the hundred thousand, and else would find out each time of which type it is.
    @inlinable package init(_ value: Value, at span: SourceSpan) {
        self.value = value
        self.span = span
    }
}

extension Located: Equatable where Value: Equatable {}
extension Located: Hashable where Value: Hashable {}
