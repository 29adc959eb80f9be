package import Plan

/// How a gate was answered, with the evidence behind the answer.
///
/// Of a gate that was just judged it holds what was read, and puts the rest together only where somebody asks: nearly all
/// judgements say to go on, and in a simulation nobody reads them.
package struct GateRecord: Sendable {
    package enum Verdict: String, Sendable, Hashable, CaseIterable {
        case pass
        case fail
        /// A metric has no value, as its formula has no answer, or the evidence does not tell.
        case inconclusive
        /// A metric has too few observations.
        case noData = "no_data"
        /// A metric could not be had.
        case error
    }

    private enum Content: Sendable {
        case recorded(text: String, failuresNeeded: Int, [ComparisonRecord])
        case judged(ReadyGate, AnswerTrace)
    }

    package let verdict: Verdict
    /// How many judgements in a row it has failed.
    package let failures: Int
    private let content: Content

    package init(
        text: String,
        verdict: Verdict,
        failures: Int,
        failuresNeeded: Int,
        comparisons: [ComparisonRecord]
    ) {
        self.verdict = verdict
        self.failures = failures
        content = .recorded(text: text, failuresNeeded: failuresNeeded, comparisons)
    }

    /// - Parameter trace: What was found for the gate, in the order of its condition.
    init(_ gate: ReadyGate, verdict: Verdict, failures: Int, trace: AnswerTrace) {
        self.verdict = verdict
        self.failures = failures
        content = .judged(gate, trace)
    }

    /// The condition in words.
    package var text: String {
        switch content {
        case .recorded(let text, _, _): text
        case .judged(let gate, _): gate.text
        }
    }

    /// How many judgements in a row it must fail before it counts.
    package var failuresNeeded: Int {
        switch content {
        case .recorded(_, let failuresNeeded, _): failuresNeeded
        case .judged(let gate, _): gate.failures
        }
    }

    package var comparisons: [ComparisonRecord] {
        switch content {
        case .recorded(_, _, let comparisons): return comparisons
        case .judged(let gate, let trace):
            var values = (trace.values ?? [])[...]
            let records = gate.condition.records(of: &values)
            guard !trace.segments.isEmpty || trace.evidence.contains(where: { $0 != nil }) else { return records }
            return records.enumerated().map { place, record in
                let evidence = trace.evidence.indices.contains(place) ? trace.evidence[place] : nil
                return record.with(evidence, trace.segments[place] ?? [])
            }
        }
    }

    /// Whether it has failed often enough to have its consequence.
    package var counts: Bool { verdict == .fail && failures >= failuresNeeded }

    /// Whether its values come from a clock.
    package var isMeasured: Bool { comparisons.isMeasured }
}

/// Records are what they say.
extension GateRecord: Hashable {
    package static func == (left: GateRecord, right: GateRecord) -> Bool {
        left.verdict == right.verdict && left.failures == right.failures && left.text == right.text
            && left.failuresNeeded == right.failuresNeeded && left.comparisons == right.comparisons
    }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(verdict)
        hasher.combine(failures)
        hasher.combine(text)
        hasher.combine(failuresNeeded)
        hasher.combine(comparisons)
    }
}

extension [ComparisonRecord] {
    /// Whether any of the values comes from a clock.
    var isMeasured: Bool { contains { $0.readings.contains(where: \.isMeasured) } }
}

/// One comparison of a gate, with the numbers that were compared.
package struct ComparisonRecord: Sendable, Hashable {
    /// The left side's number, or nil where it has none.
    package let left: Double?
    package let relation: Comparison.Relation
    package let right: Double?
    package let readings: [Reading]
    /// What the evidence says of the difference of the sides; nil where the values decide, or it says nothing.
    package let evidence: EvidenceRecord?
    /// Where the comparison is one by segments, each of them; the rest is then that of the one that decides.
    package let segments: [SegmentRecord]

    package init(
        left: Double?,
        relation: Comparison.Relation,
        right: Double?,
        readings: [Reading],
        evidence: EvidenceRecord? = nil,
        segments: [SegmentRecord] = []
    ) {
        self.segments = segments
        self.left = left
        self.relation = relation
        self.right = right
        self.readings = readings
        self.evidence = evidence
    }
}

extension ComparisonRecord {
    fileprivate func with(_ evidence: EvidenceRecord?, _ segments: [SegmentRecord]) -> ComparisonRecord {
        ComparisonRecord(
            left: left,
            relation: relation,
            right: right,
            readings: readings,
            evidence: evidence,
            segments: segments
        )
    }
}
