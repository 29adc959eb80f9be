import Execution
import Foundation
import JSON
import Providers
import TestProcesses
import Testing

@Suite struct PushGatewayTests {
    @Test(.enabled(if: LocalServer.isAvailable, "needs python3"))
    func ofTextsThatWaitOnlyTheNewestIsSent() async throws {
        let folder = try ScratchFolder()
        let server = try await LocalServer(
            answers: [["path": "/metrics/job/planrun/run/r-1", "status": 200, "delay": 0.3]],
            in: folder
        )
        let gateway = try PushGateway(server.url, run: "r-1", timeout: .seconds(600))
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await gateway.offer("first", number: 1) }
            try? await Task.sleep(for: .milliseconds(100))
            for number in 2...5 { group.addTask { await gateway.offer("text \(number)", number: number) } }
        }
        await gateway.offer("late", number: 3)
        let bodies = try await server.seen().compactMap { $0["body"]?.string }
        #expect(bodies.first == "first" && bodies.last == "text 5" && bodies == bodies.sorted())
        #expect(await gateway.failure == nil)
        server.kill()
        await gateway.offer("none", number: 6)
        #expect(await gateway.failure?.isTransient == true)
    }

    /// The real gateway, which reads the text and shows it again.
    @Test(
        .enabled(if: Peers.program("prometheus-pushgateway") != nil && Peers.hasPython, "needs prometheus-pushgateway")
    )
    func theGatewayTakesTheText() async throws {
        let folder = try testFolder("gateway")
        let port = try FreePort.take()
        let program = try LocalProcess(
            try #require(Peers.program("prometheus-pushgateway")),
            ["--web.listen-address=127.0.0.1:\(port)"],
            folder: folder
        )
        defer { program.stop() }
        let gateway = try PushGateway("http://127.0.0.1:\(port)/", run: "r-1", timeout: .seconds(600))
        let text = """
            # TYPE planrun_held gauge
            # HELP planrun_held Whether promotion is held.
            planrun_held{plan="p\\"l\\\\a",run="r-1"} 1
            # TYPE planrun_observations counter
            # HELP planrun_observations How often.
            planrun_observations_total{plan="p\\"l\\\\a",run="r-1"} 3
            # EOF

            """
        var number = 0
        repeat {
            number += 1
            await gateway.offer(text, number: number)
            try await Task.sleep(for: .milliseconds(100))
        } while await gateway.failure != nil && number < 1200
        #expect(await gateway.failure == nil)
        let request = HTTPRequest.patient(.get, try HTTPAddress("http://127.0.0.1:\(port)/metrics"))
        let shown = String(decoding: try await HTTPClient().send(request).body, as: UTF8.self)
        #expect(shown.contains(#"planrun_held{instance="",job="planrun",plan="p\"l\\a",run="r-1"} 1"#))
        #expect(shown.contains(#"planrun_observations_total{instance="",job="planrun",plan="p\"l\\a",run="r-1"} 3"#))
    }
}
