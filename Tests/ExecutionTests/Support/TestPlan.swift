import Classifiers
import Compiler
import Diagnostics
import Metrics
import Plan
import PlanSyntax
import Providers
import Testing

/// Compiles the plans that tests are about, with the real language.
enum TestPlan {
    /// The program of a plan's text; the data are known to have iris' classes.
    static func program(_ text: String) throws -> Program {
        let (program, messages) = try compiled(text)
        #expect(messages == [])
        return try #require(program)
    }

    /// The program, where there is one, and the errors of a plan's text.
    static func compiled(_ text: String) throws -> (program: Program?, errors: [String]) {
        let language = Language(
            models: ModelRegistry.descriptors,
            modelSources: ModelSourceRegistry.descriptors,
            metrics: MetricRegistry.descriptors,
            metricKinds: MetricKindRegistry.descriptors + MetricStoreRegistry.descriptors,
            routers: RouterRegistry.descriptors,
            notifiers: NotifierRegistry.descriptors
        )
        let file = SourceFile(name: "test.yaml", bytes: Array(text.utf8))
        let parsed = SyntaxTree.parse(file, id: SourceFile.ID(index: 0))
        let tree = try #require(parsed.tree)
        let compiler = Compiler(language: language)
        let (plan, lowering) = compiler.lower(tree)
        let facts = PlanFacts(datasets: [
            "iris": PlanFacts.Dataset(
                classes: ["setosa", "versicolor", "virginica"],
                features: ["sepal_length", "sepal_width", "petal_length", "petal_width"]
            )
        ])
        let (program, found) = compiler.link(plan, facts: facts)
        let messages = (parsed.diagnostics + lowering + found).filter { $0.severity == .error }.map(\.message)
        return (program, messages)
    }

    /// A plan on iris with one stage that everyone is in, 100 requests a minute, judged each minute; `stage` holds the
    /// stage's other keys, and `rest` what else the plan has.
    static func oneStage(_ stage: String, candidate: String = "majority_class: {}", rest: String = "") throws -> Program
    {
        let (program, messages) = try compiledOneStage(stage, candidate: candidate, rest: rest)
        #expect(messages == [])
        return try #require(program)
    }

    /// The same plan, which may have errors.
    static func compiledOneStage(
        _ stage: String,
        candidate: String = "majority_class: {}",
        rest: String = ""
    ) throws -> (program: Program?, errors: [String]) {
        try compiled(
            """
            planrun: 1
            name: test
            data:
              iris: { csv: data/iris.csv, label: species, split: { test: 20%, seed: 42, stratify: true } }
            models:
              baseline: { majority_class: {}, train: iris.train }
              candidate:
                \(candidate)
                train: iris.train
            traffic: { replay: iris.test, rate: 100/m, users: 100 }
            stages:
              - name: all
                audience: 100%
                \(stage.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "\n    "))
            \(rest)
            """
        )
    }
}
