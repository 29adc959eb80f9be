import Classifiers
import Compiler
import Diagnostics
import Metrics
import Outlook
import Plan
import PlanSyntax
import Providers
import Testing

/// The outlook of a plan's text, by the real language.
enum Outlooks {
    static func outlook(_ text: String) throws -> ReleaseOutlook {
        let language = Language(
            models: ModelRegistry.descriptors,
            modelSources: ModelSourceRegistry.descriptors,
            metrics: MetricRegistry.descriptors,
            metricKinds: MetricKindRegistry.descriptors + MetricStoreRegistry.descriptors,
            routers: RouterRegistry.descriptors,
            notifiers: NotifierRegistry.descriptors
        )
        let file = SourceFile(name: "test.yaml", bytes: Array(text.utf8))
        let tree = try #require(SyntaxTree.parse(file, id: SourceFile.ID(index: 0)).tree)
        let compiler = Compiler(language: language)
        let (plan, lowering) = compiler.lower(tree)
        let (program, found) = compiler.link(plan, facts: PlanFacts())
        #expect((lowering + found).filter { $0.severity == .error }.map(\.message) == [])
        let outlook = ReleaseOutlook(try #require(program), language: language)
        #expect(
            ReleaseOutlook.shortestDuration(try #require(program), language: language) == outlook.duration.lowerBound
        )
        return outlook
    }

    /// A plan with the stages given, 60 requests a minute of 600 users, 60 of them staff.
    static func stages(_ stages: String, rest: String = "") throws -> ReleaseOutlook {
        try outlook(
            """
            planrun: 1
            name: test
            data: { iris: { csv: data/iris.csv, label: species } }
            models:
              baseline: { majority_class: {}, train: iris }
              candidate: { majority_class: {}, train: iris, retrain: [{}, {}] }
            traffic: { replay: iris, rate: 60/m, users: 600, groups: { staff: 10% } }
            stages:
            \(stages)
            \(rest)
            """
        )
    }
}
