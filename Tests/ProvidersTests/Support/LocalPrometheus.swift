import Execution
import Foundation
import JSON
import Plan
import Providers
import TestProcesses
import Testing

extension LocalPrometheus {
    func store(
        _ query: String,
        samples: String? = nil,
        options others: [String: OptionValues.Value] = [:]
    ) throws -> any MetricStore {
        var options: [String: OptionValues.Value] = [
            "url": .text(url), "query": .text(query), "timeout": .text("10m"),
        ]
        options["samples"] = samples.map { .text($0) }
        options.merge(others) { $1 }
        let spec = MetricSpec(name: "m", kind: "prometheus", options: OptionValues(options), type: .score)
        return try #require(MetricStoreRegistry.store(for: spec, in: ProviderContext(folder: ".")))
    }
}

extension LocalProcess {
    /// Until an address answers with success; a program that ends before that is none to wait for.
    func waitUntilReady(_ url: String) async throws {
        let deadline = ContinuousClock.now + .seconds(1200)
        let address = try HTTPAddress(url)
        while ContinuousClock.now < deadline {
            guard isRunning else { throw Missing(description: "it ended before \(url) answered") }
            if let response = try? await HTTPClient().send(HTTPRequest(.get, address, timeout: .seconds(60))),
                response.isSuccess
            {
                return
            }
            try await Task.sleep(for: .milliseconds(50))
        }
        throw Missing(description: "\(url) does not answer")
    }
}
