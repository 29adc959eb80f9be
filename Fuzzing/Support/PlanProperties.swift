import Compiler
import Diagnostics
import Exporters
import JSON
import Plan
import PlanSyntax
import Platform

/// What holds of the compilation of any tree: findings that point into the text, and a program only where there is no
/// error, whose steps lead to one another and whose text can be read again.
package struct PlanProperties {
    private let compiler = Compiler(language: fuzzLanguage)
    /// One that divides every plan.
    private let divided = Compiler(
        language: fuzzLanguage,
        options: Compiler.Options(division: Division(threads: 3, least: 1))
    )

    package init() {}

    /// What is known of every data file, whatever its name.
    private static let dataset = PlanFacts.Dataset(
        classes: ["setosa", "versicolor", "virginica"],
        features: ["sepal_length", "sepal_width", "petal_length", "petal_width"]
    )

    /// Reads the bytes and compiles what they are, where nothing is wrong with them as YAML.
    package func check(_ bytes: [UInt8]) {
        var sources = SourceMap()
        let file = SourceFile(name: "plan.yaml", bytes: bytes)
        let parsed = SyntaxTree.parse(file, id: sources.add(file))
        if let tree = parsed.tree, !parsed.diagnostics.containsErrors { compile(tree, in: sources) }
    }

    private func compile(_ tree: SyntaxTree, in sources: SourceMap) {
        let (plan, lowering) = compiler.lower(tree)
        // Of files whose name begins so nothing is known, as of those that cannot be read.
        let known = plan.data.filter { $0.csv?.value.hasPrefix("unknown") == false }
        let facts = PlanFacts(
            datasets: Dictionary(known.map { ($0.name.value, Self.dataset) }) { first, _ in first }
        )
        let linked = compiler.link(plan, facts: facts)
        let diagnostics = lowering + linked.diagnostics
        DiagnosticProperties(sources).check(diagnostics)
        require(linked.program == nil || !linked.diagnostics.containsErrors, "a program beside errors")
        require(linked.program != nil || diagnostics.containsErrors, "neither a program nor an error")

        let (againPlan, againLowering) = divided.lower(tree)
        let again = divided.link(againPlan, facts: facts)
        require(againLowering == lowering, "in parts the plan was read otherwise")
        require(again.diagnostics == linked.diagnostics && again.program == linked.program, "compiled otherwise")
        // A program of a plan with errors elsewhere is for the rules' use only.
        if let program = linked.program, !lowering.containsErrors { check(program) }
    }

    private func check(_ program: Program) {
        let text = program.json.canonicalText
        let parsed = try? JSONValue(parsing: text)
        require(parsed?.canonicalText == text, "a program's text is no JSON, or not canonical")
        for exporter in ExporterRegistry.exporters { require(!exporter.export(program).isEmpty, "an empty export") }

        let most = 4 * program.stages.count + program.data.count + program.models.count + 8
        require(program.steps.count <= most, "\(program.steps.count) steps")
        for step in program.steps {
            require(program.step(step.id)?.action == step.action, "two steps of one name")
            for successor in step.successors { require(program.step(successor.step) != nil, "a step leads nowhere") }
        }
        for stage in program.stages {
            require(stage.every > .zero && stage.duration >= stage.every && stage.within >= stage.duration, "times")
        }
    }
}
