import Testing

/// What the examples of PR0658 and PR0659 do not show.
@Suite struct LabelKindRuleTests {
    private func plan(
        columns: String = ", columns: { units: number }",
        kind: String = "random_forest_regressor",
        split: String = "",
        metric: String = "error <= 3",
        more: String = ""
    ) -> Compiled {
        let (training, judging) = split.isEmpty ? ("sales", "sales") : ("sales.train", "sales.test")
        return Compiled(
            """
            planrun: 1
            name: p
            data:
              sales: { csv: data/sales.csv, label: units\(columns)\(split) }
            models: { candidate: { \(kind): {}, train: \(training) } }
            traffic: { replay: \(judging), rate: 10/s }
            metrics: { error: { wape: {} } }
            \(more)
            stages:
              - name: all
                audience: 100%
                watch: { every: 1m, for: 10m }
                promote_if: ["\(metric)"]
            """
        )
    }

    @Test(arguments: ["decision_tree_regressor", "gradient_boosting_regressor", "extra_trees_regressor"])
    func numbersArePredictedByKindsThatDo(kind: String) {
        #expect(plan(kind: kind).codes == [])
        #expect(plan(columns: "", kind: kind).codes == ["label-kind"])
    }

    @Test(arguments: ["decision_tree", "k_nearest_neighbors", "majority_class"])
    func kindsOfClassesLearnNoNumbers(kind: String) {
        #expect(plan(kind: kind).codes == ["label-kind"])
    }

    @Test(arguments: ["accuracy > 0.5 or error < 2", "f1.macro > 0.5 and error < 2", "recall > 0.2 and error < 3"])
    func classesHaveNoShareInNumbers(condition: String) {
        #expect(plan(metric: condition).codes == ["class-metric"])
    }

    @Test(arguments: ["latency.p95 < 1s and error < 1", "requests > 10 or error < 2", "error < 2 or error_rate < 1%"])
    func whatIsOfRequestsIsOfBoth(condition: String) {
        #expect(plan(metric: condition).codes == [])
    }

    @Test func aSplitOfNumbersHasNoStrata() {
        #expect(plan(split: ", split: { test: 20%, stratify: true }").codes == ["contradictory-split"])
        #expect(plan(split: ", split: { test: 20%, seed: 3 }").codes == [])
    }

    @Test func alertsAndAssessmentsAreLookedAtToo() {
        let risk = "risk: { on: sales, low_if: [accuracy > 0.9], otherwise: stop }"
        #expect(plan(more: risk).codes == ["class-metric"])
        let alert = "alerts: [{ name: a, when: accuracy < 0.5, for: 1m, severity: warning, message: low, notify: [n] }]"
        #expect(plan(more: alert + "\nnotify: { n: { file: n.jsonl } }").codes == ["class-metric"])
    }
}
