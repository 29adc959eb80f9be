import Compiler
import Plan
import Testing

/// The prover against brute force: every reading of three metrics that have nothing to do with each other on a grid, the lack of a value
/// among them.
@Suite struct ConditionProverTests {
    private static let metrics = ["specificity", "npv", "mcc"].map { MetricReference($0) }
    /// Constants are multiples of a quarter, so that the eighths have a value in every open interval between them.
    private static let grid: [Double?] = [nil] + (-8...8).map { Double($0) / 8 }

    /// A condition's value, or nil where it is unknown: Kleene's three-valued logic, written down once more.
    private func value(_ condition: Condition, _ readings: [MetricReference: Double]) -> Bool? {
        switch condition {
        case .comparison(let comparison):
            guard let left = value(comparison.left, readings), let right = value(comparison.right, readings) else {
                return nil
            }
            return switch comparison.relation {
            case .less: left < right
            case .lessOrEqual: left <= right
            case .greater: left > right
            case .greaterOrEqual: left >= right
            case .equal: left == right
            case .notEqual: left != right
            }
        case .not(let condition): return value(condition, readings).map { !$0 }
        case .atLeast(let count, let parts):
            let values = parts.map { value($0, readings) }
            if values.count(where: { $0 == true }) >= count { return true }
            return values.count(where: { $0 != false }) < count ? false : nil
        }
    }

    private func value(_ expression: Expression, _ readings: [MetricReference: Double]) -> Double? {
        switch expression {
        case .constant(let value, _): return value
        case .metric(let reference): return readings[reference]
        case .baseline: return nil
        case .binary(let sign, let left, let right):
            guard let a = value(left, readings), let b = value(right, readings) else { return nil }
            return switch sign {
            case .plus: a + b
            case .minus: a - b
            case .times: a * b
            case .dividedBy: b == 0 ? nil : a / b
            }
        }
    }

    /// Whether some reading of the grid has all of `all` and none of `none`.
    private func gridHolds(all: [Condition], none: [Condition], metrics: Int) -> Bool {
        let ranges = [0.0...1, 0.0...1, -1.0...1]
        var readings: [MetricReference: Double] = [:]
        func search(_ index: Int) -> Bool {
            if index == metrics {
                return all.allSatisfy { value($0, readings) == true } && none.allSatisfy { value($0, readings) != true }
            }
            for choice in Self.grid where choice.map({ ranges[index].contains($0) }) ?? true {
                readings[Self.metrics[index]] = choice
                if search(index + 1) { return true }
            }
            readings[Self.metrics[index]] = nil
            return false
        }
        return search(0)
    }

    // MARK: Random conditions

    private func expression(_ random: inout Random, metrics: Int, depth: Int) -> Expression {
        switch Int.random(in: 0..<(depth > 0 ? 7 : 3), using: &random) {
        case 0: .constant(Double(Int.random(in: -4...6, using: &random)) / 4, .score)
        case 1, 2: .metric(Self.metrics[Int.random(in: 0..<metrics, using: &random)])
        case let choice:
            .binary(
                [.plus, .minus, .times, .dividedBy][choice - 3],
                expression(&random, metrics: metrics, depth: depth - 1),
                expression(&random, metrics: metrics, depth: depth - 1)
            )
        }
    }

    private static let relations: [Comparison.Relation] = [
        .less, .lessOrEqual, .greater, .greaterOrEqual, .equal, .notEqual,
    ]

    private func condition(_ random: inout Random, metrics: Int, depth: Int, isSimple: Bool) -> Condition {
        let choice = Int.random(in: 0..<(depth > 0 ? 4 : 2), using: &random)
        if choice < 2 {
            let relation = Self.relations[Int.random(in: 0..<Self.relations.count, using: &random)]
            let constant = Expression.constant(Double(Int.random(in: -1...5, using: &random)) / 4, .score)
            let metric = Expression.metric(Self.metrics[Int.random(in: 0..<metrics, using: &random)])
            return .comparison(
                isSimple
                    ? Comparison(metric, relation, constant)
                    : Comparison(
                        expression(&random, metrics: metrics, depth: 2),
                        relation,
                        expression(&random, metrics: metrics, depth: 1)
                    )
            )
        }
        if choice == 2 { return .not(condition(&random, metrics: metrics, depth: depth - 1, isSimple: isSimple)) }
        let parts = (0..<Int.random(in: 2...3, using: &random)).map { _ in
            condition(&random, metrics: metrics, depth: depth - 1, isSimple: isSimple)
        }
        return .atLeast(Int.random(in: 1...parts.count, using: &random), of: parts)
    }

    private func conditions(_ random: inout Random, _ count: ClosedRange<Int>, metrics: Int, isSimple: Bool)
        -> [Condition]
    {
        (0..<Int.random(in: count, using: &random)).map { _ in
            condition(&random, metrics: metrics, depth: 2, isSimple: isSimple)
        }
    }

    /// What cannot hold holds nowhere.
    @Test(arguments: 0..<300)
    func isSound(seed: UInt64) {
        var random = Random(state: seed)
        var prover = ConditionProver(metrics: Compiled.language.metrics)
        let all = conditions(&random, 1...3, metrics: 2, isSimple: false)
        let none = conditions(&random, 0...2, metrics: 2, isSimple: false)
        if !prover.canHold(all: all, none: none) {
            #expect(!gridHolds(all: all, none: none, metrics: 2), "\(all.map(\.text)) without \(none.map(\.text))")
        }
    }

    /// Of comparisons with constants it knows everything.
    @Test(arguments: 0..<300)
    func isCompleteForBounds(seed: UInt64) {
        var random = Random(state: seed)
        var prover = ConditionProver(metrics: Compiled.language.metrics)
        let all = conditions(&random, 1...3, metrics: 3, isSimple: true)
        let none = conditions(&random, 0...2, metrics: 3, isSimple: true)
        let isPossible = gridHolds(all: all, none: none, metrics: 3)
        #expect(
            prover.canHold(all: all, none: none) == isPossible,
            "\(all.map(\.text)) without \(none.map(\.text))"
        )
    }

    // MARK: Examples

    private func canHold(_ all: [String], none: [String] = []) throws -> Bool {
        var prover = ConditionProver(metrics: Compiled.language.metrics)
        let conditions = try (all + none).map { text in
            let plan = ConditionPlan(text)
            return try #require(plan.condition, "\(text): \(plan.messages)")
        }
        return prover.canHold(all: Array(conditions.prefix(all.count)), none: Array(conditions.dropFirst(all.count)))
    }

    @Test func linearComparisonsAreSeenThrough() throws {
        #expect(try !canHold(["accuracy >= baseline - 0.05", "accuracy < baseline - 0.05"]))
        #expect(try canHold(["accuracy >= baseline - 0.05", "accuracy < baseline"]))
        // The baseline would have to be above 1.
        #expect(try !canHold(["accuracy >= 0.95", "accuracy < baseline - 0.06"]))
        #expect(try canHold(["accuracy >= 0.95", "accuracy < baseline - 0.04"]))
        #expect(try !canHold(["accuracy + f1 > 1.5", "accuracy <= 0.7", "f1 <= 0.8"]))
        #expect(try !canHold(["accuracy * 2 >= 1.8", "accuracy / 2 < 0.45"]))
        #expect(try !canHold(["f1 >= baseline * 0.9", "f1 < baseline * 90%"]))
        #expect(try canHold(["accuracy * f1 >= 0.9", "accuracy <= 0.5"]), "of a product only its range is known")
    }

    @Test func otherWindowsAndClassesAreOtherUnknowns() throws {
        #expect(try canHold(["accuracy over 1h >= 0.9", "accuracy < 0.8"]))
        #expect(try canHold(["recall[setosa] >= 0.9", "recall[virginica] < 0.8"]))
        #expect(try canHold(["latency.p50 > 1s", "latency.max < 2s"]))
        #expect(try !canHold(["accuracy over 60m >= 0.9", "accuracy over 1h < 0.8"]))
    }

    @Test func roundingMakesNoContradiction() throws {
        #expect(try canHold(["accuracy >= 0.3", "accuracy <= 0.1 + 0.2"]))
        #expect(try !canHold(["accuracy > 0.3", "accuracy < 0.1 + 0.2"]))
        #expect(try canHold(["accuracy == 0.3", "accuracy <= 0.1 + 0.2"]))
    }

    /// What has no value cannot be said to hold, so that it excludes nothing.
    @Test func missingValuesArePossible() throws {
        #expect(try canHold(["accuracy >= 0.5"], none: ["f1 >= 0.5", "f1 < 0.5"]))
        #expect(try !canHold(["accuracy >= 0.5 and f1 >= 0.5"], none: ["f1 >= 0.5 or f1 < 0.2"]))
        #expect(try canHold(["accuracy >= 0.5 or f1 >= 0.5"], none: ["f1 >= 0.5 or accuracy >= 0.6"]))
        #expect(
            try canHold(["accuracy >= 0.5", "f1 < 0.9"], none: ["accuracy / f1 > 0", "accuracy / f1 <= 0"]),
            "nothing divided by 0"
        )
    }
}
