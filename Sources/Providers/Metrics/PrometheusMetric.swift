package import Execution
package import Plan

/// A metric that a query to Prometheus, or to whatever speaks its HTTP API, gives.
package struct PrometheusMetric: MetricStoreKind, MetricStore {
    package static let descriptor = MetricKindDescriptor(
        KindDescriptor(
            "prometheus",
            "The answer of a Prometheus server to a query that gives one value.",
            .options([
                FieldShape("url", .url, required: true, "The server's address."),
                FieldShape(
                    "query",
                    .template(["model", "window"]),
                    required: true,
                    "The query; `{{model}}` stands for the model's label, `{{window}}` for the time since the stage began "
                        + "or the condition's `over`."
                ),
                FieldShape(
                    "reduce",
                    .choice(PrometheusRange.Reduction.allCases.map(\.rawValue)),
                    "Asks for the query's values all over the window, and takes their mean, the least, the largest or the last; "
                        + "moments without a value are left out. Unless stated it is asked once, for the window's end."
                ),
                FieldShape(
                    "step",
                    .duration,
                    "How far those values lie apart; a sixtieth of the window unless stated, and no less than a second."
                ),
                FieldShape(
                    "samples",
                    .template(["model", "window"]),
                    "A query for how many observations the value rests on, which `min_samples` counts, such as "
                        + "`sum(increase(requests_total{model=\"{{model}}\"}[{{window}}]))`; an answer without a value is none."
                ),
                FieldShape(
                    "headers",
                    .dictionary(of: .text, naming: "header", wellKnown: []),
                    "Headers of the request, by name, such as `Authorization`."
                ),
                FieldShape("timeout", .duration, default: "10s", "How long an answer may take."),
            ]),
            siblings: [
                FieldShape(
                    "type",
                    .choice(["fraction", "count", "duration", "rate", "score"]),
                    default: "score",
                    "What the value is: a share, a number of things, seconds, a number a second, or any other number."
                )
            ],
            standing: .onRouters
        ),
        type: nil,
        source: .store,
        evidence: [.point]
    )

    private let context: ProviderContext
    private let address: HTTPAddress
    private let headers: [HTTPHeader]
    private let query: PromQLTemplate
    /// Over which moments it is asked; nil for the window's end.
    private let range: PrometheusRange?
    /// Counts the observations; nil where nobody does.
    private let samples: PromQLTemplate?
    private let timeout: Duration

    package static func make(_ options: OptionValues, in context: ProviderContext) -> any MetricStore {
        do throws(HTTPFailure) {
            return try PrometheusMetric(options, in: context)
        } catch {
            return BrokenMetricStore(failure: ProviderFailure(error))
        }
    }

    private init(_ options: OptionValues, in context: ProviderContext) throws(HTTPFailure) {
        self.context = context
        address = try context.address("url", of: options).appending("/api/v1")
        headers = try context.headers("headers", of: options)
        query = try Self.template(options.secretText("query") ?? SecretText([]), context.secrets)
        samples = try options.secretText("samples").map { text throws(HTTPFailure) in
            try Self.template(text, context.secrets)
        }
        range = options.text("reduce").flatMap(PrometheusRange.Reduction.init(rawValue:)).map {
            PrometheusRange(reduction: $0, step: options.text("step").flatMap { Duration(planText: $0) })
        }
        timeout = options.duration("timeout", or: .seconds(10))
    }

    private static func template(_ text: SecretText, _ secrets: Secrets) throws(HTTPFailure) -> PromQLTemplate {
        guard let query = secrets.reveal(text) else {
            throw HTTPFailure(.badRequest, "the query has a secret in it that is not set")
        }
        do {
            return try PromQLTemplate(query)
        } catch {
            throw HTTPFailure(.badRequest, "the query has a placeholder that nothing is known for")
        }
    }

    package func value(for question: MetricQuestion) async throws(ProviderFailure) -> MetricAnswer {
        let answer = try await answer(to: query, question, over: range)
        guard let samples, case .value(let value, _) = answer else { return answer }
        guard case .value(let number, _) = try await self.answer(to: samples, question, over: nil) else {
            return .value(value, samples: 0)
        }
        guard let count = SampleCount.whole(number) else {
            throw ProviderFailure("`\(address.shown)` counted \(number) observations", isTransient: false)
        }
        return .value(value, samples: count)
    }

    private func answer(
        to query: PromQLTemplate,
        _ question: MetricQuestion,
        over range: PrometheusRange?
    ) async throws(ProviderFailure) -> MetricAnswer {
        guard let query = query.query(model: question.model, window: question.window) else {
            throw ProviderFailure(
                "the model's label has a backtick in it, and the query has `{{model}}` between backticks",
                isTransient: false
            )
        }
        let time = range?.parameters(of: question) ?? [("time", PrometheusRange.time(question.at))]
        let all = [("query", query)] + time + [("timeout", PromQLTemplate.duration(timeout))]
        let address = address.appending(range == nil ? "/query" : "/query_range")
        // In POST, as queries can be longer than a URL may be.
        var request = HTTPRequest(
            .post,
            address,
            headers: [("Content-Type", "application/x-www-form-urlencoded"), ("Accept", "application/json")],
            body: FormEncoding.bytes(all),
            timeout: timeout,
            isRepeatable: true
        )
        request.set(headers)
        let response: HTTPResponse
        do throws(HTTPFailure) {
            response = try await context.http.send(request, HTTPRetries(attempts: 2))
        } catch {
            throw ProviderFailure(error)
        }
        let answer = PrometheusAnswer(response, from: address, context.secrets)
        guard let range else { return try answer.value() }
        return range.reduce(try answer.values())
    }
}
