import Execution
import Foundation
import Plan
import Platform
import Providers
import TestProcesses
import Testing

/// A real Envoy in front of two servers.
@Suite(.enabled(if: Peers.hasPython && Peers.envoy != nil, "needs what Scripts/install-peers installs"))
struct EnvoyRouterTests {
    private func configuration(_ backends: Backends, port: Int, admin: Int) -> String {
        func cluster(_ name: String, _ port: Int) -> String {
            """
              - name: \(name)
                connect_timeout: 5s
                type: STATIC
                load_assignment:
                  cluster_name: \(name)
                  endpoints:
                  - lb_endpoints:
                    - endpoint: { address: { socket_address: { address: 127.0.0.1, port_value: \(port) } } }

            """
        }
        return """
            admin:
              address: { socket_address: { address: 127.0.0.1, port_value: \(admin) } }
            layered_runtime:
              layers:
              - { name: file, static_layer: { routing: { other: 7 } } }
              - { name: admin, admin_layer: {} }
            static_resources:
              listeners:
              - address: { socket_address: { address: 127.0.0.1, port_value: \(port) } }
                filter_chains:
                - filters:
                  - name: envoy.filters.network.http_connection_manager
                    typed_config:
                      "@type": type.googleapis.com/envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager
                      stat_prefix: in
                      http_filters:
                      - name: envoy.filters.http.router
                        typed_config: { "@type": type.googleapis.com/envoy.extensions.filters.http.router.v3.Router }
                      route_config:
                        virtual_hosts:
                        - name: all
                          domains: ["*"]
                          routes:
                          - match:
                              prefix: /
                              runtime_fraction:
                                default_value: { numerator: 0, denominator: TEN_THOUSAND }
                                runtime_key: routing.canary
                            route: { cluster: candidate }
                          - { match: { prefix: / }, route: { cluster: baseline } }
              clusters:

            """ + cluster("candidate", backends.candidate) + cluster("baseline", backends.baseline)
    }

    @Test func theShareOfTheRequestsIsTheOneAsked() async throws {
        let folder = try testFolder("envoy")
        let backends = try Backends(folder: folder)
        defer { backends.stop() }
        let (port, admin) = (try FreePort.take(), try FreePort.take())
        let text = configuration(backends, port: port, admin: admin)
        try FileSystem.replace(folder + "/envoy.yaml", with: Array(text.utf8))
        let envoy = try LocalProcess(
            try #require(Peers.envoy),
            ["-c", folder + "/envoy.yaml", "--concurrency", "1", "--disable-hot-restart", "-l", "error"],
            folder: folder
        )
        defer { envoy.stop() }
        let options: [String: OptionValues.Value] = [
            "admin": .text("http://127.0.0.1:\(admin)/"), "runtime_key": .text("routing.canary"),
            "timeout": .text("10m"),
        ]
        let router = EnvoyRouter.make(OptionValues(options), in: ProviderContext(run: "r-1", folder: folder))
        var isReady = false
        for _ in 0..<1200 where !isReady {
            do { isReady = try await router.share() == nil } catch { try await Task.sleep(for: .milliseconds(100)) }
        }
        // Nothing was set yet.
        #expect(isReady)
        for (numerator, denominator) in [(1, 10), (1, 2), (1, 1000), (333_333, 1_000_000), (1, 1), (0, 1)] {
            let share = try #require(Rational(numerator, denominator))
            try await router.set(share)
            #expect(try await router.share() == share)
            let answers = try backends.answers(at: port, users: 2000)
            #expect(answers.allSatisfy { $0 == "candidate" || $0 == "baseline" })
            // Five standard deviations of so many independent requests.
            let spread = 5 * (2000 * share.value * (1 - share.value)).squareRoot()
            let count = answers.filter { $0 == "candidate" }.count
            #expect(abs(Double(count) - 2000 * share.value) <= spread, "\(share.percentText): \(count)")
        }
        // What somebody else sets is found.
        let address = try HTTPAddress("http://127.0.0.1:\(admin)/runtime_modify?routing.canary=40")
        _ = try await HTTPClient().send(HTTPRequest.patient(.post, address, body: []))
        #expect(try await router.share() == Rational(2, 5))
        // A key that no layer has.
        let other = EnvoyRouter.make(
            OptionValues(options.merging(["runtime_key": .text("a&b=c")]) { $1 }),
            in: ProviderContext(folder: folder)
        )
        #expect(try await other.share() == nil)
        try await other.set(.one)
        #expect(try await other.share() == .one)
    }

    @Test func sharesBetweenTwoStepsAreTheLowerOne() throws {
        let router = EnvoyRouter.make(
            OptionValues(["admin": .text("http://127.0.0.1:1"), "runtime_key": .text("k"), "tolerance": .number(0.02)]),
            in: ProviderContext(folder: ".")
        )
        let (third, little) = (try #require(Rational(1, 3)), try #require(Rational(1, 10_000_000)))
        #expect(try router.nearest(to: third) == Rational(333_333, 1_000_000))
        #expect(throws: ProviderFailure.self) { try router.nearest(to: little) }
    }
}
