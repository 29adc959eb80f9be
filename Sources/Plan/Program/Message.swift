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
}
