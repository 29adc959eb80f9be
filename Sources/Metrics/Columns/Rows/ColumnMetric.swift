package import Plan

/// A kind of metric over columns, which a plan declares or a command line writes with its options in brackets.
///
/// A value of the type is one such metric, with its options. A new kind is one file and one line in `MetricKindRegistry`.
package protocol ColumnMetric: Sendable {
    /// What is kept of the rows.
    associatedtype Tally: ColumnTally

    static var descriptor: MetricKindDescriptor { get }

    /// - Parameter options: Checked against the descriptor; what has a default and is not stated may be missing.
    init(_ options: OptionValues)

    /// An empty tally, once the columns that it reads have been asked for.
    func tally(_ columns: inout ColumnList) -> Tally

    /// The value over everything that the tally has seen; undefined where the formula has no answer.
    func value(of tally: Tally) -> MetricValue

    /// Whether texts must be told apart however many there are; else those that come last may count as one.
    var tellsAllTexts: Bool { get }

    /// Whether the value is that of one model's rows against the other's, which `value(of:against:)` gives.
    var isCompared: Bool { get }

    /// Whether it is of all that units have shown since the candidate is in use, each of them once, and not of a window.
    var isCarried: Bool { get }

    /// The value of the candidate's rows against the baseline's.
    func value(of tally: Tally, against reference: Tally) -> MetricValue

    /// The same of a model less another one, over rows that both have answered, where that tells more than the two by themselves.
    var paired: (any ColumnMetric)? { get }

    /// Between which numbers the value lies; nil where there is no value or no way to tell. Shares have one already.
    func interval(of tally: Tally, confidence: Double) -> MetricInterval?

    /// Between which numbers the value lies at every look at once, but for a chance of `error` on either side; nil where there is no value or no
    /// way to tell. Shares have one already.
    func sequence(of tally: Tally, error: Double) -> MetricInterval?
}

extension ColumnMetric {
    package var tellsAllTexts: Bool { false }

    package var isCompared: Bool { false }

    package var isCarried: Bool { false }

    package var paired: (any ColumnMetric)? { nil }

    package func value(of tally: Tally, against reference: Tally) -> MetricValue { value(of: tally) }

    package func interval(of tally: Tally, confidence: Double) -> MetricInterval? {
        MetricInterval(value(of: tally).proportion, confidence: confidence)
    }

    package func sequence(of tally: Tally, error: Double) -> MetricInterval? {
        value(of: tally).proportion.flatMap { MetricInterval(sequenceOf: $0, error: error) }
    }
}

/// What is left of rows once the rows themselves are gone.
///
/// `merge` is associative and commutative, exactly where the state is whole numbers, otherwise up to rounding. Adding two
/// batches one after the other equals merging the tallies of each. Only tallies of metrics that are carried may take what they are merged with
/// for what came later. Two empty tallies that are equal stand for each other.
package protocol ColumnTally: Sendable, Hashable {
    mutating func add(_ rows: ColumnBatch)

    /// Adds what another tally, empty once like this one, has seen.
    mutating func merge(_ other: Self)

    /// What it keeps.
    var state: TallyState { get }

    /// The same empty tally once it has seen what another kept; nil where the state is none of such a tally.
    func holding(_ state: TallyState) -> Self?

    /// The rows that it is compared with, where those are not another tally's of the same kind; nil for most.
    var awaited: AwaitedRows? { get }

    /// The same empty tally once it is known what was kept of the rows that it is compared with.
    func referring(to state: TallyState) -> Self
}

/// A column of rows that others are compared with.
package struct AwaitedRows: Sendable, Hashable {
    /// What a plan calls the rows.
    package let window: String
    package let column: String

    package init(window: String, column: String) {
        self.window = window
        self.column = column
    }
}

extension ColumnTally {
    package var awaited: AwaitedRows? { nil }

    package func referring(to state: TallyState) -> Self { self }
}
