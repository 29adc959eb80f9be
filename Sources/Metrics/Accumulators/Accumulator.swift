package import JSON

/// A mergeable statistic: what is left of a batch of observations once the observations themselves are gone.
///
/// `merge` is associative and commutative, exactly where the state is whole numbers. Adding two batches one after the
/// other equals merging the accumulators of each.
package protocol Accumulator: Sendable, Hashable {
    /// The key of its state in events, such as `confusion`.
    static var name: String { get }

    /// Whether its state comes from a clock, so that two runs over the same data differ in it.
    static var isMeasured: Bool { get }

    /// An empty accumulator for outcomes of that layout.
    init(layout: OutcomeLayout)

    /// Adds answered requests.
    mutating func add(_ batch: OutcomeBatch)

    /// Adds answered requests of which many are alike: the same as adding them one by one, and faster where a kind can be.
    mutating func add(_ outcomes: CountedOutcomes)

    /// Adds what users said, and how many requests of theirs the model has served.
    mutating func add(_ feedback: [FeedbackOutcome], served: Int)

    /// Adds what another accumulator of the same layout has seen.
    mutating func merge(_ other: Self)

    /// The state, for an event.
    func write(to writer: inout JSONWriter)

    /// The state that an event holds.
    init(json: JSONValue, layout: OutcomeLayout) throws(AccumulatorError)
}

extension Accumulator {
    package static var isMeasured: Bool { false }
    package mutating func add(_ batch: OutcomeBatch) {}
    package mutating func add(_ outcomes: CountedOutcomes) { add(outcomes.batch) }
    package mutating func add(_ feedback: [FeedbackOutcome], served: Int) {}
}

/// An event's state of an accumulator that cannot be read.
package struct AccumulatorError: Error, Hashable, Sendable {
    /// The accumulator's name.
    package let accumulator: String
    /// What is wrong with its state, in a few words.
    package let problem: String

    package init(_ accumulator: String, _ problem: String) {
        self.accumulator = accumulator
        self.problem = problem
    }
}
