import Compiler
import Diagnostics
import Plan

/// What holds of any text that stands where a condition is wanted: it is a condition that can be written again, or there is
/// an error that points into it.
package struct ConditionProperties {
    private let conditions: StandaloneConditions
    private let plans = PlanProperties()

    package init() {
        conditions = StandaloneConditions(language: fuzzLanguage, classes: ["setosa", "versicolor", "virginica"])
    }

    package func check(_ text: String) {
        var sources = SourceMap()
        let file = sources.add(SourceFile(name: "--if", bytes: Array(text.utf8)))
        let (condition, found) = conditions.condition(text, in: file)
        DiagnosticProperties(sources).check(found)
        require(condition == nil || !found.containsErrors, "a condition beside errors")
        require(condition != nil || found.containsErrors, "neither a condition nor an error")
        if let condition { checkWriting(condition) }

        let (metrics, refusals) = conditions.metrics(text, in: file)
        DiagnosticProperties(sources).check(refusals)
        require(!metrics.isEmpty || refusals.containsErrors, "neither a metric nor an error")
        checkInPlan(text)
    }

    /// A condition's own text is a condition, and the text of that one is the same.
    private func checkWriting(_ condition: Condition) {
        let (again, found) = conditions.condition(condition.text, in: SourceFile.ID(index: 0))
        require(again != nil, "what `\(condition.text)` was written as is refused: \(found.map(\.message))")
        require(again?.text == condition.text, "`\(condition.text)` is written again as `\(again?.text ?? "")`")
    }

    /// Where a condition can stand in a plan, in double quotes, so that all of its bytes reach the compiler.
    private func checkInPlan(_ text: String) {
        let quoted = "\"" + text.unicodeScalars.map(Self.escaped).joined() + "\""
        let plan = """
            planrun: 1
            name: fuzzed
            data: { iris: { csv: iris.csv, label: species, split: { test: 30% } } }
            models:
              baseline: { majority_class: {}, train: iris.train }
              candidate: { decision_tree: {}, train: iris.train }
            traffic: { replay: iris.test, rate: 20/s, groups: { staff: 2% } }
            risk: { on: iris.test, low_if: [\(quoted)] }
            feedback: { from: f.jsonl, categories: { slow: [slow], wrong-answer: [wrong] } }
            notify: { terminal: {} }
            stages:
              - name: all
                audience: 100%
                watch: { every: 1m, for: 10m }
                promote_if: [\(quoted)]
                rollback_if: [{ if: \(quoted), then: warn }]
            alerts:
              - { name: a, when: \(quoted), for: 1m, message: \(quoted), notify: [terminal] }

            """
        plans.check(Array(plan.utf8))
    }

    private static func escaped(_ scalar: Unicode.Scalar) -> String {
        switch scalar.value {
        case 0x22: "\\\""
        case 0x5C: "\\\\"
        case 0x20..<0x7F: String(scalar)
        default:
            "\\U" + String(repeating: "0", count: 8 - String(scalar.value, radix: 16).count)
                + String(scalar.value, radix: 16)
        }
    }
}
