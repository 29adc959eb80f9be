import Diagnostics
import Execution
import JSON
import Plan

/// What a server that speaks Prometheus' HTTP API says of a query.
struct PrometheusAnswer {
    private let response: HTTPResponse
    private let address: HTTPAddress
    private let secrets: Secrets

    init(_ response: HTTPResponse, from address: HTTPAddress, _ secrets: Secrets) {
        self.response = response
        self.address = address
        self.secrets = secrets
    }

    /// The value at one moment.
    func value() throws(ProviderFailure) -> MetricAnswer {
        let (kind, result) = try result()
        switch kind {
        case "scalar": return try answer(result)
        case "vector":
            guard let series = try only(result) else { return .none("the query found nothing") }
            guard let sample = series["value"] else { throw stays("does not answer as Prometheus does") }
            return try answer(sample)
        default: throw unusable(kind)
        }
    }

    /// The values at the moments of a range, in their order; none where the query found nothing.
    func values() throws(ProviderFailure) -> [Double] {
        let (kind, result) = try result()
        guard kind == "matrix" else { throw unusable(kind) }
        guard let series = try only(result) else { return [] }
        guard let samples = series["values"]?.array else { throw stays("does not answer as Prometheus does") }
        return try samples.map { sample throws(ProviderFailure) in try number(sample) }
    }

    private func result() throws(ProviderFailure) -> (kind: String, result: JSONValue) {
        let body = try? JSONValue(parsing: response.body)
        guard response.isSuccess, let body, body["status"]?.string == "success" else { throw refusal(body) }
        try refuseParts(body)
        guard let data = body["data"], let kind = data["resultType"]?.string, let result = data["result"] else {
            throw stays("does not answer as Prometheus does")
        }
        return (kind, result)
    }

    /// The one series of an answer; nil where there is none.
    private func only(_ result: JSONValue) throws(ProviderFailure) -> JSONValue? {
        guard let series = result.array else { throw stays("does not answer as Prometheus does") }
        guard let first = series.first else { return nil }
        guard series.count == 1 else { throw several(series) }
        guard first["histogram"] == nil, first["histograms"] == nil else {
            throw stays("answered a histogram, where one number is needed: use `histogram_quantile` or the like")
        }
        return first
    }

    private func unusable(_ kind: String) -> ProviderFailure {
        stays("answered a \(PrintableText.escaping(String(kind.prefix(20)))), where one number is needed")
    }

    /// The number of a sample, `[time, "number"]`.
    private func number(_ sample: JSONValue) throws(ProviderFailure) -> Double {
        guard let parts = sample.array, parts.count == 2, let text = parts[1].string, let number = Double(text) else {
            throw stays("does not answer as Prometheus does")
        }
        return number
    }

    private func answer(_ sample: JSONValue) throws(ProviderFailure) -> MetricAnswer {
        let number = try number(sample)
        if number.isNaN { return .none("the query gave NaN, as where nothing is divided by nothing") }
        return number.isFinite ? .value(number, samples: nil) : .none("the query gave \(number < 0 ? "-Inf" : "+Inf")")
    }

    // MARK: Failures

    private func stays(_ words: String) -> ProviderFailure {
        ProviderFailure("`\(address.shown)` \(words)", isTransient: false)
    }

    /// What stands in the answer of a server that could not ask everyone whom it asks: numbers from a part of the data must
    /// not decide.
    private func refuseParts(_ body: JSONValue) throws(ProviderFailure) {
        if body["isPartial"]?.bool == true {
            throw ProviderFailure("`\(address.shown)` answered from a part of its data", isTransient: true)
        }
        let warnings = (body["warnings"]?.array ?? []).compactMap(\.string)
        // Remarks on the query's style say nothing about the data.
        guard let warning = warnings.first(where: { !$0.hasPrefix("PromQL info") }) else { return }
        // Those on the query itself would come again.
        throw ProviderFailure(
            "`\(address.shown)` answered with a warning: \(shown(warning))",
            isTransient: !warning.hasPrefix("PromQL warning")
        )
    }

    private func refusal(_ body: JSONValue?) -> ProviderFailure {
        guard let body, let kind = body["errorType"]?.string else {
            guard !response.isSuccess else { return stays("does not answer as Prometheus does") }
            return ProviderFailure(response.complaint(of: address, secrets), isTransient: response.isTransient)
        }
        let words = body["error"]?.string.map { ": \(shown($0))" } ?? ""
        let passes = ["timeout", "canceled", "unavailable", "internal"].contains(kind) || response.isTransient
        return ProviderFailure(
            "`\(address.shown)` refused the query with \(response.status) \(PrintableText.escaping(String(kind.prefix(20))))\(words)",
            isTransient: passes && kind != "bad_data" && kind != "execution"
        )
    }

    private func several(_ series: [JSONValue]) -> ProviderFailure {
        let sets = series.prefix(3).map { series in
            let labels = (series["metric"]?.object?.members ?? []).prefix(6).map { member in
                "\(member.name)=\"\(member.value.string ?? "")\""
            }
            return shown("{\(labels.joined(separator: ","))}")
        }
        let more = series.count > sets.count ? " and \(series.count - sets.count) more" : ""
        return stays(
            "answered \(series.count) series, where one number is needed: \(sets.joined(separator: ", "))\(more); "
                + "`sum` or the like makes one of them"
        )
    }

    /// What the server says, on one line of bounded length and without secrets.
    private func shown(_ text: String) -> String {
        let words = PrintableText.escaping(secrets.redacting(text))
        return words.count > 200 ? words.prefix(200) + "..." : words
    }
}
