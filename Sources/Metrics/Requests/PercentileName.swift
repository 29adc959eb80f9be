/// The name of a latency's percentile, as conditions write it.
package enum PercentileName {
    /// Which share of the answers the percentile bounds, such as 0.95 for `latency.p95 by region`; nil for any other metric.
    package static func share(_ text: String) -> Double? {
        let name = text.prefix { $0 != " " }
        let start = "latency."
        return name.hasPrefix(start) ? Latency.share(String(name.dropFirst(start.count))) : nil
    }
}
