package import Diagnostics

/// A value with the place in the plan that says it.
package struct Located<Value: Sendable>: Sendable {
    package let value: Value
    package let span: SourceSpan

    package init(_ value: Value, at span: SourceSpan) {
        self.value = value
        self.span = span
    }
}

extension Located: Equatable where Value: Equatable {}
extension Located: Hashable where Value: Hashable {}

// Other rooms make most of them of these types, which are made known here: elsewhere a generic initializer would first find
// out of which type it is, each time.

extension Located where Value == Duration {
    package init(_ value: Duration, at span: SourceSpan) {
        self.value = value
        self.span = span
    }
}

extension Located where Value == Int {
    package init(_ value: Int, at span: SourceSpan) {
        self.value = value
        self.span = span
    }
}

extension Located where Value == Double {
    package init(_ value: Double, at span: SourceSpan) {
        self.value = value
        self.span = span
    }
}

extension Located where Value == Rational {
    package init(_ value: Rational, at span: SourceSpan) {
        self.value = value
        self.span = span
    }
}

extension Located where Value == String {
    package init(_ value: String, at span: SourceSpan) {
        self.value = value
        self.span = span
    }
}
