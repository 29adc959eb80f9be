import Diagnostics

/// Codes about queries to other systems: PR0770 to PR0779.
enum QueryCodes {
    static let all: [DiagnosticCode] = [.unknownQueryParameter]
}

extension DiagnosticCode {
    static let unknownQueryParameter = DiagnosticCode(
        "PR0770",
        "unknown-query-parameter",
        "A query in SQL has a parameter that nothing is known for: the values that a query can name are bound to `:model`, "
            + "`:window_start` and `:window_end`."
    )
}
