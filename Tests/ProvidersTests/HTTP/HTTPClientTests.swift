import Foundation
import JSON
import Plan
import Providers
import Testing

/// Against a server that answers well and badly.
@Suite(.enabled(if: LocalServer.isAvailable, "python3 is not installed"))
struct HTTPClientTests {
    private let server: LocalServer
    private let client = HTTPClient()

    init() async throws { server = try await LocalServer() }

    private func failure(_ request: HTTPRequest) async -> HTTPFailure? { await Self.failure(request, client) }

    private static func failure(_ request: HTTPRequest, _ client: HTTPClient) async -> HTTPFailure? {
        do throws(HTTPFailure) {
            _ = try await client.send(request)
            return nil
        } catch {
            return error
        }
    }

    private func text(_ response: HTTPResponse) -> String { String(decoding: response.body, as: UTF8.self) }

    @Test func whatIsAskedArrivesAndTheAnswerComesBack() async throws {
        let body = Array("a=1&ü\u{0}\n".utf8)
        let request = HTTPRequest.patient(
            .post,
            try server.address("/echo?a=b%20c&status=418"),
            headers: [("X-Token", "s3cret"), ("Content-Type", "text/plain"), ("X-Empty", "")],
            body: body
        )
        let response = try await client.send(request)
        #expect(response.status == 418)
        #expect(!response.isSuccess)
        #expect(response.header("x-two") == "a  b")
        #expect(response.elapsed > .zero)
        let asked = try JSONValue(parsing: response.body)
        #expect(asked["method"]?.string == "POST")
        #expect(asked["path"]?.string == "/echo?a=b%20c&status=418")
        #expect(asked["body"]?.string == "a=1&ü\u{0}\n")
        #expect(asked["headers"]?["x-token"]?.string == "s3cret")
        #expect(asked["headers"]?["content-type"]?.string == "text/plain")
        #expect(asked["headers"]?["x-empty"]?.string == "")
        #expect(asked["headers"]?["user-agent"]?.string == "planrun")
        #expect(asked["headers"]?["content-length"]?.string == "\(body.count)")
    }

    @Test(arguments: HTTPRequest.Method.allCases)
    func everyMethodIsSentAsItIs(_ method: HTTPRequest.Method) async throws {
        let asked = try JSONValue(
            parsing: try await client.send(HTTPRequest.patient(method, server.address("/echo"))).body
        )
        #expect(asked["method"]?.string == method.rawValue)
        #expect(asked["body"]?.string == "")
    }

    @Test func aConnectionIsKeptAndCookiesAreNot() async throws {
        var peers: Set<Int> = []
        for _ in 0..<5 {
            let asked = try JSONValue(
                parsing: try await client.send(HTTPRequest.patient(.get, server.address("/echo"))).body
            )
            peers.insert(try #require(asked["peer"]?.integer))
            #expect(asked["headers"]?["cookie"] == nil)
        }
        #expect(peers.count == 1)
    }

    @Test func nothingOfARequestIsLeftForTheNext() async throws {
        _ = try await client.send(
            HTTPRequest.patient(.post, server.address("/echo"), headers: [("X-Token", "s3cret")], body: [65])
        )
        let asked = try JSONValue(
            parsing: try await client.send(HTTPRequest.patient(.get, server.address("/echo"))).body
        )
        #expect(asked["headers"]?["x-token"] == nil)
        #expect(asked["method"]?.string == "GET")
        #expect(asked["body"]?.string == "")
    }

    @Test func manyAreAskedAtOnce() async throws {
        // It answers none of them before all are there.
        let (client, address) = (client, try server.address("/meet?n=24"))
        let answers = try await withThrowingTaskGroup(of: Int.self) { group in
            for _ in 0..<24 {
                group.addTask { try await client.send(HTTPRequest(.get, address, timeout: .seconds(600))).status }
            }
            return try await group.reduce(into: [Int]()) { $0.append($1) }
        }
        #expect(answers == Array(repeating: 200, count: 24))
    }

    @Test func aSlowAnswerIsNotWaitedFor() async throws {
        let failure = await failure(
            HTTPRequest(.get, try server.address("/slow?seconds=30"), timeout: .milliseconds(200))
        )
        #expect(failure?.reason == .timedOut)
        #expect(failure?.isTransient == true)
        #expect(failure?.problem == "`\(server.url)/slow` has not answered within 200ms")
    }

    @Test func anAnswerIsNotWaitedForWhereNobodyWantsIt() async throws {
        let (client, address) = (client, try server.address("/slow?seconds=900"))
        let task = Task { await Self.failure(HTTPRequest(.get, address, timeout: .seconds(600)), client) }
        task.cancel()
        #expect(await task.value?.reason == .cancelled)
    }

    @Test(arguments: ["/big?bytes=1001", "/endless"])
    func anAnswerThatIsTooLongIsRefused(_ path: String) async throws {
        let failure = await failure(HTTPRequest.patient(.get, try server.address(path), mostBytes: 1000))
        #expect(failure?.reason == .tooLong)
        #expect(failure?.isTransient == false)
        #expect(failure?.problem.hasSuffix(" answered more than the 1000 bytes that it may") == true)
    }

    @Test func anAnswerOfAllBytesThatItMayHaveIsTaken() async throws {
        let response = try await client.send(
            HTTPRequest.patient(.get, server.address("/big?bytes=1000"), mostBytes: 1000)
        )
        #expect(response.body.count == 1000)
    }

    @Test func aHeadWithoutEndIsRefused() async throws {
        let reason = await failure(HTTPRequest.patient(.get, try server.address("/head")))?.reason
        #expect(reason == .tooLong || reason == .closed)
    }

    @Test func anotherPlaceOnTheSameServerIsGoneTo() async throws {
        let response = try await client.send(
            HTTPRequest.patient(.get, server.address("/hop?n=3"), headers: [("X-Token", "s3cret")])
        )
        #expect(try JSONValue(parsing: response.body)["headers"]?["x-token"]?.string == "s3cret")
        let kept = try await client.send(HTTPRequest.patient(.post, server.address("/hop?n=2&status=308"), body: [66]))
        #expect(try JSONValue(parsing: kept.body)["body"]?.string == "B")
    }

    @Test func redirectsHaveAnEnd() async throws {
        let failure = await failure(HTTPRequest(.get, try server.address("/hop?n=4"), timeout: .seconds(600)))
        #expect(failure?.reason == .redirected)
        #expect(failure?.problem.hasSuffix(" leads on more than 3 times") == true)
    }

    @Test func anotherServerIsNotGoneTo() async throws {
        let other = try await LocalServer()
        for status in [301, 302, 303, 307, 308] {
            let failure = await failure(
                HTTPRequest.patient(.get, try server.address("/lead?status=\(status)&to=\(other.url)/echo"))
            )
            #expect(failure?.reason == .redirected)
            #expect(failure?.problem.contains("leads to another server, `\(other.url)`") == true)
        }
        for target in ["file:///etc/passwd", "ftp://127.0.0.1/", "http://127.0.0.1.nip.invalid:\(server.port)/echo"] {
            #expect(
                await failure(HTTPRequest.patient(.get, try server.address("/lead?to=\(target)")))?.reason
                    == .redirected
            )
        }
        #expect(try await other.seen().isEmpty)
    }

    @Test func whatIsSentIsNotLostOnTheWay() async throws {
        let failure = await failure(HTTPRequest.patient(.post, try server.address("/lead?to=/echo"), body: [65]))
        #expect(failure?.reason == .redirected)
        #expect(failure?.problem.contains("with status 302, where a POST would lose what it sends") == true)
        let response = try await client.send(
            HTTPRequest.patient(.post, server.address("/lead?status=307&to=/echo"), body: Array("kept".utf8))
        )
        #expect(try JSONValue(parsing: response.body)["body"]?.string == "kept")
    }

    @Test func whatIsNoHTTPIsNoAnswer() async throws {
        #expect(await failure(HTTPRequest.patient(.get, try server.address("/garbage")))?.reason == .garbled)
    }

    @Test(arguments: ["/close", "/half"]) func aConnectionThatEndsIsAFailureThatPasses(_ path: String) async throws {
        let failure = await failure(HTTPRequest.patient(.get, try server.address(path)))
        #expect(failure?.reason == .closed)
        #expect(failure?.isTransient == true)
    }

    @Test func whereNobodyListensThereIsNoAnswer() async throws {
        server.kill()
        let failure = await failure(HTTPRequest.patient(.get, try server.address("/echo")))
        #expect(failure?.reason == .unreachable)
        #expect(failure?.problem == "`\(server.url)/echo` cannot be reached: nobody listens there")
    }

    @Test func whatWouldBeginAnotherHeaderIsRefused() async throws {
        for (name, value) in [
            ("X-A", "a\r\nX-B: b"), ("X-A", "a\u{0}b"), ("X-A: b\nX-C", "c"), ("", "a"), ("X A", "a"),
        ] {
            let request = HTTPRequest.patient(.get, try server.address("/echo"), headers: [(name, value)])
            #expect(await failure(request)?.reason == .badRequest)
        }
        #expect(try await server.seen().isEmpty)
    }

    @Test(arguments: ["ftp://127.0.0.1/", "file:///etc/passwd", "127.0.0.1:80", "http://a b/", "http://a\nb/", ""])
    func whatIsNoAddressOfHTTPIsRefused(_ url: String) {
        #expect(throws: HTTPFailure.self) { try HTTPAddress(url) }
    }

    @Test func secretsInAnAddressAreSentAndNotShown() async throws {
        server.kill()
        let parts: [SecretText.Part] = [
            .text("http://127.0.0.1:\(server.port)/hooks/"), .secret("TOKEN"), .text("?a=b"),
        ]
        let address = try HTTPAddress(SecretText(parts), Secrets(["TOKEN": "s3cret"]))
        let problem = try #require(await failure(HTTPRequest.patient(.get, address))?.problem)
        #expect(problem.contains("/hooks/${TOKEN}`"))
        for shown in [problem, "\(address)", String(reflecting: address), "\(HTTPRequest.patient(.get, address))"] {
            #expect(!shown.contains("s3cret"))
        }
        var dumped = ""
        dump(HTTPRequest.patient(.get, address, headers: [("Authorization", "s3cret")]), to: &dumped)
        #expect(!dumped.contains("s3cret"))
        let unset = #expect(throws: HTTPFailure.self) { try HTTPAddress(SecretText(parts), Secrets()) }
        #expect(unset?.reason == .badRequest)
    }

    @Test func aPathIsAddedBeforeTheQuery() throws {
        #expect(try HTTPAddress("http://a/b/").appending("/c").shown == "http://a/b/c")
        #expect(try HTTPAddress("http://a").appending("/c").shown == "http://a/c")
    }
}
