package import Execution
package import Plan
import Platform

/// A metric that a query to a file of SQLite gives.
package struct SQLiteMetricStore: MetricStoreKind, MetricStore {
    package static let descriptor = MetricKindDescriptor(
        KindDescriptor(
            "sqlite",
            "The answer of a query to a SQLite file: \(StoreMetricOptions.row). No row and NULL are no value.",
            .options([
                FieldShape("file", .path, required: true, "The file, which is only read."),
                FieldShape(
                    "query",
                    .query(.sqlite, SQLQuestion.names),
                    required: true,
                    "The query; \(StoreMetricOptions.parameters)."
                ),
                StoreMetricOptions.timeout,
            ]),
            siblings: [StoreMetricOptions.type],
            standing: .onRouters
        ),
        type: nil,
        source: .store,
        evidence: [.point]
    )

    private let query: SQLiteQuery

    package static func make(_ options: OptionValues, in context: ProviderContext) -> any MetricStore {
        SQLiteMetricStore(options, in: context)
    }

    private init(_ options: OptionValues, in context: ProviderContext) {
        let file = options.text("file") ?? ""
        query = SQLiteQuery(
            path: Path.join(context.folder, file),
            file: file,
            query: options.text("query") ?? "",
            timeout: options.duration("timeout", or: .seconds(10))
        )
    }

    package func value(for question: MetricQuestion) async throws(ProviderFailure) -> MetricAnswer {
        let (query, question) = (query, SQLQuestion(question))
        return try await SQLCall.run { () throws(ProviderFailure) in try query.run(question) }
    }
}
