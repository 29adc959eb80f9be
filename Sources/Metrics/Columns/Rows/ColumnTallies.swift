/// What several metrics over columns keep of the same rows: those that keep the same share it.
package struct ColumnTallies: Sendable {
    package let columns: ColumnList
    private let metrics: [any ColumnMetric]
    /// For each metric, where its tally stands.
    private let places: [Int]
    private var tallies: [any ColumnTally]

    /// - Parameter columns: Takes the columns that the metrics ask for.
    package init(_ metrics: [any ColumnMetric], asking columns: ColumnList = ColumnList()) {
        var columns = columns
        var tallies: [any ColumnTally] = []
        places = metrics.map { metric in
            let tally = metric.tally(&columns) as any ColumnTally
            if let place = tallies.firstIndex(where: { Self.isEqual($0, tally) }) { return place }
            tallies.append(tally)
            return tallies.count - 1
        }
        self.columns = columns
        self.metrics = metrics
        self.tallies = tallies
    }

    package mutating func add(_ rows: ColumnBatch) {
        for place in tallies.indices { tallies[place].add(rows) }
    }

    /// Adds what tallies of the same metrics have seen.
    package mutating func merge(_ other: ColumnTallies) {
        for place in tallies.indices where place < other.tallies.count { tallies[place].mergeAny(other.tallies[place]) }
    }

    /// What the metric says that was the `index`-th of those given.
    package func value(of index: Int) -> MetricValue { metrics[index].readAny(tallies[places[index]]) }

    /// The same of the candidate's rows, given those of the baseline.
    package func value(of index: Int, against reference: ColumnTallies) -> MetricValue {
        guard metrics[index].isCompared, places[index] < reference.tallies.count else { return value(of: index) }
        return metrics[index].readAny(tallies[places[index]], against: reference.tallies[places[index]])
    }

    /// Whether the metric that was the `index`-th of those given is of both models' rows.
    package func isCompared(_ index: Int) -> Bool { metrics[index].isCompared }

    /// Whether the metric that was the `index`-th of those given is of all that units have shown, whatever the window.
    package func isCarried(_ index: Int) -> Bool { metrics[index].isCarried }

    /// Between which numbers the value lies of the metric that was the `index`-th of those given.
    package func interval(of index: Int, confidence: Double) -> MetricInterval? {
        metrics[index].intervalAny(tallies[places[index]], confidence)
    }

    /// The same at every look at once, but for a chance of `error` on either side.
    package func sequence(of index: Int, error: Double) -> MetricInterval? {
        metrics[index].sequenceAny(tallies[places[index]], error)
    }

    /// What each of the tallies keeps.
    package var states: [TallyState] { tallies.map(\.state) }

    /// The same empty tallies once they have seen what others kept; nil where a state is none of such a tally.
    package func holding(_ states: [TallyState]) -> ColumnTallies? {
        guard states.count == tallies.count else { return nil }
        var result = self
        for (place, state) in states.enumerated() {
            guard let tally = tallies[place].holdingAny(state) else { return nil }
            result.tallies[place] = tally
        }
        return result
    }

    /// The rows that tallies are compared with, each once.
    package var awaited: Set<AwaitedRows> { Set(tallies.compactMap(\.awaited)) }

    /// Tells the tallies what was kept of the rows that they are compared with.
    package mutating func refer(to states: [AwaitedRows: TallyState]) {
        for place in tallies.indices {
            guard let state = tallies[place].awaited.flatMap({ states[$0] }) else { continue }
            tallies[place] = tallies[place].referringAny(state)
        }
    }

    /// What the metric keeps, for who knows its kind.
    package func tally<Tally: ColumnTally>(of index: Int, as kind: Tally.Type) -> Tally? {
        tallies[places[index]] as? Tally
    }

    private static func isEqual<Tally: ColumnTally>(_ tally: Tally, _ other: any ColumnTally) -> Bool {
        other as? Tally == tally
    }
}

extension ColumnTally {
    fileprivate func referringAny(_ state: TallyState) -> any ColumnTally { referring(to: state) }

    fileprivate func holdingAny(_ state: TallyState) -> (any ColumnTally)? { holding(state) }

    fileprivate mutating func mergeAny(_ other: any ColumnTally) {
        if let other = other as? Self { merge(other) }
    }
}

extension ColumnMetric {
    fileprivate func readAny(_ tally: any ColumnTally) -> MetricValue {
        (tally as? Tally).map { value(of: $0) } ?? .notKept
    }

    fileprivate func readAny(_ tally: any ColumnTally, against reference: any ColumnTally) -> MetricValue {
        guard let tally = tally as? Tally, let reference = reference as? Tally else { return .notKept }
        return value(of: tally, against: reference)
    }

    fileprivate func sequenceAny(_ tally: any ColumnTally, _ error: Double) -> MetricInterval? {
        (tally as? Tally).flatMap { sequence(of: $0, error: error) }
    }

    fileprivate func intervalAny(_ tally: any ColumnTally, _ confidence: Double) -> MetricInterval? {
        (tally as? Tally).flatMap { interval(of: $0, confidence: confidence) }
    }
}
