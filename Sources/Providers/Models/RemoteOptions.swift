import Plan

/// The options that all models have which are asked over a network.
struct RemoteOptions: Sendable {
    /// How many rows go into one request.
    let batch: Int
    /// How many requests are under way at once.
    let concurrency: Int
    /// How often a request is sent again that has found nobody, or no time.
    let retries: Int
    /// How long one answer may take.
    let timeout: Duration
    /// How many requests may be sent in all, and the option that says so; nil for as many as it takes.
    let mostCalls: (count: Int, option: String)?
    let headers: [HTTPHeader]

    /// - Parameter isSingle: Whether no more than a row goes into a request, whatever the plan says.
    init(_ options: OptionValues, isSingle: Bool = false, in context: ProviderContext) throws(HTTPFailure) {
        batch = isSingle ? 1 : options.integer("batch") ?? 1
        concurrency = options.integer("concurrency") ?? 4
        retries = options.integer("retries") ?? 2
        timeout = options.duration("timeout", or: .seconds(10))
        let limits = [
            options.integer("max_calls").map { ($0, "max_calls") },
            options.number("max_cost").map { (Self.calls(for: $0, each: options.number("cost") ?? 1), "max_cost") },
        ]
        mostCalls = limits.compactMap(\.self).min { $0.0 < $1.0 }
        headers = try context.headers("headers", of: options)
    }

    /// How many requests can be paid for. The quotient of two decimals that divide, such as 0.3 and 0.1, is a little off.
    private static func calls(for budget: Double, each cost: Double) -> Int {
        Int(min((budget / cost * (1 + 1e-12)).rounded(.down), 1e15))
    }

    static let fields = [
        FieldShape(
            "classes",
            .list(of: .text, atLeast: 2),
            "The classes by the numbers that the model has for them, from 0 on, where it answers numbers; those of the data in "
                + "the order of their names unless stated."
        ),
        FieldShape(
            "headers",
            .dictionary(of: .text, naming: "header", wellKnown: []),
            "Headers of the request, by name, such as `Authorization`."
        ),
        FieldShape(
            "batch",
            .integer(1...10_000),
            default: "1",
            "How many rows go into one request; the time that it takes counts for them in equal parts."
        ),
        FieldShape("concurrency", .integer(1...32), default: "4", "How many requests are under way at once."),
        FieldShape("timeout", .duration, default: "10s", "How long an answer may take."),
        FieldShape(
            "retries",
            .integer(0...10),
            default: "2",
            "How often a request is sent again where nobody answers, or the server is busy."
        ),
        FieldShape(
            "max_calls",
            .integer(1...Int.max),
            "How many requests may be sent in all assessments together, those that are sent again too; beyond them the model cannot be "
                + "asked. `planrun resume` counts anew."
        ),
        FieldShape(
            "cost",
            .number(.moreThan(0)),
            default: "1",
            "What a request costs, in whatever money `max_cost` is; one that is sent again costs again."
        ),
        FieldShape(
            "max_cost",
            .number(.moreThan(0)),
            "What the requests of all assessments together may cost; beyond that the model cannot be asked. `planrun resume` counts anew."
        ),
    ]
}
