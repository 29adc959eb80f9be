/// How often, and after what rest, a release that was rolled back starts again.
package struct RetrySpec: Sendable, Hashable {
    /// How long nobody has the candidate between a rollback and the next start.
    package let after: Duration
    /// How often it starts again at most.
    package let times: Int

    package init(after: Duration, times: Int) {
        self.after = after
        self.times = times
    }
}
