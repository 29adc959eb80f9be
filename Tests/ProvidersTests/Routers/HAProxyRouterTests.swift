import Execution
import Foundation
import Plan
import Platform
import Providers
import TestProcesses
import Testing

/// A real HAProxy in front of two servers.
@Suite(.enabled(if: Peers.program("haproxy") != nil && Peers.hasPython, "needs HAProxy, and Scripts/install-peers"))
struct HAProxyRouterTests {
    private struct Setting {
        let folder: String
        let port: Int
        let backends: Backends
        private let haproxy: LocalProcess

        init(balance: String, servers extra: String = "") async throws {
            folder = try testFolder("haproxy")
            backends = try Backends(folder: folder)
            port = try FreePort.take()
            let configuration = """
                global
                    stats socket \(folder)/admin.sock mode 600 level admin
                    maxconn 200
                defaults
                    mode http
                    timeout connect 5s
                    timeout client 30s
                    timeout server 30s
                frontend in
                    bind 127.0.0.1:\(port)
                    default_backend app
                backend app
                    \(balance)
                    server candidate 127.0.0.1:\(backends.candidate) weight 0
                    server baseline 127.0.0.1:\(backends.baseline) weight 200
                    \(extra)

                """
            try FileSystem.replace(folder + "/haproxy.cfg", with: Array(configuration.utf8))
            let program = try #require(Peers.program("haproxy"))
            haproxy = try LocalProcess(program, ["-db", "-f", folder + "/haproxy.cfg"], folder: folder)
            let folder = folder
            #expect(try await eventually { FileSystem.exists(folder + "/admin.sock") })
        }

        func router(_ options: [String: OptionValues.Value] = [:]) -> any Router {
            let usual: [String: OptionValues.Value] = ["socket": .text("admin.sock"), "backend": .text("app")]
            return HAProxyRouter.make(
                OptionValues(usual.merging(options) { $1 }),
                in: ProviderContext(run: "r-1", folder: folder)
            )
        }

        func command(_ text: String) async throws {
            _ = try await LocalSocket.ask(
                folder + "/admin.sock",
                Array((text + "\n").utf8),
                timeout: .seconds(600),
                limit: 1 << 20
            )
        }

        func stop() {
            haproxy.stop()
            backends.stop()
        }
    }

    private func failure(_ work: () async throws -> Void) async -> ProviderFailure? {
        do {
            try await work()
            return nil
        } catch {
            return error as? ProviderFailure
        }
    }

    @Test func theShareOfTheRequestsIsTheOneAsked() async throws {
        let setting = try await Setting(balance: "balance roundrobin")
        defer { setting.stop() }
        let router = setting.router()
        #expect(try await router.share() == .zero)
        for (numerator, denominator) in [(1, 10), (1, 2), (1, 200), (1, 1), (0, 1)] {
            let share = try #require(Rational(numerator, denominator))
            try await router.set(share)
            #expect(try await router.share() == share)
            let answers = try setting.backends.answers(at: setting.port, users: 2000)
            let candidates = answers.filter { $0 == "candidate" }.count
            #expect(answers.allSatisfy { $0 == "candidate" || $0 == "baseline" })
            // In turn by weight: every 200 requests have the share exactly, wherever the turn begins.
            #expect(abs(candidates - 2000 * numerator / denominator) <= 2, "\(share.percentText): \(candidates)")
        }
    }

    @Test func usersStayAndMoveToTheCandidateOnly() async throws {
        let setting = try await Setting(balance: "balance hdr(x-user)\n    hash-type consistent")
        defer { setting.stop() }
        let router = setting.router()
        var before: Set<Int> = []
        for (numerator, denominator) in [(1, 200), (1, 10), (1, 4), (1, 2), (1, 1)] {
            let share = try #require(Rational(numerator, denominator))
            try await router.set(share)
            let answers = try setting.backends.answers(at: setting.port, users: 2000)
            let chosen = Set(answers.indices.filter { answers[$0] == "candidate" })
            let isSticky = try setting.backends.answers(at: setting.port, users: 2000) == answers
            #expect(isSticky)
            let isGrowing = before.isSubset(of: chosen)
            #expect(isGrowing)
            // The circle is divided by chance, at 16 places for each unit of weight.
            #expect(abs(Double(chosen.count) / 2000 - share.value) < 0.06, "\(share.percentText): \(chosen.count)")
            before = chosen
        }
        try await router.set(.zero)
        #expect(try setting.backends.answers(at: setting.port, users: 2000).contains("candidate") == false)
    }

    @Test func whatSomebodyElseSetIsFound() async throws {
        let setting = try await Setting(balance: "balance roundrobin")
        defer { setting.stop() }
        try await setting.router().set(try #require(Rational(1, 10)))
        try await setting.command("set server app/candidate weight 60; set server app/baseline weight 20")
        #expect(try await setting.router().share() == Rational(3, 4))
    }

    @Test func aServerThatIsDownHasNoShareToReadAndCanBeSetToNothing() async throws {
        let setting = try await Setting(balance: "balance roundrobin")
        defer { setting.stop() }
        let router = setting.router()
        try await router.set(try #require(Rational(1, 10)))
        try await setting.command("set server app/baseline state maint")
        let down = await failure { _ = try await router.share() }
        #expect(down?.problem == "the server `baseline` of `app` takes no traffic now")
        #expect(down?.isTransient == true)
        try await setting.command("set server app/baseline state ready; set server app/candidate state maint")
        try await router.set(.zero)
        #expect(try await router.share() == .zero)
    }

    @Test func whatHAProxyDoesNotHaveIsSaid() async throws {
        let setting = try await Setting(balance: "balance roundrobin")
        defer { setting.stop() }
        let server = await failure { try await setting.router(["candidate": .text("canary")]).set(.zero) }
        #expect(server == ProviderFailure("the backend `app` has no server `canary`", isTransient: false))
        let backend = await failure { try await setting.router(["backend": .text("shop")]).set(.zero) }
        #expect(backend?.problem.hasPrefix("HAProxy does not list the servers of `shop`: ") == true)
        #expect(backend?.isTransient == false)
        let command = await failure { try await setting.router(["backend": .text("app; shutdown")]).set(.zero) }
        #expect(command?.problem == "HAProxy has no backend or server `app; shutdown`")
        let socket = await failure { try await setting.router(["socket": .text("other.sock")]).set(.zero) }
        #expect(socket?.problem == "cannot reach HAProxy at `other.sock`: No such file or directory")
        #expect(socket?.isTransient == true)
    }

    @Test func aThirdServerLeavesNoShare() async throws {
        let setting = try await Setting(balance: "balance roundrobin", servers: "server old 127.0.0.1:1 weight 1")
        defer { setting.stop() }
        let third = await failure { try await setting.router().set(.one) }
        #expect(third?.problem.hasPrefix("the backend `app` has another server, `old`") == true)
        #expect(third?.isTransient == false)
    }

    @Test func weightsThatCannotChangeAreRefused() async throws {
        let setting = try await Setting(balance: "balance static-rr")
        defer { setting.stop() }
        let refused = await failure { try await setting.router().set(try #require(Rational(1, 10))) }
        #expect(refused?.problem.hasPrefix("HAProxy refuses the weights: ") == true, "\(refused?.problem ?? "none")")
        #expect(refused?.isTransient == false)
    }
}

/// What can be said of weights without HAProxy.
@Suite struct HAProxyWeightsTests {
    private func router(tolerance: Double = 0.01) -> any Router {
        HAProxyRouter.make(
            OptionValues(["socket": .text("s"), "backend": .text("b"), "tolerance": .number(tolerance)]),
            in: ProviderContext(run: "r-1", folder: ".")
        )
    }

    @Test func halfPercentsAreExact() throws {
        for step in 0...200 {
            let share = try #require(Rational(step, 200))
            #expect(try router().nearest(to: share) == share)
        }
    }

    @Test func otherSharesAreTheNearestOfAllThatAreNotMore() throws {
        var all: Set<Rational> = []
        for candidate in 0...256 {
            for baseline in 0...256 { Rational(candidate, candidate + baseline).map { _ = all.insert($0) } }
        }
        for step in stride(from: 137, to: 100_000, by: 997) {
            let share = try #require(Rational(step, 100_000))
            let best = all.filter { $0 <= share }.max()
            #expect(try router(tolerance: 1).nearest(to: share) == best)
        }
    }

    @Test func aShareTooFarFromAllWeightsIsRefused() throws {
        let share = try #require(Rational(1, 1000))
        #expect(throws: ProviderFailure.self) { try router().nearest(to: share) }
        #expect(try router(tolerance: 1).nearest(to: share) == .zero)
    }
}
