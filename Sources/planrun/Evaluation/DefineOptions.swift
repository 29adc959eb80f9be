import ArgumentParser
import Compiler
import Diagnostics
import Plan
import PlanSyntax

/// The metrics that the command line declares itself.
struct DefineOptions: ParsableArguments {
    @Option(
        name: .customLong("define"),
        help: ArgumentHelp(
            "A metric of your own, as under `metrics` of plans: 'late: {rate: {of: status, is: late}}'; may be repeated.",
            valueName: "metric"
        )
    )
    var definitions: [String] = []

    func validate() throws {
        guard definitions.allSatisfy({ !$0.allSatisfy(\.isWhitespace) }) else {
            throw ValidationError("--define takes a metric, as in 'late: {rate: {of: status, is: late}}'")
        }
    }

    /// The metrics, or why they cannot be read.
    func metrics() throws(Questions.Refusal) -> DefinedMetrics {
        guard !definitions.isEmpty else { return .none }
        var sources = SourceMap()
        var diagnostics: [Diagnostic] = []
        var trees: [SyntaxTree] = []
        for text in definitions {
            let file = SourceFile(name: "--define", bytes: Array(text.utf8))
            let parsed = SyntaxTree.parse(file, id: sources.add(file))
            diagnostics += parsed.diagnostics
            if let tree = parsed.tree { trees.append(tree) }
        }
        guard !diagnostics.containsErrors else {
            throw Questions.Refusal(diagnostics: diagnostics, sources: sources)
        }
        let read = StandaloneMetrics.read(trees, language: DefinedMetrics.language)
        guard let metrics = read.metrics else {
            throw Questions.Refusal(diagnostics: diagnostics + read.diagnostics, sources: sources)
        }
        return DefinedMetrics(metrics)
    }
}
