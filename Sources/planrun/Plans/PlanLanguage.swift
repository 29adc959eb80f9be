import Classifiers
import Compiler
import Datasets
import Diagnostics
import Formatting
import Journal
import Metrics
import Plan
import PlanSyntax
import Providers

/// The registries, joined: the one place that knows them all.
enum PlanLanguage {
    static var language: Language {
        Language(
            models: ModelRegistry.descriptors,
            modelSources: ModelSourceRegistry.descriptors,
            metrics: MetricRegistry.descriptors,
            metricKinds: MetricKindRegistry.descriptors + MetricStoreRegistry.descriptors,
            routers: RouterRegistry.descriptors,
            notifiers: NotifierRegistry.descriptors
        )
    }

    /// Every code that a diagnostic can have.
    static let codes: [DiagnosticCode] =
        LoadingCodes.all + AllowCodes.all + FixCodes.all + SyntaxCodes.all + FormattingCodes.all + CompilerCodes.all
        + DatasetCodes.all + TrafficCodes.all + JournalCodes.all + SimulationCodes.all + ModelCodes.all
}
