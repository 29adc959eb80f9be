import JSON
package import Metrics
package import Plan

/// What the models have shown to each unit once: the evidence of gates that look as often as they like.
///
/// Requests of one unit are not independent, and counting them all would promise what does not hold; so of each unit the
/// first request counts, in whatever stage it came, unless the plan says that requests are independent.
package struct UnitEvidence: Sendable, Equatable {
    package var candidate: AccumulatorSet
    /// What both models made of the same requests; nil where the plan has no baseline.
    package var pairs: PairTally?
    /// What the baseline made of the first request of each of its own units; nil where only pairs are looked at.
    package var baseline: AccumulatorSet?
    /// The same of segments, and with other answers for missing labels.
    package var parts: [EvidencePart: UnitEvidence] = [:]
    /// What counts as one observation.
    package let independent: IndependentObservation

    /// No evidence yet, of these kinds.
    package init(
        _ kinds: [any Accumulator.Type],
        each independent: IndependentObservation,
        layout: OutcomeLayout,
        hasBaseline: Bool
    ) {
        self.independent = independent
        candidate = AccumulatorSet(kinds, layout: layout)
        pairs = hasBaseline ? PairTally(layout: layout) : nil
    }

    /// Evidence in which every request counts.
    init(candidate: AccumulatorSet, baseline: AccumulatorSet?, pairs: PairTally?) {
        independent = .requests
        self.candidate = candidate
        self.baseline = baseline
        self.pairs = pairs
    }

    package mutating func merge(_ other: UnitEvidence) {
        candidate.merge(other.candidate)
        if let addition = other.pairs { pairs?.merge(addition) }
        if let addition = other.baseline { baseline?.merge(addition) }
        guard !other.parts.isEmpty else { return }
        for (part, addition) in other.parts {
            if parts[part] == nil { parts[part] = addition } else { parts[part]?.merge(addition) }
        }
    }

    /// Writes the members of an object that the caller has opened: those that come from a clock, or all others.
    func write(to writer: inout JSONWriter, measured: Bool) {
        candidate.write(to: &writer, measured: measured)
        if let baseline {
            writer.object(ModelRole.baseline.rawValue) { baseline.write(to: &$0, measured: measured) }
        }
        if !measured {
            writer.member("independent", independent.rawValue)
            if let pairs {
                writer.name("pairs")
                pairs.write(to: &writer)
            }
        }
        writer.write(parts) { $1.write(to: &$0, measured: measured) }
    }

    /// - Parameters:
    ///   - declared: What the plan's own metrics keep, empty.
    ///   - independent: What must have been counted.
    ///   - measured: The members that come from a clock.
    init(
        _ kinds: [any Accumulator.Type],
        declared: DeclaredTallies? = nil,
        each independent: IndependentObservation,
        layout: OutcomeLayout,
        json: JSONValue,
        measured: JSONValue?
    ) throws(AccumulatorError) {
        guard json["independent"]?.string == independent.rawValue else {
            throw AccumulatorError("units", "it does not count \(independent.rawValue)")
        }
        self.independent = independent
        func read(_ json: JSONValue, _ measured: JSONValue?) throws(AccumulatorError) -> AccumulatorSet {
            try AccumulatorSet(kinds, declared: declared, layout: layout, json: json, measured: measured)
        }
        candidate = try read(json, measured)
        let role = ModelRole.baseline.rawValue
        if let state = json[role] { baseline = try read(state, measured?[role]) }
        for (place, state) in (json["parts"]?.array ?? []).enumerated() {
            guard let part = EvidencePart(json: state) else { throw AccumulatorError("units", "a part is of nothing") }
            let own = measured?["parts"]?.array.flatMap { place < $0.count ? $0[place] : nil }
            parts[part] = try UnitEvidence(
                kinds,
                declared: declared,
                each: independent,
                layout: layout,
                json: state,
                measured: own
            )
        }
        if let state = json["pairs"] { pairs = try PairTally(json: state, layout: layout) }
    }
}
