import Compiler
import Plan

/// What one stage means in numbers: whom it reaches, how long it takes, how fast it reacts.
package struct StageOutlook: Sendable, Hashable {
    /// What can have happened by some moment of a stage.
    package struct Exposure: Sendable, Hashable {
        package let stage: String
        /// When, counted from the stage's beginning.
        package let after: Duration
        /// The share of all units that can have met the candidate.
        package let share: Double
        /// How many units those are; nil where it is not known how many there are at all.
        package let units: Int?
        /// How many of their requests are expected until it has what decides: by then, or by the first look that has the samples
        /// where luck makes it later; nil where the rate is not known.
        package let requests: Int?
    }

    package let name: String
    /// The audience as plans write it.
    package let audience: String
    /// The share of all units that has the candidate, counting the stages before this one: of made-up units exactly, of others as they are
    /// expected to be drawn.
    package let share: Double
    /// How many units those are; nil where it is not known how many there are at all.
    package let units: Int?
    /// All requests that there can be; nil where their rate is not known.
    let requests: RequestBound?
    /// Who must agree before it begins, in words; nil where it begins by itself.
    package let approval: String?
    /// The shortest time until it is promoted, and the longest until it is over, whatever it comes to.
    package let duration: ClosedRange<Duration>
    /// How often it is judged, at least until it is promoted and at most.
    package let judgements: ClosedRange<Int>
    /// Everything it can come to.
    package let responses: [StageResponse]

    /// How many requests a second are answered with the candidate's answer; nil where the rate is not known.
    package var requestsPerSecond: Double? { requests.map { $0.rate.perSecond.value * share } }

    /// What takes a candidate away that is bad from the stage's beginning, first of all.
    package var firstWithdrawal: StageResponse? {
        let withdrawals = responses.filter { $0.withdrawnAfter != nil && $0.isOfCandidate }
        return withdrawals.min { ($0.withdrawnAfter ?? .zero) < ($1.withdrawnAfter ?? .zero) }
    }

    /// The most requests that units can send to the candidate in a time, with luck.
    private func most(in time: Duration) -> Int? {
        requests.map { Int(clamping: Int128($0.most(share: share, in: time))) }
    }

    /// How long it takes at the earliest until a candidate is taken away that turns bad right after a judgement; nil where
    /// nothing looks for that before the deadline.
    package var delayAfterChange: Duration? { responses.compactMap(\.withdrawnAfterChange).min() }

    /// Who can have met a candidate that is bad from the stage's beginning, before it is taken away at the earliest.
    package var exposure: Exposure? {
        firstWithdrawal.flatMap { withdrawal in
            guard let after = withdrawal.withdrawnAfter else { return nil }
            let exposed = withdrawal.expectedlyWithdrawnAfter ?? after
            let expected = requestsPerSecond.map { Int(clamping: Int128(($0 * exposed.seconds).rounded(.up))) }
            return Exposure(
                stage: name,
                after: after,
                share: share,
                units: units.map { min($0, most(in: exposed) ?? $0) },
                requests: expected
            )
        }
    }
}
