package import Execution
package import Plan

/// A metric that a query to a PostgreSQL server gives.
package struct PostgresMetricStore: MetricStoreKind, MetricStore {
    package static let descriptor = MetricKindDescriptor(
        KindDescriptor(
            "postgres",
            "The answer of a query to a PostgreSQL server, in a transaction that may only read: \(StoreMetricOptions.row). "
                + "No row and NULL are no value.",
            .options([
                FieldShape(
                    "url",
                    .database,
                    required: true,
                    "The server as `postgresql://user@host:port/database`, best with its password in a secret parameter, and "
                        + "with a role that may only read, as some functions of the server write all the same. Its "
                        + "certificate and name are checked where the URL has no other `sslmode`."
                ),
                FieldShape(
                    "query",
                    .query(.postgres, SQLQuestion.names),
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

    private let query: PostgresQuery

    package static func make(_ options: OptionValues, in context: ProviderContext) -> any MetricStore {
        PostgresMetricStore(options, in: context)
    }

    private init(_ options: OptionValues, in context: ProviderContext) {
        query = PostgresQuery(
            address: options.secretText("url") ?? SecretText([]),
            secrets: context.secrets,
            query: SQLPlaceholders(options.text("query") ?? ""),
            timeout: options.duration("timeout", or: .seconds(10))
        )
    }

    package func value(for question: MetricQuestion) async throws(ProviderFailure) -> MetricAnswer {
        let (query, question) = (query, SQLQuestion(question))
        return try await SQLCall.run { () throws(ProviderFailure) in try query.run(question) }
    }
}
