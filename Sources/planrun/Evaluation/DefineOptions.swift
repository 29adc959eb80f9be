import ArgumentParser
import Compiler
import Plan

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
        let texts = try OptionTexts(definitions, of: "--define")
        let read = StandaloneMetrics.read(texts.trees, language: DefinedMetrics.language)
        guard let metrics = read.metrics else { throw texts.refusal(read.diagnostics) }
        return DefinedMetrics(metrics)
    }
}
