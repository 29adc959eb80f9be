package import JSON

/// Text in which some parts are the values of metrics.
package struct Message: Sendable, Hashable {
    package enum Part: Sendable, Hashable {
        case text(String)
        case metric(MetricReference)
    }

    package let parts: [Part]

    package init(parts: [Part]) { self.parts = parts }

    package var metrics: [MetricReference] {
        parts.compactMap { if case .metric(let reference) = $0 { reference } else { nil } }
    }

    /// As plans write it.
    package var text: String {
        parts.map { part in
            switch part {
            case .text(let text): text
            case .metric(let reference): "{{\(reference.text)}}"
            }
        }.joined()
    }

    /// As plans write it; where braces stand in it that came out of a parameter and are braces, a list of texts and objects.
    package var json: JSONValue {
        let hasBraces = parts.contains { part in
            if case .text(let text) = part { text.contains("{{") || text.hasSuffix("{") } else { false }
        }
        guard hasBraces else { return .string(text) }
        return .array(
            parts.map { part in
                switch part {
                case .text(let text): .string(text)
                case .metric(let reference): .object(["metric": .string(reference.text)])
                }
            }
        )
    }
}
