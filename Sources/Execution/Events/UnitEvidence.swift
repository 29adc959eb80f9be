import JSON
package import Metrics

/// What the models have shown to each unit once: the evidence of gates that look as often as they like.
///
/// Requests of one unit are not independent, and counting them all would promise what does not hold; so of each unit the
/// first request counts, in whatever stage it came, unless the plan says that requests are independent.
package struct UnitEvidence: Sendable, Equatable {
    package var candidate: AccumulatorSet
    /// What both models made of the same requests; nil where the plan has no baseline.
    package var pairs: PairTally?

    /// No evidence yet, of these kinds.
    package init(_ kinds: [any Accumulator.Type], layout: OutcomeLayout, hasBaseline: Bool) {
        candidate = AccumulatorSet(kinds, layout: layout)
        pairs = hasBaseline ? PairTally(layout: layout) : nil
    }

    package mutating func merge(_ other: UnitEvidence) {
        candidate.merge(other.candidate)
        if let addition = other.pairs { pairs?.merge(addition) }
    }

    /// Writes the members of an object that the caller has opened: those that come from a clock, or all others.
    func write(to writer: inout JSONWriter, measured: Bool) {
        candidate.write(to: &writer, measured: measured)
        guard !measured, let pairs else { return }
        writer.name("pairs")
        pairs.write(to: &writer)
    }

    /// - Parameter measured: The members that come from a clock.
    init(
        _ kinds: [any Accumulator.Type],
        layout: OutcomeLayout,
        json: JSONValue,
        measured: JSONValue?
    ) throws(AccumulatorError) {
        candidate = try AccumulatorSet(kinds, layout: layout, json: json, measured: measured)
        if let state = json["pairs"] { pairs = try PairTally(json: state, layout: layout) }
    }
}
