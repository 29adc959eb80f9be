import Plan
import Platform

/// Asks servers over HTTP.
///
/// Certificates and names of hosts are always checked; there are no cookies, no `.netrc` and no compression. A request is led on
/// three times at most, and only on the same server: nobody is asked whom the plan does not name. Nothing is loaded or opened
/// before the first request.
package struct HTTPClient: Sendable {
    private static let mostRedirects = 3

    private let connections = HTTPConnections()
    private let certificates: String?

    /// - Parameter certificates: A file of certificates to trust in place of the system's; nil for the one that
    ///   `CURL_CA_BUNDLE` or `SSL_CERT_FILE` names, or else the system's.
    package init(certificates: String? = nil) {
        let names = ["CURL_CA_BUNDLE", "SSL_CERT_FILE"]
        self.certificates = certificates ?? names.lazy.compactMap(Environment.value).first { !$0.isEmpty }
    }

    /// The answer, whatever its status.
    package func send(_ request: HTTPRequest) async throws(HTTPFailure) -> HTTPResponse {
        try await send(request, within: nil)
    }

    /// - Parameter limit: What is left of the time, where that may be less than the request's own.
    private func send(_ request: HTTPRequest, within limit: Duration?) async throws(HTTPFailure) -> HTTPResponse {
        let time = min(request.timeout, limit ?? request.timeout)
        let deadline = Clock.monotonicNanoseconds() + time.nanoseconds
        var request = request
        var redirects = 0
        while true {
            // Where no time is left, a millisecond says so.
            let rest = Duration.nanoseconds(deadline - Clock.monotonicNanoseconds())
            let answer = try await ask(request, within: max(rest, .milliseconds(1)))
            guard let target = answer.redirect, (300..<400).contains(answer.response.status) else {
                return answer.response
            }
            redirects += 1
            guard redirects <= Self.mostRedirects else {
                throw HTTPFailure(
                    .redirected,
                    "`\(request.address.shown)` leads on more than \(Self.mostRedirects) times"
                )
            }
            request = try HTTPRedirect(from: request, status: answer.response.status, to: target).request
        }
    }

    /// The answer to a request that is sent again where it may go better; the last one where it does not.
    package func send(_ request: HTTPRequest, _ retries: HTTPRetries) async throws(HTTPFailure) -> HTTPResponse {
        let deadline = retries.total.map { Clock.monotonicNanoseconds() + $0.nanoseconds }
        func rest() -> Duration? { deadline.map { .nanoseconds($0 - Clock.monotonicNanoseconds()) } }
        var attempt = 1
        while true {
            let outcome: Result<HTTPResponse, HTTPFailure>
            do throws(HTTPFailure) {
                outcome = .success(try await send(request, within: rest()))
            } catch {
                outcome = .failure(error)
            }
            guard let pause = retries.pause(after: outcome, of: request, attempt: attempt),
                rest().map({ $0 > pause }) ?? true, await retries.sleep(pause)
            else { return try outcome.get() }
            attempt += 1
        }
    }

    private func ask(_ request: HTTPRequest, within time: Duration) async throws(HTTPFailure) -> HTTPConnection.Answer {
        let lines = try request.headerLines()
        let connection = try connections.take()
        let certificates = certificates
        let result = await withTaskCancellationHandler {
            await BlockingCalls.run {
                connection.perform(request, within: time, lines: lines, certificates: certificates)
            }
        } onCancel: {
            connection.cancel()
        }
        connections.giveBack(connection)
        return try result.get()
    }
}
