import Classifiers
import Compiler
import Diagnostics
import JSON
import Metrics
import Plan
import PlanSyntax
import Providers

/// A plan, compiled by the real language; what a file would tell about its data is known by the file's name.
struct Compiled {
    static let language = Language(
        models: ModelRegistry.descriptors,
        modelSources: ModelSourceRegistry.descriptors,
        metrics: MetricRegistry.descriptors,
        metricKinds: MetricKindRegistry.descriptors + MetricStoreRegistry.descriptors,
        routers: RouterRegistry.descriptors,
        notifiers: NotifierRegistry.descriptors
    )

    /// Of files with other names nothing is known.
    static let facts: [String: PlanFacts.Dataset] = [
        "data/iris.csv": .init(
            classes: ["setosa", "versicolor", "virginica"],
            features: ["sepal_length", "sepal_width", "petal_length", "petal_width"]
        ),
        "data/two-classes.csv": .init(
            classes: ["setosa", "virginica"],
            features: ["sepal_length", "sepal_width", "petal_length", "petal_width"]
        ),
        "data/wide.csv": .init(
            classes: ["setosa", "versicolor", "virginica"],
            features: ["sepal_length", "petal_length", "petal_width", "colour"]
        ),
    ]

    let sources: SourceMap
    let plan: ReleasePlan?
    let program: Program?
    let diagnostics: [Diagnostic]
    /// What the plan needs that no run of it could have yet.
    let missingCapabilities: [Diagnostic]

    init(_ text: String, name: String = "plan.yaml", options: Compiler.Options = .init()) {
        self.init([UInt8](text.utf8), name: name, options: options)
    }

    init(_ bytes: [UInt8], name: String = "plan.yaml", options: Compiler.Options = .init()) {
        var sources = SourceMap()
        let file = SourceFile(name: name, bytes: bytes)
        let parsed = SyntaxTree.parse(file, id: sources.add(file))
        self.sources = sources
        guard let tree = parsed.tree else {
            (plan, program, diagnostics, missingCapabilities) = (nil, nil, parsed.diagnostics, [])
            return
        }
        let compiler = Compiler(language: Self.language, options: options)
        let (plan, lowering) = compiler.lower(tree)
        var datasets: [String: PlanFacts.Dataset] = [:]
        for data in plan.data { datasets[data.name.value] = data.csv.flatMap { Self.facts[$0.value] } }
        let linked = compiler.link(plan, facts: PlanFacts(datasets: datasets))
        self.plan = plan
        diagnostics = (parsed.diagnostics + lowering + linked.diagnostics).sortedBySource()
        program = diagnostics.containsErrors ? nil : linked.program
        missingCapabilities = compiler.missingCapabilities(of: plan).sortedBySource()
    }

    /// The findings as people see them.
    var findings: String { FullRenderer(limit: nil).render(diagnostics, in: sources) }

    /// The messages of errors and warnings; a note is none to complain about.
    var complaints: [String] { diagnostics.filter { $0.severity != .note }.map(\.message) }

    var codes: [String] { diagnostics.map(\.code.slug) }

    /// The texts that the findings point at.
    var places: [String] { diagnostics.map { sources.text(of: $0.primary.span) } }

    /// The text whose digest names the program, nil where there is none.
    var identity: String? { program?.json.canonicalText }
}
