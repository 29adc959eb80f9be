package import Diagnostics

/// One of the `metrics:` that the plan declares itself.
package struct MetricPlan: Sendable, Hashable {
    package let name: Located<String>
    /// Nil where it could not be read which kind of metric it is.
    package let kind: Located<String>?
    package let options: OptionValues
    /// Where each option that is a single value stands.
    package let places: [String: SourceSpan]
    /// The program that it is, where it is one.
    package let program: Located<String>?

    package init(
        name: Located<String>,
        kind: Located<String>?,
        options: OptionValues,
        places: [String: SourceSpan],
        program: Located<String>? = nil
    ) {
        self.program = program
        self.name = name
        self.kind = kind
        self.options = options
        self.places = places
    }

    /// The option's text with its place.
    package func text(_ key: String) -> Located<String>? {
        options.text(key).map { Located($0, at: places[key] ?? name.span) }
    }
}
