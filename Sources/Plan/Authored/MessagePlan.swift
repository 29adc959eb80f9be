package import Diagnostics

/// Text in which `{{metric}}` stands for a value.
package struct MessagePlan: Sendable, Hashable {
    package enum Part: Sendable, Hashable {
        case text(String)
        case metric(MetricSyntax)
    }

    package let parts: [Part]
    package let span: SourceSpan

    package init(parts: [Part], span: SourceSpan) {
        self.parts = parts
        self.span = span
    }
}
