package import JSON
package import Statistics

/// What two models made of the same requests, request by request: how often both were right, only one of them or neither, for
/// each true class, and how often both failed, only one of them or neither.
///
/// The state has four counts for each class and four for failures, in that order: both, only the candidate, only the baseline,
/// neither. It is exactly additive.
package struct PairTally: Sendable, Hashable {
    private var rightOf: [PairedOutcomes]
    private var failed = PairedOutcomes()

    package init(layout: OutcomeLayout) { rightOf = Array(repeating: PairedOutcomes(), count: layout.classes.count) }

    /// What was counted elsewhere: who was right about the rows of each class.
    package init(right: [PairedOutcomes]) { rightOf = right }

    /// Adds a request that both were asked; predictions are -1 where the model failed, and the truth where it is not known.
    package mutating func add(candidate: Int32, baseline: Int32, actual: Int32, count: Int = 1) {
        addFailures(candidate: candidate, baseline: baseline, count: count)
        addAnswers(candidate: candidate, baseline: baseline, actual: actual, count: count)
    }

    /// Adds who failed, and not who was right.
    package mutating func addFailures(candidate: Int32, baseline: Int32, count: Int = 1) {
        failed.add(candidate < 0, baseline < 0, count: count)
    }

    /// Adds who was right, where both have answered, and not who failed.
    package mutating func addAnswers(candidate: Int32, baseline: Int32, actual: Int32, count: Int = 1) {
        let label = Int(actual)
        guard candidate >= 0, baseline >= 0, rightOf.indices.contains(label) else { return }
        rightOf[label].add(candidate == actual, baseline == actual, count: count)
    }

    package mutating func merge(_ other: PairTally) {
        failed.merge(other.failed)
        for label in rightOf.indices where other.rightOf.indices.contains(label) {
            rightOf[label].merge(other.rightOf[label])
        }
    }

    /// Who was right about the rows of a class, or of all where that is nil.
    package func right(about label: Int?) -> PairedOutcomes {
        if let label { return rightOf.indices.contains(label) ? rightOf[label] : PairedOutcomes() }
        var pairs = PairedOutcomes()
        for counts in rightOf { pairs.merge(counts) }
        return pairs
    }

    /// Who failed.
    package var failures: PairedOutcomes { failed }

    package func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.array("right") { writer in
                for counts in rightOf { writer.array { writer in for count in counts.all { writer.integer(count) } } }
            }
            writer.array("failed") { writer in for count in failed.all { writer.integer(count) } }
        }
    }

    package init(json: JSONValue, layout: OutcomeLayout) throws(AccumulatorError) {
        self.init(layout: layout)
        let reader = try StateReader(json, of: "pairs", members: ["right", "failed"])
        let rows = json["right"]?.array ?? []
        guard rows.count == rightOf.count else {
            throw reader.error("`right` does not have the \(rightOf.count) classes of the data")
        }
        for (label, row) in rows.enumerated() { rightOf[label] = try Self.counts(row.array ?? [], reader) }
        failed = try Self.counts(json["failed"]?.array ?? [], reader)
    }

    private static func counts(_ values: [JSONValue], _ reader: StateReader) throws(AccumulatorError) -> PairedOutcomes
    {
        let counts = values.compactMap(\.integer).filter { (0...StateReader.maximumCount).contains($0) }
        guard counts.count == 4, values.count == 4 else { throw reader.error("a class does not have four counts") }
        return PairedOutcomes(both: counts[0], arm: counts[1], other: counts[2], neither: counts[3])
    }
}

extension PairedOutcomes {
    fileprivate mutating func add(_ isCandidate: Bool, _ isBaseline: Bool, count: Int) {
        switch (isCandidate, isBaseline) {
        case (true, true): both = both.saturatingAdd(count)
        case (true, false): arm = arm.saturatingAdd(count)
        case (false, true): other = other.saturatingAdd(count)
        case (false, false): neither = neither.saturatingAdd(count)
        }
    }

    fileprivate mutating func merge(_ addition: PairedOutcomes) {
        both = both.saturatingAdd(addition.both)
        arm = arm.saturatingAdd(addition.arm)
        other = other.saturatingAdd(addition.other)
        neither = neither.saturatingAdd(addition.neither)
    }
}
