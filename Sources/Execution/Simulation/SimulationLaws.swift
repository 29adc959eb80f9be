import Metrics
import Plan

/// What simulated releases are drawn by: what was measured, with the effects that are assumed.
package struct SimulationLaws: Sendable {
    /// By attempt; the answers themselves, and as far as they say who is right.
    private(set) var answers: [AnswerLaw]
    private(set) var rightAnswers: [AnswerLaw]
    let turn: FeedbackTurn?
    /// The candidate's share of right answers in traffic, by attempt.
    package let accuracies: [Double]

    /// Each effect is on what those before it have led to. Of an attempt after the first a share goes no further than
    /// it can.
    package init(_ model: SimulationModel, _ effects: [AssumedEffect]) throws(SimulationError) {
        var laws: [AnswerLaw] = []
        var rightLaws: [AnswerLaw] = []
        var accuracies: [Double] = []
        var negative: Double?
        for (attempt, measured) in model.answers.enumerated() {
            var traffic = Traffic(measured, counts: model.usualCounts)
            for (index, effect) in effects.enumerated() {
                if effect.quantity == .negativeFeedback {
                    guard let share = negative ?? FeedbackTurn.negativeShare(of: model.feedback) else {
                        throw .impossible(effect: index, "the plan has no feedback with ratings or thumbs")
                    }
                    guard attempt == 0 else { continue }
                    negative = try Self.share(effect.change, on: share, "feedback.negative", index, isStrict: true)
                } else {
                    try traffic.apply(effect, index, layout: model.layout, isStrict: attempt == 0)
                }
            }
            accuracies.append(traffic.table.rightShare() ?? 0)
            laws.append(traffic.law(traffic.table))
            rightLaws.append(traffic.law(traffic.table.ofWhatIsRight))
        }
        answers = laws
        rightAnswers = rightLaws
        self.accuracies = accuracies
        turn = negative.flatMap {
            FeedbackTurn(model.feedback, target: $0, negativeBelow: model.program.feedback?.negativeBelow ?? 0)
        }
    }

    /// The same for another thread, as a model is copied.
    var copied: SimulationLaws {
        var copy = self
        copy.answers = answers.map(\.copied)
        copy.rightAnswers = rightAnswers.map(\.copied)
        return copy
    }

    /// The changed share, which must be one.
    fileprivate static func share(
        _ change: AssumedEffect.Change,
        on measured: Double,
        _ name: String,
        _ index: Int,
        isStrict: Bool
    ) throws(SimulationError) -> Double {
        let changed = change.applied(to: measured)
        if isStrict, changed < -1e-9 || changed > 1 + 1e-9 {
            let from = MessageText.percent(measured)
            throw .impossible(
                effect: index,
                "\(name) is \(from), so that it can go down by \(from) and up by \(MessageText.percent(1 - measured))"
            )
        }
        return min(max(changed, 0), 1)
    }

    /// One attempt's answers while effects are applied to them.
    private struct Traffic {
        var table: AnswerTable
        private var errorRate = 0.0
        private var latencies: [Int64]
        private let baselineLatencies: [Int64]

        private let counts: [ClosedRange<Int>]

        init(_ measured: SimulationModel.Answers, counts: [ClosedRange<Int>]) {
            self.counts = counts
            table = measured.table
            latencies = measured.candidateLatencies
            baselineLatencies = measured.baselineLatencies
        }

        func law(_ table: AnswerTable) -> AnswerLaw {
            AnswerLaw(
                table,
                errorRate: errorRate,
                candidateLatency: LatencyLaw(latencies),
                baselineLatency: LatencyLaw(baselineLatencies),
                counts: counts
            )
        }

        mutating func apply(
            _ effect: AssumedEffect,
            _ index: Int,
            layout: OutcomeLayout,
            isStrict: Bool
        ) throws(SimulationError) {
            switch effect.quantity {
            case .accuracy:
                let target = try SimulationLaws.share(
                    effect.change,
                    on: table.rightShare() ?? 0,
                    "accuracy",
                    index,
                    isStrict: isStrict
                )
                table.bringRightShare(to: target)
            case .recall(let name):
                guard let label = layout.classes.firstIndex(of: name).map(Int32.init) else {
                    throw .unknownClass(effect: index, name, classes: layout.classes)
                }
                guard let present = table.rightShare(of: label) else {
                    throw .impossible(effect: index, "no row that requests are drawn from is a `\(name)`")
                }
                let target = try SimulationLaws.share(
                    effect.change,
                    on: present,
                    "recall[\(name)]",
                    index,
                    isStrict: isStrict
                )
                table.bringRightShare(to: target, of: label)
            case .errorRate:
                errorRate = try SimulationLaws.share(
                    effect.change,
                    on: errorRate,
                    "error_rate",
                    index,
                    isStrict: isStrict
                )
            case .latency:
                guard !latencies.isEmpty else {
                    throw .impossible(effect: index, "no condition of the plan reads `latency`")
                }
                latencies = latencies.map { measured in
                    let changed = effect.change.applied(to: Double(measured) / 1e9) * 1e9
                    return Int64(min(max(changed.rounded(), 0), 9e18))
                }
            case .negativeFeedback: break
            }
        }
    }
}

extension MessageText {
    /// A share as people read it, such as `96.67%`.
    static func percent(_ share: Double) -> String {
        var text = decimals(share * 100, 2)
        while text.hasSuffix("0") { text.removeLast() }
        if text.hasSuffix(".") { text.removeLast() }
        return text + "%"
    }
}
