import Execution
import Foundation
import JSON
import Plan
import Providers
import TestProcesses
import Testing

@Suite(.enabled(if: LocalServer.isAvailable, "python3 is not installed"))
struct WebhookNotifierTests {
    private let folder: ScratchFolder

    init() throws { folder = try ScratchFolder() }

    private func deliver(
        to url: SecretText,
        options: [String: OptionValues.Value] = [:],
        secrets: Secrets = Secrets(),
        message: String = "error rate 7%",
        state: Event.AlertChange.State = .firing
    ) async -> String? {
        let context = NotifierContext(
            plan: "ranker",
            run: "ranker-3",
            startedAt: "2026-03-01T09:30:00.000Z",
            folder: ".",
            secrets: secrets
        )
        let values = ["webhook": OptionValues.Value.secret(url), "timeout": .text("10m")].merging(options) { $1 }
        let spec = NotifierSpec(name: "oncall", kind: "webhook", options: OptionValues(values))
        let kind = NotifierRegistry.kinds.first { $0.descriptor.name == spec.kind }
        let notification = Notification(
            key: "errors-1",
            notifier: "oncall",
            alert: "errors",
            state: state,
            severity: .critical,
            message: message,
            at: .seconds(90)
        )
        do throws(NotificationError) {
            try await kind?.make(spec.options, in: context).deliver(notification)
            return nil
        } catch {
            return error.problem
        }
    }

    private func text(_ url: String) -> SecretText { SecretText([.text(url)]) }

    @Test func theLineIsPostedWithItsKey() async throws {
        let server = try await LocalServer()
        let headers = ["X-Token": SecretText([.secret("TOKEN")]), "content-type": text("application/alerts+json")]
        #expect(
            await deliver(
                to: text(server.url + "/echo"),
                options: ["headers": .mapping(headers)],
                secrets: Secrets(["TOKEN": "s3cret"])
            ) == nil
        )
        let asked = try #require(try await server.seen().first)
        #expect(asked["method"]?.string == "POST")
        #expect(asked["headers"]?["idempotency-key"]?.string == "ranker-3@2026-03-01T09:30:00.000Z/errors-1")
        #expect(asked["headers"]?["x-token"]?.string == "s3cret")
        #expect(asked["headers"]?["content-type"]?.string == "application/alerts+json")
        let alert = try JSONValue(parsing: try #require(asked["body"]?.string))
        #expect(alert["key"]?.string == "ranker-3@2026-03-01T09:30:00.000Z/errors-1")
        #expect(alert["plan"]?.string == "ranker")
        #expect(alert["run"]?.string == "ranker-3")
        #expect(alert["alert"]?.string == "errors")
        #expect(alert["state"]?.string == "firing")
        #expect(alert["severity"]?.string == "critical")
        #expect(alert["message"]?.string == "error rate 7%")
        #expect(alert["at"]?.number == 90)
    }

    @Test func aChatGetsAText() async throws {
        let server = try await LocalServer()
        let options: [String: OptionValues.Value] = ["format": .text("slack")]
        _ = await deliver(to: text(server.url + "/echo"), options: options, message: "a <!channel> & b\nc")
        _ = await deliver(to: text(server.url + "/echo"), options: options, state: .resolved)
        let texts = try await server.seen().compactMap { asked in
            try asked["body"]?.string.map { try JSONValue(parsing: $0)["text"]?.string }
        }
        #expect(
            texts == [
                "*critical* errors: a &lt;!channel&gt; &amp; b\\u{a}c (ranker, run ranker-3)",
                "*resolved* errors: error rate 7% (ranker, run ranker-3)",
            ]
        )
    }

    @Test func aServerThatIsBusyIsToldAgain() async throws {
        let server = try await LocalServer()
        #expect(await deliver(to: text(server.url + "/flaky?key=a&fails=1")) == nil)
        let keys = try await server.seen().map { $0["headers"]?["idempotency-key"]?.string }
        #expect(keys.count == 2 && keys[0] == keys[1] && keys[0] != nil)
    }

    @Test func aRefusalIsAProblemWithoutSecrets() async throws {
        let answers: [JSONValue] = [["path": "/T0/s3cret", "status": 403, "body": "invalid_token s3cret"]]
        let server = try await LocalServer(answers: answers, in: folder)
        let problem = await deliver(
            to: SecretText([.text(server.url + "/T0/"), .secret("TOKEN")]),
            secrets: Secrets(["TOKEN": "s3cret"])
        )
        #expect(problem == "`\(server.url)/T0/${TOKEN}` answered 403: invalid_token ***")
    }

    @Test func allOfItEndsInTime() async throws {
        let server = try await LocalServer()
        // To wait as long as the server asks for would leave no time for another try.
        let problem = await deliver(
            to: text(server.url + "/flaky?key=a&fails=99&after=600"),
            options: ["timeout": .text("5m")]
        )
        #expect(problem == "`\(server.url)/flaky` answered 503: not now")
        let slow = await deliver(to: text(server.url + "/slow?seconds=900"), options: ["timeout": .text("300ms")])
        #expect(slow == "`\(server.url)/slow` has not answered within 300ms")
    }

    @Test func whatIsNotSetOrNotThereIsAProblem() async throws {
        #expect(await deliver(to: SecretText([.secret("URL")])) == "`${URL}` has a secret in it that is not set")
        let port = try FreePort.take()
        let problem = await deliver(to: text("http://127.0.0.1:\(port)/"), options: ["timeout": .text("10m")])
        #expect(problem == "`http://127.0.0.1:\(port)/` cannot be reached: nobody listens there")
    }
}
