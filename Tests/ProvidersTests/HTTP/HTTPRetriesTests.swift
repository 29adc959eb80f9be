import Foundation
import Plan
import Providers
import Synchronization
import Testing

/// What is sent again, how often, and after which pauses; nobody waits here.
@Suite(.enabled(if: LocalServer.isAvailable, "python3 is not installed"))
struct HTTPRetriesTests {
    private let server: LocalServer
    private let pauses = Pauses()

    init() async throws { server = try await LocalServer() }

    private final class Pauses: Sendable {
        private let taken = Mutex<[Duration]>([])

        var all: [Duration] { taken.withLock { $0 } }
        func add(_ pause: Duration) { taken.withLock { $0.append(pause) } }
    }

    private func retries(_ attempts: Int = 4, draw: Double = 1) -> HTTPRetries {
        let pauses = pauses
        return HTTPRetries(
            attempts: attempts,
            first: .milliseconds(100),
            longest: .milliseconds(300),
            patience: .seconds(30),
            draw: { draw },
            wait: {
                pauses.add($0)
                return true
            }
        )
    }

    private func status(_ method: HTTPRequest.Method, _ path: String, isRepeatable: Bool? = nil) async throws -> Int {
        let request = HTTPRequest.patient(method, try server.address(path), isRepeatable: isRepeatable)
        return try await HTTPClient().send(request, retries()).status
    }

    @Test func whatIsBusyIsAskedAgain() async throws {
        #expect(try await status(.get, "/flaky?key=a&fails=2") == 200)
        #expect(pauses.all == [.milliseconds(100), .milliseconds(200)])
    }

    @Test func thereIsAnEndToAskingAgain() async throws {
        #expect(try await status(.get, "/flaky?key=a&fails=9") == 503)
        // Pauses double up to the longest.
        #expect(pauses.all == [.milliseconds(100), .milliseconds(200), .milliseconds(300)])
    }

    @Test func pausesAreDrawnFromNothingOn() async throws {
        let request = HTTPRequest.patient(.get, try server.address("/flaky?key=a&fails=2"))
        _ = try await HTTPClient().send(request, retries(draw: 0.25))
        #expect(pauses.all == [.milliseconds(25), .milliseconds(50)])
    }

    @Test(arguments: [400, 401, 404, 409, 422, 500, 501]) func whatIsRefusedIsNotAskedAgain(_ refusal: Int) async throws
    {
        #expect(try await status(.get, "/flaky?key=a&fails=1&status=\(refusal)") == refusal)
        #expect(pauses.all.isEmpty)
    }

    @Test func aServerMaySayHowLongToWait() async throws {
        #expect(try await status(.get, "/flaky?key=a&fails=1&status=429&after=7") == 200)
        #expect(pauses.all == [.seconds(7)])
    }

    @Test func nobodyWaitsForAnHour() async throws {
        #expect(try await status(.get, "/flaky?key=a&fails=1&after=3600") == 503)
        #expect(pauses.all.isEmpty)
    }

    @Test func whatMustNotHappenTwiceIsSentOnce() async throws {
        #expect(try await status(.post, "/flaky?key=a&fails=1") == 503)
        await #expect(throws: HTTPFailure.self) { try await status(.post, "/close?key=c") }
        #expect(pauses.all.isEmpty)
        let counted = try await HTTPClient().send(HTTPRequest.patient(.get, server.address("/count?key=c")))
        #expect(String(decoding: counted.body, as: UTF8.self) == "1")
    }

    @Test func whatMayHappenTwiceIsSentAgain() async throws {
        #expect(try await status(.post, "/flaky?key=a&fails=1", isRepeatable: true) == 200)
        await #expect(throws: HTTPFailure.self) { try await status(.post, "/close?key=c", isRepeatable: true) }
        #expect(pauses.all.count == 4)
    }

    @Test func whatWasNotSentIsSentAgain() async throws {
        server.kill()
        await #expect(throws: HTTPFailure.self) { try await status(.post, "/echo") }
        #expect(pauses.all.count == 3)
    }
}
