import Foundation

/// A Prometheus server on loopback, filled with samples.
package final class LocalPrometheus {
    package static let isAvailable = LocalProcess.has("prometheus") && LocalProcess.has("promtool")

    private let process: LocalProcess
    package let url: String

    /// - Parameter samples: In the OpenMetrics text format, with times, and without its last line.
    package init(samples: String, in folder: String) async throws {
        try (samples + "# EOF\n").write(toFile: folder + "/samples", atomically: true, encoding: .utf8)
        let fill = try LocalProcess(
            "promtool",
            ["tsdb", "create-blocks-from", "openmetrics", folder + "/samples", folder + "/data"],
            log: folder + "/promtool.log"
        )
        try await fill.waitForEnd()
        try "global: {}\n".write(toFile: folder + "/prometheus.yml", atomically: true, encoding: .utf8)
        let port = try FreePort.take()
        url = "http://127.0.0.1:\(port)"
        process = try LocalProcess(
            "prometheus",
            [
                "--config.file=\(folder)/prometheus.yml", "--storage.tsdb.path=\(folder)/data",
                "--storage.tsdb.retention.time=100y", "--web.listen-address=127.0.0.1:\(port)",
            ],
            log: folder + "/prometheus.log"
        )
        let deadline = ContinuousClock.now + .seconds(1200)
        while !FreePort.answers(port, "/-/ready") {
            guard process.isRunning else { throw LocalProcess.Missing(description: "it ended before it was ready") }
            guard ContinuousClock.now < deadline else { throw LocalProcess.Missing(description: "it is never ready") }
            try await Task.sleep(for: .milliseconds(50))
        }
    }

    package func kill() { process.kill() }
}

extension FreePort {
    /// Whether a server at a port of this machine answers a path with success.
    fileprivate static func answers(_ port: Int, _ path: String) -> Bool {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(descriptor) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = UInt16(port).bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        let size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let status = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { connect(descriptor, $0, size) }
        }
        let request = Array("GET \(path) HTTP/1.0\r\n\r\n".utf8)
        guard status == 0, send(descriptor, request, request.count, Int32(MSG_NOSIGNAL)) == request.count else {
            return false
        }
        var answer = [UInt8](repeating: 0, count: 64)
        let count = recv(descriptor, &answer, answer.count, Int32(MSG_WAITALL))
        return String(decoding: answer.prefix(max(0, count)), as: UTF8.self).contains(" 200 ")
    }
}
