import JSON

/// Writes metric families in the text format of OpenMetrics 1.0, which Prometheus's own text format reads too: only gauges
/// and counters, a comment at the end.
struct OpenMetricsText {
    typealias Sample = (labels: [(String, String)], value: Double)

    /// Labels that every sample has, before its own.
    private let common: [(String, String)]
    private var text = ""

    init(common: [(String, String)]) { self.common = common }

    /// Adds a family; nothing where it has no samples. Of samples with the same labels the first counts.
    mutating func gauge(_ name: String, _ help: String, _ samples: [Sample]) {
        add(name, "gauge", name, help, samples)
    }

    /// The same of a number that only grows; its samples are named with `_total`, as the format wants it.
    mutating func counter(_ name: String, _ help: String, _ samples: [Sample]) {
        add(name, "counter", name + "_total", help, samples)
    }

    var finished: String { text + "# EOF\n" }

    private mutating func add(_ family: String, _ type: String, _ name: String, _ help: String, _ samples: [Sample]) {
        guard !samples.isEmpty else { return }
        text += "# TYPE \(family) \(type)\n# HELP \(family) \(Self.escaping(help))\n"
        var seen: Set<String> = []
        for sample in samples {
            let labels = (common + sample.labels).map { "\($0)=\"\(Self.escaping($1))\"" }.joined(separator: ",")
            guard seen.insert(labels).inserted else { continue }
            text += "\(name){\(labels)} \(JSONValue.number(sample.value).text)\n"
        }
    }

    private static func escaping(_ text: String) -> String {
        text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n")
    }
}
