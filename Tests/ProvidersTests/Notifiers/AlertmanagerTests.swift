import Execution
import Foundation
import JSON
import Plan
import Providers
import TestProcesses
import Testing

/// A real Alertmanager, which tells a receiver of what it is told.
@Suite(
    .enabled(
        if: LocalProcess.has("prometheus-alertmanager") && LocalServer.isAvailable,
        "Alertmanager is not installed: `apt-get install prometheus-alertmanager`"
    )
)
struct AlertmanagerTests {
    private let receiver: LocalServer
    private let process: LocalProcess
    private let folder: ScratchFolder
    private let url: String

    init() async throws {
        folder = try ScratchFolder()
        receiver = try await LocalServer()
        let configuration = """
            global: { resolve_timeout: 1s }
            route: { receiver: hook, group_by: ['...'], group_wait: 100ms, group_interval: 1s, repeat_interval: 1h }
            receivers: [{ name: hook, webhook_configs: [{ url: '\(receiver.url)/echo', send_resolved: true }] }]
            """
        try configuration.write(toFile: folder.path("alertmanager.yml"), atomically: true, encoding: .utf8)
        let port = try FreePort.take()
        url = "http://127.0.0.1:\(port)"
        process = try LocalProcess(
            "prometheus-alertmanager",
            [
                "--config.file=\(folder.path("alertmanager.yml"))", "--storage.path=\(folder.path("data"))",
                "--web.listen-address=127.0.0.1:\(port)", "--cluster.listen-address=",
            ],
            log: folder.path("alertmanager.log")
        )
        try await process.waitUntilReady(url + "/-/ready")
    }

    private func deliver(
        _ state: Event.AlertChange.State,
        labels: [String: SecretText] = [:],
        run: String = "ranker-3"
    ) async throws(NotificationError) {
        let context = NotifierContext(plan: "ranker", run: run, startedAt: "2026-03-01T09:30:00.000Z", folder: ".")
        let options: [String: OptionValues.Value] = [
            "alertmanager": .text(url), "labels": .mapping(labels), "timeout": .text("10m"),
        ]
        let notifier = AlertmanagerNotifier.make(OptionValues(options), in: context)
        let notification = Notification(
            key: "errors-\(state.rawValue)",
            notifier: "pager",
            alert: "errors",
            state: state,
            severity: .critical,
            message: "error rate \"7%\"",
            at: .seconds(90)
        )
        try await notifier.deliver(notification)
    }

    private func alerts() async throws -> [JSONValue] {
        let response = try await HTTPClient().send(HTTPRequest.patient(.get, try HTTPAddress(url + "/api/v2/alerts")))
        return try #require(try JSONValue(parsing: response.body).array)
    }

    /// What the receiver was told, once that is so much.
    private func told(_ count: Int) async throws -> [JSONValue] {
        let deadline = ContinuousClock.now + .seconds(1200)
        while ContinuousClock.now < deadline {
            let bodies = try await receiver.seen().compactMap { $0["body"]?.string }
            if bodies.count >= count { return try bodies.map { try JSONValue(parsing: $0) } }
            try await Task.sleep(for: .milliseconds(50))
        }
        throw LocalProcess.Missing(description: "the receiver is not told")
    }

    @Test func anAlertFiresAndIsResolved() async throws {
        let earliest = Date().timeIntervalSince1970
        try await deliver(.firing, labels: ["team": SecretText([.text("ranking")])])
        let firing = try #require(try await told(1).first)
        #expect(firing["status"]?.string == "firing")
        let alert = try #require(firing["alerts"]?.array?.first)
        #expect(
            alert["labels"]
                == [
                    "alertname": "errors", "plan": "ranker", "run": "ranker-3", "severity": "critical",
                    "team": "ranking",
                ]
        )
        #expect(alert["annotations"]?["message"]?.string == "error rate \"7%\"")

        // It says itself how long it lasts: by `resolve_timeout` it would be over in a second.
        let end = try #require(try await alerts().first?["endsAt"]?.string.flatMap { Timestamp(rfc3339: $0) })
        let ends = Double(end.nanoseconds) / 1e9
        let day = 86_400.0
        #expect(ends > earliest + day - 60 && ends < Date().timeIntervalSince1970 + day + 60)

        // A repeat is the same alert, from the same time on.
        let start = try await alerts().first?["startsAt"]
        let started = try #require(start?.string.flatMap { Timestamp(rfc3339: $0) })
        let starts = Double(started.nanoseconds) / 1e9
        #expect(starts > earliest - 60 && starts < Date().timeIntervalSince1970 + 60)
        try await deliver(.repeated, labels: ["team": SecretText([.text("ranking")])])
        #expect(try await alerts().count == 1)
        #expect(try await alerts().first?["startsAt"] == start)

        try await deliver(.resolved, labels: ["team": SecretText([.text("ranking")])])
        let all = try await told(2)
        #expect(all.map { $0["status"]?.string } == ["firing", "resolved"])
        #expect(try await alerts().isEmpty)
    }

    @Test func alertsOfTwoRunsAreTwo() async throws {
        try await deliver(.firing)
        try await deliver(.firing, run: "ranker-4")
        #expect(try await alerts().count == 2)
        try await deliver(.resolved)
        #expect(try await alerts().map { $0["labels"]?["run"]?.string } == ["ranker-4"])
    }

    @Test func whatIsRefusedIsAProblem() async throws {
        let error = await #expect(throws: NotificationError.self) {
            try await deliver(.firing, labels: ["no label": SecretText([.text("x")])])
        }
        #expect(error?.problem.hasPrefix("`\(url)/api/v2/alerts` answered 400: ") == true)
        process.kill()
        let gone = await #expect(throws: NotificationError.self) { try await deliver(.firing) }
        #expect(gone?.problem == "`\(url)/api/v2/alerts` cannot be reached: nobody listens there")
    }
}
