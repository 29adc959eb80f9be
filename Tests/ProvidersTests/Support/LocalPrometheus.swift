import Execution
import Foundation
import JSON
import Plan
import Providers
import Testing

/// A Prometheus server on loopback, filled with samples of another day.
final class LocalPrometheus {
    static let isAvailable = LocalProcess.has("prometheus") && LocalProcess.has("promtool")

    private let process: LocalProcess
    let url: String

    /// - Parameter samples: In the OpenMetrics text format, with times, and without its last line.
    init(samples: String, in folder: ScratchFolder) async throws {
        try (samples + "# EOF\n").write(toFile: folder.path("samples"), atomically: true, encoding: .utf8)
        let fill = try LocalProcess(
            "promtool",
            ["tsdb", "create-blocks-from", "openmetrics", folder.path("samples"), folder.path("data")],
            log: folder.path("promtool.log")
        )
        try await fill.waitForEnd()
        try "global: {}\n".write(toFile: folder.path("prometheus.yml"), atomically: true, encoding: .utf8)
        let port = try FreePort.take()
        url = "http://127.0.0.1:\(port)"
        process = try LocalProcess(
            "prometheus",
            [
                "--config.file=\(folder.path("prometheus.yml"))", "--storage.tsdb.path=\(folder.path("data"))",
                "--storage.tsdb.retention.time=100y", "--web.listen-address=127.0.0.1:\(port)",
            ],
            log: folder.path("prometheus.log")
        )
        try await process.waitUntilReady(url + "/-/ready")
    }

    func kill() { process.kill() }

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

/// Ports that nobody listens at.
enum FreePort {
    static func take() throws -> Int {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(descriptor) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let status = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, size) == 0 ? getsockname(descriptor, $0, &size) : -1
            }
        }
        try #require(status == 0)
        return Int(UInt16(bigEndian: address.sin_port))
    }
}

extension LocalProcess {
    func waitForEnd() async throws {
        while isRunning { try await Task.sleep(for: .milliseconds(10)) }
    }

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
