package import JSON

/// Accumulators of several kinds over the same outcomes of one model, one of each kind.
///
/// A set is copied at the price of one reference, and merged without asking any accumulator for its type: the kinds that
/// nearly every observation has stand in places of their own, any others behind them.
package struct AccumulatorSet: Sendable {
    private struct Contents: Sendable {
        let layout: OutcomeLayout
        var confusion: ConfusionMatrix?
        var feedback: FeedbackTally?
        var latency: LatencySketch?
        var requests: RequestTally?
        var others: [any Accumulator] = []
        var declared: DeclaredTallies?

        init(layout: OutcomeLayout) { self.layout = layout }

        /// Puts an accumulator in the place of its kind.
        mutating func take(_ accumulator: any Accumulator) {
            switch accumulator {
            case let accumulator as ConfusionMatrix: confusion = accumulator
            case let accumulator as FeedbackTally: feedback = accumulator
            case let accumulator as LatencySketch: latency = accumulator
            case let accumulator as RequestTally: requests = accumulator
            default: others.append(accumulator)
            }
        }
    }

    /// Always one element: an array is what a value is shared by until it is written.
    private var contents: [Contents]

    /// Empty accumulators of these kinds.
    package init(_ kinds: [any Accumulator.Type], layout: OutcomeLayout) {
        var contents = Contents(layout: layout)
        for kind in kinds { contents.take(kind.init(layout: layout)) }
        self.contents = [contents]
    }

    /// The accumulators of another set that are of these kinds.
    package init(_ kinds: AccumulatorKinds, of other: AccumulatorSet) {
        // In place: contents that are put together elsewhere would be copied here.
        contents = [Contents(layout: other.contents[0].layout)]
        if kinds.hasConfusion { contents[0].confusion = other.contents[0].confusion }
        if kinds.hasFeedback { contents[0].feedback = other.contents[0].feedback }
        if kinds.hasLatency { contents[0].latency = other.contents[0].latency }
        if kinds.hasRequests { contents[0].requests = other.contents[0].requests }
        contents[0].declared = other.contents[0].declared
        for kind in kinds.others {
            if let found = other.contents[0].others.first(where: { type(of: $0) == kind }) {
                contents[0].others.append(found)
            }
        }
    }

    /// The accumulators of rows that were counted elsewhere: of each true class, one after the other, how many rows were
    /// predicted as each, and how many requests were answered and how many failed.
    package init(layout: OutcomeLayout, confusion: [Int], answered: Int, failed: Int) {
        var contents = Contents(layout: layout)
        contents.confusion = ConfusionMatrix(layout: layout).holding(confusion)
        contents.requests = RequestTally(answered: answered, failed: failed)
        self.contents = [contents]
    }

    package var layout: OutcomeLayout { contents[0].layout }

    /// What the plan's own metrics over columns keep, where rows have columns. It goes along.
    package var declared: DeclaredTallies? {
        get { contents[0].declared }
        _modify { yield &contents[0].declared }
    }

    /// How many requests were answered and how many failed, or nil where that is not counted.
    package var requests: RequestTally? { contents[0].requests }

    var feedback: FeedbackTally? { contents[0].feedback }

    /// Of the rows with a label, how many are right; nil where that is not counted.
    var answers: MetricCounts? {
        let contents = contents.span
        guard let labelled = contents[0].confusion?.labelled, let correct = contents[0].confusion?.correct else {
            return nil
        }
        return MetricCounts(correct, of: labelled)
    }

    /// Of the verdicts of users, how many are negative; nil where that is not counted.
    var verdicts: MetricCounts? {
        let contents = contents.span
        guard let judged = contents[0].feedback?.judged, let negative = contents[0].feedback?.negative else {
            return nil
        }
        return MetricCounts(negative, of: judged)
    }

    /// The accumulator of that kind, or nil where the set has none.
    package subscript<Kind: Accumulator>(kind: Kind.Type) -> Kind? {
        // An optional is not cast as it is: that would be done while it runs.
        if kind == ConfusionMatrix.self, let found = contents[0].confusion { return found as? Kind }
        if kind == FeedbackTally.self, let found = contents[0].feedback { return found as? Kind }
        if kind == LatencySketch.self, let found = contents[0].latency { return found as? Kind }
        if kind == RequestTally.self, let found = contents[0].requests { return found as? Kind }
        for accumulator in contents[0].others {
            if let accumulator = accumulator as? Kind { return accumulator }
        }
        return nil
    }

    /// Puts another matrix in the place of the set's own.
    mutating func replace(with matrix: ConfusionMatrix) { contents[0].confusion = matrix }

    package mutating func add(_ batch: OutcomeBatch) {
        var own = contents.mutableSpan
        own[0].confusion?.add(batch)
        own[0].latency?.add(batch)
        own[0].requests?.add(batch)
        for index in own[0].others.indices { own[0].others[index].add(batch) }
    }

    package mutating func add(_ outcomes: CountedOutcomes) {
        var own = contents.mutableSpan
        own[0].confusion?.add(outcomes)
        own[0].latency?.add(outcomes)
        own[0].requests?.add(outcomes)
        for index in own[0].others.indices { own[0].others[index].add(outcomes) }
    }

    package mutating func add(_ feedback: [FeedbackOutcome], served: Int) {
        var own = contents.mutableSpan
        own[0].feedback?.add(feedback, served: served)
        for index in own[0].others.indices { own[0].others[index].add(feedback, served: served) }
    }

    /// Adds what another set has seen, of the kinds that this one has.
    package mutating func merge(_ other: AccumulatorSet) {
        // Once for all kinds: that nobody shares the contents.
        var own = contents.mutableSpan
        let added = other.contents.span
        // What this set does not have is not so much as looked at in the other.
        if own[0].confusion != nil, let addition = added[0].confusion { own[0].confusion?.merge(addition) }
        if own[0].feedback != nil, let served = added[0].feedback?.served {
            // In most intervals nobody says anything.
            if added[0].feedback?.entries == 0 {
                own[0].feedback?.add([], served: served)
            } else if let addition = added[0].feedback {
                own[0].feedback?.merge(addition)
            }
        }
        if own[0].latency != nil, let addition = added[0].latency { own[0].latency?.merge(addition) }
        if own[0].requests != nil, let addition = added[0].requests { own[0].requests?.merge(addition) }
        if own[0].declared != nil, let addition = added[0].declared { own[0].declared?.merge(addition) }
        for index in own[0].others.indices { own[0].others[index].mergeOwnKind(of: other) }
    }

    /// Every accumulator, in the order of the kinds' names.
    private var all: [any Accumulator] {
        let contents = contents[0]
        let common: [(any Accumulator)?] = [
            contents.confusion, contents.feedback, contents.latency, contents.requests,
        ]
        return (common.compactMap { $0 } + contents.others).sorted { type(of: $0).name < type(of: $1).name }
    }

    /// Whether any of the states comes from a clock.
    package var isMeasured: Bool {
        contents[0].latency != nil || contents[0].others.contains { type(of: $0).isMeasured }
    }

    /// Writes the states that are (or are not) measured as members of an object the caller has opened.
    package func write(to writer: inout JSONWriter, measured: Bool) {
        if !measured { contents[0].declared?.write(to: &writer) }
        guard contents[0].others.isEmpty else {
            for accumulator in all where type(of: accumulator).isMeasured == measured {
                Self.write(accumulator, to: &writer)
            }
            return
        }
        // In the order of their names.
        if measured {
            Self.write(contents[0].latency, to: &writer)
        } else {
            Self.write(contents[0].confusion, to: &writer)
            Self.write(contents[0].feedback, to: &writer)
            Self.write(contents[0].requests, to: &writer)
        }
    }

    private static func write(_ accumulator: (some Accumulator)?, to writer: inout JSONWriter) {
        guard let accumulator else { return }
        writer.name(type(of: accumulator).name)
        accumulator.write(to: &writer)
    }

    /// The set whose states stand in two objects: the reproducible part and the measured part.
    ///
    /// - Parameter declared: What the plan's own metrics keep, empty; nil where nothing of them is kept.
    package init(
        _ kinds: [any Accumulator.Type],
        declared: DeclaredTallies? = nil,
        layout: OutcomeLayout,
        json: JSONValue,
        measured: JSONValue?
    ) throws(AccumulatorError) {
        var contents = Contents(layout: layout)
        for kind in kinds {
            guard let state = (kind.isMeasured ? measured : json)?[kind.name] else {
                throw AccumulatorError(kind.name, "its state is missing")
            }
            contents.take(try kind.init(json: state, layout: layout))
        }
        if let declared { contents.declared = try declared.holding(json["declared"]) }
        self.contents = [contents]
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
        guard left.layout == right.layout else { return false }
        let (all, others) = (left.all, right.all)
        return all.count == others.count && all.allSatisfy { isEqual($0, in: right) }
    }

    private static func isEqual<Kind: Accumulator>(_ accumulator: Kind, in other: AccumulatorSet) -> Bool {
        other[Kind.self] == accumulator
    }
}
