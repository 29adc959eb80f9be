import Diagnostics
import Plan

/// What promotes asks for a good value, and what takes back for a bad one: the other way round a sign is turned most likely.
enum BackwardConditionRule: Rule {
    /// What a condition does to the release.
    private enum Purpose {
        case assess
        case promote
        case act

        var isFavourable: Bool { self != .act }

        var words: String {
            switch self {
            case .assess: "the risk counts as low"
            case .promote: "the stage is promoted"
            case .act: "the condition acts"
            }
        }
    }

    static func check(_ plan: AnalyzedPlan) -> [Diagnostic] {
        let signs = Signs(plan)
        let risk = signs.findings(plan.riskGates.map { ($0.typed, $0.plan.span) }, .assess)
        // What is sound in one stage is so in each of its kind.
        var sound: Set<Int> = []
        let stages = plan.stages.flatMap { stage -> [Diagnostic] in
            guard !sound.contains(stage.kind.number) else { return [] }
            let found =
                signs.findings(stage.promoteIf.map { ($0.typed, $0.plan.span) }, .promote)
                + signs.findings(stage.rollbackIf.map { ($0.typed, $0.plan.span) }, .act)
            if found.isEmpty { sound.insert(stage.kind.number) }
            return found
        }
        let alerts = plan.alerts.flatMap { alert -> [Diagnostic] in
            // What only tells somebody may well tell something good.
            guard let when = alert.plan.when, alert.plan.consequence.value != .none else { return [] }
            return signs.findings([(alert.typed, when.span)], .act)
        }
        return risk + stages + alerts
    }

    /// What is asked of conditions, by what is better of each metric.
    private struct Signs {
        private let better: [String: MetricDescriptor.Direction?]

        init(_ plan: AnalyzedPlan) {
            better = Dictionary(plan.metrics.map { ($0.name, $0.better) }) { first, _ in first }
        }

        /// The findings in a list of conditions. A list that bounds a metric on its good side as well means both bounds.
        func findings(_ gates: [(typed: TypedCondition?, span: SourceSpan)], _ purpose: Purpose)
            -> [Diagnostic]
        {
            let found = gates.compactMap { gate in
                gate.typed.flatMap { finding($0, isFavourable: purpose.isFavourable) }.map { ($0, gate.span) }
            }
            guard !found.isEmpty else { return [] }
            let sound = Set(
                gates.compactMap { gate in
                    gate.typed.flatMap { finding($0, isFavourable: !purpose.isFavourable) }?.metric.name
                }
            )
            return found.filter { !sound.contains($0.0.metric.name) }.map { $0.0.diagnostic(at: $0.1, purpose.words) }
        }

        private func finding(_ typed: TypedCondition, isFavourable: Bool) -> Finding? {
            Finding.find(in: typed.condition, isFavourable: isFavourable, better)
        }
    }

    /// A comparison that asks for the wrong end of a metric.
    private struct Finding {
        let metric: MetricReference
        let isHigh: Bool
        let better: MetricDescriptor.Direction
        let help: String

        /// What is wrong with the condition; nil where nothing is.
        static func find(
            in condition: Condition,
            isFavourable: Bool,
            isNegated: Bool = false,
            _ better: [String: MetricDescriptor.Direction?]
        ) -> Finding? {
            switch condition {
            case .not(let inner):
                return find(in: inner, isFavourable: isFavourable, isNegated: !isNegated, better)
            case .atLeast(let count, let parts):
                // Each of those that must all hold lets the release on, and any of those of which one is enough takes it back.
                let needed = isNegated ? parts.count - count + 1 : count
                guard needed == (isFavourable ? parts.count : 1) else { return nil }
                func found(_ isFavourable: Bool) -> [Finding] {
                    parts.compactMap { find(in: $0, isFavourable: isFavourable, isNegated: isNegated, better) }
                }
                let bad = found(isFavourable)
                let sound = bad.isEmpty ? [] : found(!isFavourable).map(\.metric.name)
                return bad.first { !sound.contains($0.metric.name) }
            case .comparison(let comparison):
                let (left, right) = (comparison.left, comparison.right)
                let metric: MetricReference
                let isLeft: Bool
                switch (left.subject, right.subject) {
                case (let own?, nil) where !right.readsCandidate: (metric, isLeft) = (own, true)
                case (nil, let own?) where !left.readsCandidate: (metric, isLeft) = (own, false)
                default: return nil
                }
                guard let direction = better[metric.name] ?? nil, let isGreater = comparison.relation.isGreater else {
                    return nil
                }
                let isHigh = (isGreater == isLeft) != isNegated
                guard (isHigh == (direction == .higher)) != isFavourable else { return nil }
                return Finding(
                    metric: metric,
                    isHigh: isHigh,
                    better: direction,
                    help: isNegated ? "leave `not` out" : "did you mean `\(comparison.relation.turned.rawValue)`?"
                )
            }
        }

        func diagnostic(at span: SourceSpan, _ words: String) -> Diagnostic {
            Diagnostic(
                .backwardCondition,
                "\(words) where `\(metric.text)` is \(isHigh ? "high" : "low"), and \(better.rawValue) is better",
                at: .init(span),
                help: [help]
            )
        }
    }
}

extension Expression {
    /// The candidate's metric that the value grows with, as in `accuracy - 5%`; nil where there is none or it is more intricate.
    fileprivate var subject: MetricReference? {
        switch self {
        case .metric(let metric): metric
        case .constant, .baseline: nil
        case .binary(.plus, let left, let right):
            right.readsCandidate ? (left.readsCandidate ? nil : right.subject) : left.subject
        case .binary(.minus, let left, let right): right.readsCandidate ? nil : left.subject
        case .binary: nil
        }
    }

    fileprivate var readsCandidate: Bool {
        switch self {
        case .metric: true
        case .constant, .baseline: false
        case .binary(_, let left, let right): left.readsCandidate || right.readsCandidate
        }
    }
}

extension Comparison.Relation {
    /// Whether the left side is to be the greater one; nil where neither is.
    fileprivate var isGreater: Bool? {
        switch self {
        case .greater, .greaterOrEqual: true
        case .less, .lessOrEqual: false
        case .equal, .notEqual: nil
        }
    }

    fileprivate var turned: Self {
        switch self {
        case .less: .greater
        case .lessOrEqual: .greaterOrEqual
        case .greater: .less
        case .greaterOrEqual: .lessOrEqual
        case .equal, .notEqual: self
        }
    }
}
