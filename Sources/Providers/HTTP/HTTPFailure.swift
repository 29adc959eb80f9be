package import Execution

/// Why there is no answer to a request.
package struct HTTPFailure: Error, Hashable, Sendable {
    package enum Reason: Hashable, Sendable {
        /// libcurl is not on this machine.
        case noLibrary
        /// What is asked cannot be sent.
        case badRequest
        /// Nobody is there; nothing was sent.
        case unreachable
        case timedOut
        /// The server's certificate is not to be trusted, or there is no way to speak TLS with it.
        case untrusted
        /// The answer is longer than it may be.
        case tooLong
        /// The connection ended before the answer did.
        case closed
        /// The answer is no HTTP.
        case garbled
        /// The server leads on to where this request does not go.
        case redirected
        /// Whoever asked no longer wants to know.
        case cancelled
    }

    package let reason: Reason
    /// One line for people, without secrets.
    package let problem: String

    package init(_ reason: Reason, _ problem: String) {
        self.reason = reason
        self.problem = problem
    }

    /// Whether the same request may go better a little later.
    package var isTransient: Bool {
        switch reason {
        case .unreachable, .timedOut, .closed: true
        case .noLibrary, .badRequest, .untrusted, .tooLong, .garbled, .redirected, .cancelled: false
        }
    }
}

extension ProviderFailure {
    package init(_ failure: HTTPFailure) { self.init(failure.problem, isTransient: failure.isTransient) }
}
