/// Something that a stage can come to, and what follows from it.
package struct StageResponse: Sendable, Hashable {
    package enum Trigger: Sendable, Hashable {
        /// All of `promote_if` hold, once the stage was watched long enough and has its samples.
        case passed
        /// A condition of `rollback_if` has held so many judgements in a row.
        case rollbackIf(String, failures: Int)
        /// A condition of `promote_if` has failed so many judgements in a row, once it could have promoted.
        case promoteIf(String, failures: Int)
        /// An alert has begun to fire.
        case alert(String)
        /// The deadline has come, and the stage was not promoted.
        case deadline
        /// The deadline has come, and a condition still has too few observations.
        case noData
        /// A condition could not be measured, in spite of retries.
        case error(String)
    }

    package enum Action: Sendable, Hashable {
        /// The next stage begins.
        case advance(to: String)
        case release
        case rollback
        /// The audience of the stage before has the candidate, and nobody else.
        case stepBack
        /// The audience goes down stage by stage: the stage below is looked at first after `look`, which may take the candidate
        /// from everybody, and nobody has it any longer after `rests`.
        case stepDown(look: Duration, rests: Duration)
        /// Everyone goes back to the baseline, and the next recipe is tried while there is one.
        case retrain
        /// Promotion waits, for so long at most; then the release is rolled back.
        case hold(Duration)
        /// It is recorded, and nothing else follows.
        case none
    }

    package let trigger: Trigger
    package let action: Action
    /// The notifiers that are told.
    package let told: [String]
    /// How long after the stage's beginning it can come to this, at the earliest.
    package let earliest: Duration
    /// How long after the stage's beginning it comes to this on average, at the earliest, where what is counted takes longer to
    /// come than luck can have it; nil where that is no later.
    var expected: Duration?
    /// How long after a judgement it can come to this where what leads to it begins right after that judgement, whatever
    /// the stage has seen before; nil for what does not depend on a change.
    package let delay: Duration?

    /// What a rollback by the stage's conditions or its deadline leads to.
    package let wayBack: Action
    /// How long the stage before, watched anew, takes at the earliest to take a bad candidate back; nil where it never does.
    let below: Duration?

    /// Whether a bad candidate can lead to it.
    var isOfCandidate: Bool { if case .error = trigger { false } else { true } }

    /// How long after `earliest` or `delay` nobody has the candidate any longer; nil where it is not taken away.
    package var withdrawal: Duration? {
        switch action {
        case .rollback, .retrain: .zero
        case .stepDown(let look, _): look
        case .hold(let bound): rollback.map { bound + $0 }
        case .stepBack: below
        case .advance, .release, .none: nil
        }
    }

    /// How long a rollback takes by what conditions and deadlines say, until nobody has the candidate.
    private var rollback: Duration? {
        switch wayBack {
        case .stepDown(let look, _): look
        case .stepBack: below
        default: .zero
        }
    }

    /// How long after the stage's beginning the candidate is taken away because of this, at the earliest.
    package var withdrawnAfter: Duration? { withdrawal.map { earliest + $0 } }

    /// The same without luck.
    var expectedlyWithdrawnAfter: Duration? { withdrawal.map { max(earliest, expected ?? .zero) + $0 } }

    /// How long after it turns bad the candidate is taken away because of this, at the earliest.
    package var withdrawnAfterChange: Duration? {
        withdrawal.flatMap { withdrawal in delay.map { $0 + withdrawal } }
    }
}
