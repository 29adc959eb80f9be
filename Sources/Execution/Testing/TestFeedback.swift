import Datasets
import Diagnostics
import Metrics
import Plan

/// What users say in a test, as evidence.
struct TestFeedback {
    private let parts: [(model: ModelRole, outcome: FeedbackOutcome, entries: Located<TestSeries>)]
    private let program: Program

    init(_ feedback: [PlanTest.Feedback], program: Program) {
        let judge = FeedbackJudge(program: program)
        parts = feedback.map { said in
            let entry = FeedbackEntry(
                after: .zero,
                unit: "",
                rating: said.rating,
                thumb: said.isThumbUp.map { $0 ? .up : .down },
                text: said.text
            )
            return (said.model, judge.outcome(of: entry), said.entries)
        }
        self.program = program
    }

    /// What is said in some steps; nil where nobody says anything in the whole test.
    ///
    /// - Parameter served: How many requests either model has answered in them.
    func evidence(over steps: Range<Int>, served: Int) -> PairedEvidence? {
        guard !parts.isEmpty else { return nil }
        var evidence = PairedEvidence(
            program.accumulatorKinds,
            layout: layout,
            hasBaseline: program.model(.baseline) != nil
        )
        evidence.candidate.add([], served: served)
        evidence.baseline?.add([], served: served)
        for part in parts {
            let count = Int(min(part.entries.value.sum(over: steps), 1e15))
            switch part.model {
            case .candidate: evidence.candidate.merge(said(part.outcome, count))
            case .baseline: evidence.baseline?.merge(said(part.outcome, count))
            }
        }
        return evidence
    }

    private var layout: OutcomeLayout { program.layout(data: "", classes: []) }

    /// The same said so many times, by doubling: there may be millions.
    private func said(_ outcome: FeedbackOutcome, _ count: Int) -> AccumulatorSet {
        var sum = AccumulatorSet(program.accumulatorKinds, layout: layout)
        var part = sum
        part.add([outcome], served: 0)
        var left = count
        while left > 0 {
            if left & 1 == 1 { sum.merge(part) }
            left >>= 1
            let same = part
            if left > 0 { part.merge(same) }
        }
        return sum
    }

    /// Some series, where the metric is made from what users say here.
    func series(of metric: String) -> Located<TestSeries>? {
        metric.hasPrefix("feedback") ? parts.first?.entries : nil
    }
}
