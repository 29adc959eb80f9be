import Plan

/// How often and after which pauses a request is sent again.
///
/// Pauses are drawn between nothing and a bound that doubles each time ("full jitter", Brooker, "Exponential Backoff And Jitter",
/// AWS 2015): many who failed together do not come back together.
package struct HTTPRetries: Sendable {
    /// How often a request is sent at most.
    package let attempts: Int
    /// The bound of the first pause.
    let first: Duration
    /// The longest pause that is drawn.
    let longest: Duration
    /// How long a pause may be that a server asks for; where it asks for more, its answer stands.
    let patience: Duration
    /// How long all of it may take, pauses too; nil for as long as the attempts take.
    let total: Duration?
    private let draw: @Sendable () -> Double
    private let wait: @Sendable (Duration) async -> Bool

    /// - Parameters:
    ///   - draw: A number from 0 to 1.
    ///   - wait: Lets time go by, and says whether it has: false where whoever asked no longer wants to know.
    package init(
        attempts: Int = 3,
        first: Duration = .milliseconds(200),
        longest: Duration = .seconds(5),
        patience: Duration = .seconds(30),
        total: Duration? = nil,
        draw: @escaping @Sendable () -> Double = { Double.random(in: 0...1) },
        wait: @escaping @Sendable (Duration) async -> Bool = { (try? await Task.sleep(for: $0)) != nil }
    ) {
        self.attempts = attempts
        self.first = first
        self.longest = longest
        self.patience = patience
        self.total = total
        self.draw = draw
        self.wait = wait
    }

    func sleep(_ pause: Duration) async -> Bool { await wait(pause) }

    /// How long to wait before a request is sent again, or nil where its outcome stands.
    func pause(after outcome: Result<HTTPResponse, HTTPFailure>, of request: HTTPRequest, attempt: Int) -> Duration? {
        guard attempt < attempts else { return nil }
        var asked = Duration.zero
        switch outcome {
        case .failure(let failure):
            guard failure.isTransient, request.isRepeatable || failure.reason == .unreachable else { return nil }
        case .success(let response):
            // With 429 a server says that it has not done it.
            guard response.status == 429 || request.isRepeatable && [502, 503, 504].contains(response.status) else {
                return nil
            }
            asked = response.retryAfter ?? .zero
            guard asked <= patience else { return nil }
        }
        let bound = min(longest.seconds, first.seconds * Double(1 << min(attempt - 1, 30)))
        return max(asked, .seconds(bound * draw()))
    }
}
