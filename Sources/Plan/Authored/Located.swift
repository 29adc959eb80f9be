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

// Of these other rooms make hundreds of thousands, and would find out each time of which type they are: what is generic is
// not specialised from room to room.

extension Located<String> {
    package static func text(_ value: String, at span: SourceSpan) -> Self { Self(value, at: span) }
}

extension Located<Int> {
    package static func integer(_ value: Int, at span: SourceSpan) -> Self { Self(value, at: span) }
}

extension Located<Duration> {
    package static func duration(_ value: Duration, at span: SourceSpan) -> Self { Self(value, at: span) }
}

extension Located<Rational> {
    package static func share(_ value: Rational, at span: SourceSpan) -> Self { Self(value, at: span) }
}

extension Located: Equatable where Value: Equatable {}
extension Located: Hashable where Value: Hashable {}
