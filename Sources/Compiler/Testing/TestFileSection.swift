import Diagnostics
import Plan
import PlanSyntax

/// A file of tests: its keys, and how they are read.
enum TestFileSection {
    static let version = Key<Located<Int>>.integer(
        "planrun_test",
        1...1,
        required: true,
        "The version of the language of tests, which is 1."
    )
    static let plan = Key<Located<String>>.path(
        "plan",
        "The plan, relative to the file; of `x.test.yaml` it is `x.yaml` unless stated."
    )
    static let set = Key<[PlanTestFile.Parameter]>(
        "set",
        .dictionary(of: .text, naming: "parameter", wellKnown: []),
        "Values of the plan's parameters."
    ) { node, lowering in
        lowering.dictionary(node, "`set` is a mapping of values by parameter") { name, value, lowering in
            lowering.text(value).map { PlanTestFile.Parameter(name: name.value, value: $0.value) }
        }
    }
    static let tests = Key<[PlanTest]>(
        "tests",
        .list(of: .record(TestSection.shape), atLeast: 1),
        required: true,
        "The tests."
    ) { node, lowering in
        lowering.list(node, "`tests` is a list of tests", atLeast: 1) { TestSection.lower($0, in: &$1) }
    }
    static let shape = RecordShape(
        "a file of tests",
        "Tests of a plan: runs in worlds that are written down, with what is expected of each.",
        [version.field, plan.field, set.field, tests.field]
    )

    static func lower(_ root: SyntaxNode, in lowering: inout Lowering) -> PlanTestFile? {
        guard let record = Record(root, shape, in: &lowering) else { return nil }
        _ = record.read(version, &lowering)
        let plan = record.read(plan, &lowering)
        let parameters = record.read(set, &lowering) ?? []
        let tests = record.read(tests, &lowering) ?? []
        var seen: [String: Located<String>] = [:]
        for test in tests {
            if let first = seen[test.name.value] {
                lowering.report(.duplicate("test", test.name, after: first))
            } else {
                seen[test.name.value] = test.name
            }
        }
        return PlanTestFile(plan: plan, parameters: parameters, tests: tests)
    }
}
