import Classifiers
import Compiler
import Diagnostics
import Metrics
import Plan
import PlanSyntax
import Platform
import Providers

/// Compiles the plan that is measured.
enum BenchmarkPlan {
    /// The plan is not one that the compiler accepts.
    struct Refusal: Error {
        let messages: [String]
    }

    static func program(_ path: String) throws -> Program {
        let file = SourceFile(name: path, bytes: try FileSystem.read(path))
        let parsed = SyntaxTree.parse(file, id: SourceFile.ID(index: 0))
        guard let tree = parsed.tree else { throw Refusal(messages: parsed.diagnostics.map(\.message)) }
        let language = Language(
            models: ModelRegistry.descriptors,
            metrics: MetricRegistry.descriptors,
            notifiers: NotifierRegistry.descriptors
        )
        let compiler = Compiler(language: language)
        let (plan, lowering) = compiler.lower(tree)
        let iris = PlanFacts.Dataset(
            classes: ["setosa", "versicolor", "virginica"],
            features: ["sepal_length", "sepal_width", "petal_length", "petal_width"]
        )
        let linked = compiler.link(plan, facts: PlanFacts(datasets: ["iris": iris]))
        guard let program = linked.program else {
            throw Refusal(messages: (lowering + linked.diagnostics).map(\.message))
        }
        return program
    }
}
