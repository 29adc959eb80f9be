import Plan
import Testing

/// What conditions are once their names are resolved and their types known.
struct ConditionMeaningTests {
    private func comparison(_ text: String) -> Comparison? {
        let plan = ConditionPlan(text)
        guard case .comparison(let comparison)? = plan.condition else { return nil }
        return comparison
    }

    /// A bare number takes the type of the other side.
    @Test(
        arguments: [
            ("accuracy > 0.5", 0.5, .fraction), ("0.5 < accuracy", 0.5, .fraction), ("accuracy > 50%", 0.5, .fraction),
            ("accuracy > 0.7%", 0.007, .fraction), ("accuracy > 0.07%", 0.0007, .fraction),
            ("accuracy > 56.7%", 0.567, .fraction), ("requests > 100", 100, .count), ("mcc > 0.5", 0.5, .score),
            ("feedback.rating < 2", 2, .score), ("latency.p99 > 50ms", 0.05, .duration),
            ("latency.p99 > 1h30m", 5400, .duration), ("feedback.complaint_rate > 0.1%", 0.001, .fraction),
        ] as [(String, Double, ValueType)]
    )
    func constants(text: String, value: Double, type: ValueType) throws {
        let typed = comparison(text)
        let comparison = try #require(typed)
        let constants = [comparison.left, comparison.right].filter { $0.metrics.isEmpty }
        #expect(constants == [.constant(value, type)])
    }

    @Test func numbersInSumsTakeTheTypeOfTheSum() {
        let accuracy = MetricReference("accuracy")
        #expect(
            comparison("accuracy + 0.1 > baseline - 5%")
                == Comparison(
                    .binary(.plus, .metric(accuracy), .constant(0.1, .fraction)),
                    .greater,
                    .binary(.minus, .baseline(accuracy), .constant(0.05, .fraction))
                )
        )
        #expect(comparison("2 * accuracy > 0.5")?.left == .binary(.times, .constant(2, .score), .metric(accuracy)))
    }

    /// `baseline` is the metric itself on the other model: same reading, same brackets, same window.
    @Test func baselineIsTheSameReading() {
        let recall = MetricReference("recall", selectors: ["virginica"], window: .seconds(3600))
        #expect(
            comparison("recall[virginica] over 1h >= baseline")
                == Comparison(.metric(recall), .greaterOrEqual, .baseline(recall))
        )
        let latency = MetricReference("latency", variant: "p99")
        #expect(
            comparison("baseline * 1.1 < latency.p99")
                == Comparison(.binary(.times, .baseline(latency), .constant(1.1, .score)), .less, .metric(latency))
        )
    }

    @Test func countsOfConditions() {
        let one = comparison("accuracy > 0.5").map { Condition.comparison($0) }
        let other = comparison("f1 > 0.5").map { Condition.comparison($0) }
        let both = [one, other].compactMap { $0 }
        #expect(both.count == 2)
        for (text, count) in [
            ("accuracy > 0.5 and f1 > 0.5", 2), ("all of (accuracy > 0.5, f1 > 0.5)", 2),
            ("accuracy > 0.5 or f1 > 0.5", 1), ("any of (accuracy > 0.5, f1 > 0.5)", 1),
            ("1 of (accuracy > 0.5, f1 > 0.5)", 1), ("2 of (accuracy > 0.5, f1 > 0.5)", 2),
        ] {
            #expect(ConditionPlan(text).condition == .atLeast(count, of: both), "\(text)")
        }
        #expect(ConditionPlan("not accuracy > 0.5").condition == one.map { .not($0) })
        #expect(ConditionPlan("any of (accuracy > 0.5)").condition == one)
    }

    /// Comparisons that are possible, though only just, are left alone.
    @Test(
        arguments: [
            "accuracy >= 1", "accuracy <= 0", "accuracy > 0", "accuracy < 1", "accuracy == 1", "accuracy != 0",
            "mcc > 0 - 1", "requests <= 0", "accuracy - f1 >= 1", "accuracy * f1 >= 1", "accuracy >= baseline",
            "accuracy / f1 > 5", "latency.p99 >= baseline * 3", "feedback.rating < 0 - 5", "accuracy > f1",
            "feedback.complaint_rate > 5",
        ]
    )
    func possibleComparisons(text: String) {
        #expect(ConditionPlan(text).messages == [])
    }

    /// A condition's own text means the condition: whoever reads it in a report can write it in a plan.
    @Test(
        arguments: [
            "accuracy > 0.7%", "latency.p99 over 1h30m > baseline + 20ms", "not (accuracy > 0.5 or f1 > 0.5)",
            "accuracy > 0.5 and (f1 > 0.5 or mcc > 0.25) and not f1.macro < 0.1",
            "(accuracy > 0.5 and f1 > 0.5) or all of (precision > 0.5, recall[setosa] > 0.5)",
            "2 of (accuracy > 0.5, f1 > 0.5 and mcc > 0, recall[\"virginica\"] > 0.5)",
            "accuracy - (f1 - 0.1) > 0.5", "accuracy - f1 - 0.1 > 0.5", "accuracy / (f1 * 2) > 0.5",
            "(accuracy + f1) / 2 > 0.5",
            "accuracy * (f1 + 0.1) > 0.2", "confusion[setosa, virginica] > 5", "feedback[slow] > 5%",
            "accuracy > baseline * 90%",
            "not not accuracy > 0.5", "error_rate > 0.0001",
        ]
    )
    func textsMeanTheCondition(text: String) throws {
        let typed = ConditionPlan(text).condition
        let condition = try #require(typed)
        #expect(ConditionPlan(condition.text).condition == condition, "\(condition.text)")
    }

    /// Where nothing is known about the data, any class may be one of theirs.
    @Test func unknownClassesArePassed() {
        let plan = """
            planrun: 1
            name: p
            data: { d: { csv: unknown.csv, label: l, positive: maybe } }
            models: { candidate: { majority_class: {}, train: d } }
            traffic: { replay: d, rate: 20/s }
            stages: [ { name: all, audience: 100%, watch: { every: 1m, for: 1m }, promote_if: [ "recall[dog] > 0.5" ] } ]
            """
        #expect(Compiled(plan).findings == "")
    }
}
