package import JSON

/// Accumulators of several kinds over the same outcomes of one model, one of each kind.
package struct AccumulatorSet: Sendable {
    package let layout: OutcomeLayout
    private var accumulators: [any Accumulator]

    /// Empty accumulators of these kinds.
    package init(_ kinds: [any Accumulator.Type], layout: OutcomeLayout) {
        self.layout = layout
        self.accumulators = kinds.map { $0.init(layout: layout) }
    }

    /// The accumulator of that kind, or nil where the set has none.
    package subscript<Kind: Accumulator>(kind: Kind.Type) -> Kind? {
        for accumulator in accumulators {
            if let accumulator = accumulator as? Kind { return accumulator }
        }
        return nil
    }

    package mutating func add(_ batch: OutcomeBatch) {
        for index in accumulators.indices { accumulators[index].add(batch) }
    }

    package mutating func add(_ outcomes: CountedOutcomes) {
        for index in accumulators.indices { accumulators[index].add(outcomes) }
    }

    package mutating func add(_ feedback: [FeedbackOutcome], served: Int) {
        for index in accumulators.indices { accumulators[index].add(feedback, served: served) }
    }

    /// Adds what another set of the same kinds has seen.
    package mutating func merge(_ other: AccumulatorSet) {
        for index in accumulators.indices {
            accumulators[index].mergeOwnKind(of: other)
        }
    }

    /// Whether any of the states comes from a clock.
    package var isMeasured: Bool { accumulators.contains { type(of: $0).isMeasured } }

    /// Writes the states that are (or are not) measured as members of an object the caller has opened.
    package func write(to writer: inout JSONWriter, measured: Bool) {
        for accumulator in accumulators where type(of: accumulator).isMeasured == measured {
            writer.name(type(of: accumulator).name)
            accumulator.write(to: &writer)
        }
    }

    /// The set whose states stand in two objects: the reproducible part and the measured part.
    package init(
        _ kinds: [any Accumulator.Type],
        layout: OutcomeLayout,
        json: JSONValue,
        measured: JSONValue?
    ) throws(AccumulatorError) {
        self.layout = layout
        var accumulators: [any Accumulator] = []
        for kind in kinds {
            guard let state = (kind.isMeasured ? measured : json)?[kind.name] else {
                throw AccumulatorError(kind.name, "its state is missing")
            }
            accumulators.append(try kind.init(json: state, layout: layout))
        }
        self.accumulators = accumulators
    }
}

extension Accumulator {
    /// Merges the set's accumulator of this kind in place, without a copy of the state.
    fileprivate mutating func mergeOwnKind(of set: AccumulatorSet) {
        if let addition = set[Self.self] { merge(addition) }
    }
}

extension AccumulatorSet: Equatable {
    package static func == (left: AccumulatorSet, right: AccumulatorSet) -> Bool {
        guard left.layout == right.layout, left.accumulators.count == right.accumulators.count else { return false }
        return left.accumulators.allSatisfy { isEqual($0, in: right) }
    }

    private static func isEqual<Kind: Accumulator>(_ accumulator: Kind, in other: AccumulatorSet) -> Bool {
        other[Kind.self] == accumulator
    }
}
