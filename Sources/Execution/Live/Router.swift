package import Plan

/// What divides live traffic between the candidate and the baseline.
package protocol Router: Sendable {
    /// Gives the candidate to a share of all units, from 0 to 1; setting the same share twice is setting it once. It returns
    /// once the router has taken it.
    func set(_ share: Rational) async throws(ProviderFailure)

    /// The share as the router itself has it; nil where it cannot be asked.
    func share() async throws(ProviderFailure) -> Rational?

    /// The share that `set` gives when it is asked for this one, and `share` then reads back: the same, or the nearest below
    /// it where the router knows only some.
    func nearest(to share: Rational) throws(ProviderFailure) -> Rational
}

extension Router {
    package func nearest(to share: Rational) throws(ProviderFailure) -> Rational { share }
}
