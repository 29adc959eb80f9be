import Execution
import JSON
import Plan
import Providers
import Testing

@Suite(.enabled(if: LocalServer.isAvailable, "needs python3"))
struct WebhookRouterTests {
    private let folder: ScratchFolder

    init() throws { folder = try ScratchFolder() }

    private func router(_ server: LocalServer, _ options: [String: OptionValues.Value] = [:]) -> any Router {
        let usual: [String: OptionValues.Value] = [
            "url": .text(server.url + "/share"), "timeout": .text("10m"),
            "headers": .mapping(["Authorization": SecretText([.text("Bearer "), .secret("TOKEN")])]),
        ]
        return WebhookRouter.make(
            OptionValues(usual.merging(options) { $1 }),
            in: ProviderContext(run: "r-1", folder: folder.path, secrets: Secrets(["TOKEN": "t0ken"]))
        )
    }

    private func failure(_ work: () async throws -> Void) async -> ProviderFailure? {
        do {
            try await work()
            return nil
        } catch {
            return error as? ProviderFailure
        }
    }

    @Test func theShareIsSentAndReadBack() async throws {
        let server = try await LocalServer(
            answers: [
                ["path": "/share", "method": "PUT", "status": 503, "times": 1],
                ["path": "/share", "method": "PUT", "status": 204],
                ["path": "/share", "method": "GET", "body": ["share": "1/3"]],
            ],
            in: folder
        )
        let router = router(server, ["read": .boolean(true)])
        try await router.set(try #require(Rational(1, 20)))
        #expect(try await router.share() == Rational(1, 3))
        let seen = try await server.seen()
        // It is sent again where the server was not ready.
        #expect(seen.map { $0["method"]?.string } == ["PUT", "PUT", "GET"])
        let body = try JSONValue(parsing: seen[1]["body"]?.string ?? "")
        #expect(body == ["share": "5%", "fraction": 0.05, "run": "r-1"])
        #expect(seen.allSatisfy { $0["headers"]?["authorization"]?.string == "Bearer t0ken" })
        #expect(seen[1]["headers"]?["content-type"]?.string == "application/json")
    }

    @Test func aRouterThatIsNotReadHasNoShare() async throws {
        let server = try await LocalServer(answers: [["path": "/share", "status": 200]], in: folder)
        #expect(try await router(server).share() == nil)
        try await router(server, ["method": .text("POST")]).set(.one)
        #expect(try await server.seen().map { $0["method"]?.string } == ["POST"])
    }

    @Test func whatItRefusesIsSaidWithoutSecrets() async throws {
        let server = try await LocalServer(
            answers: [["path": "/share", "method": "PUT", "status": 403, "body": "t0ken is not known"]],
            in: folder
        )
        let refused = await failure { try await router(server).set(.one) }
        #expect(
            refused
                == ProviderFailure("`\(server.url)/share` answered 403: *** is not known", isTransient: false)
        )
    }

    @Test(arguments: ["{}", "none", #"{"share": "half"}"#, #"{"share": 2}"#])
    func anAnswerWithoutAShareStaysAFailure(_ body: String) async throws {
        let server = try await LocalServer(answers: [["path": "/share", "body": .string(body)]], in: folder)
        let failure = await failure { _ = try await router(server, ["read": .boolean(true)]).share() }
        #expect(failure?.isTransient == false)
    }
}
