import CPostgres
import Diagnostics
import Execution
import Plan

/// A query to a PostgreSQL server that gives one number, and may count its observations, over a connection of its own.
struct PostgresQuery: Sendable {
    let address: SecretText
    let secrets: Secrets
    let query: SQLPlaceholders
    let timeout: Duration

    private static let certificates = "/etc/ssl/certs/ca-certificates.crt"

    /// PostgreSQL's numbers of its types (`pg_type.dat`).
    private enum TypeNumber {
        static let text: UInt32 = 25
        static let double: UInt32 = 701
        /// `int8`, `int2`, `int4`, `float4`, `float8`, `numeric`.
        static let numbers: Set<UInt32> = [20, 21, 23, 700, 701, 1700]
    }

    /// Waits on the thread that calls it.
    func run(_ question: SQLQuestion) throws(ProviderFailure) -> MetricAnswer {
        guard let address = secrets.reveal(address) else {
            throw ProviderFailure("the server's `url` has a secret in it that is not set", isTransient: false)
        }
        var types: [UInt32] = []
        var values: [String] = []
        for name in query.names {
            switch question[name] {
            case .text(let text)?:
                types.append(TypeNumber.text)
                values.append(text)
            case .number(let number)?:
                types.append(TypeNumber.double)
                values.append(number.description)
            case nil: throw SQLQuestion.unknown(name)
            }
        }
        let milliseconds = Int32(clamping: max(1, timeout.nanoseconds / 1_000_000))
        let answer = Self.withPointers(to: values) { values in
            planrun_postgres_ask(
                address,
                Self.certificates,
                query.text,
                Int32(types.count),
                types,
                values,
                milliseconds
            )
        }
        return try value(of: answer)
    }

    private func value(of answer: planrun_postgres_answer) throws(ProviderFailure) -> MetricAnswer {
        if let failure = failure(of: answer) { throw failure }
        guard (1...2).contains(answer.columns) else {
            throw refusal("gives \(answer.columns) columns, \(SQLCall.columns)")
        }
        guard answer.rows > 0 else { return .none("the query gives no row") }
        guard answer.rows == 1 else { throw refusal("gives \(answer.rows) rows, and one is needed") }
        guard let value = try number(answer.cells.0) else { return .none("the query gives NULL") }
        guard value.isFinite else { return .none("the query gives \(Self.text(answer.cells.0.value))") }
        guard answer.columns == 2 else { return .value(value, samples: nil) }
        guard let samples = SampleCount.whole(try number(answer.cells.1) ?? 0) else {
            throw refusal("counts `\(Self.text(answer.cells.1.value))` observations")
        }
        return .value(value, samples: samples)
    }

    /// The number in a place of the answer; nil is NULL.
    private func number(_ cell: planrun_postgres_cell) throws(ProviderFailure) -> Double? {
        guard TypeNumber.numbers.contains(cell.type) else {
            throw refusal("gives a value that is no number: cast it, as in `extract(epoch from d)::float8`")
        }
        if cell.is_null { return nil }
        guard !cell.is_cut else { throw refusal("gives a number of hundreds of digits: cast it to `float8`") }
        let text = Self.text(cell.value)
        guard let value = Double(text) else { throw refusal("gives `\(text)`, which is no number") }
        return value
    }

    private func failure(of answer: planrun_postgres_answer) -> ProviderFailure? {
        let lines = Self.text(answer.problem).split(whereSeparator: \.isNewline)
        let told = PrintableText.escaping(secrets.redacting(lines.joined(separator: "; ")))
        switch answer.end {
        case planrun_postgres_answered: return nil
        case planrun_postgres_no_library: return ProviderFailure(told, isTransient: false)
        case planrun_postgres_timed_out:
            return ProviderFailure("PostgreSQL did not answer in \(timeout.planText)", isTransient: true)
        case planrun_postgres_refused:
            // 57014: the server itself has ended it, by its time.
            let state = Self.text(answer.state)
            return ProviderFailure(
                "PostgreSQL refuses the query: \(told)" + (state.isEmpty ? "" : " (\(state))"),
                isTransient: ["40", "53", "57", "58"].contains(state.prefix(2))
            )
        default: return ProviderFailure("there is no connection to PostgreSQL: \(told)", isTransient: true)
        }
    }

    private func refusal(_ problem: String) -> ProviderFailure {
        ProviderFailure(PrintableText.escaping("the query \(problem)"), isTransient: false)
    }

    /// The text that an array of C holds, up to its 0.
    private static func text<Characters>(_ characters: Characters) -> String {
        withUnsafeBytes(of: characters) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
    }

    /// The texts as C has them, for as long as the body runs.
    private static func withPointers<Result>(
        to texts: [String],
        _ body: ([UnsafePointer<CChar>?]) -> Result
    ) -> Result {
        var bytes: [CChar] = []
        var offsets: [Int] = []
        for text in texts {
            offsets.append(bytes.count)
            // What stands behind a zero would be lost in C, and no text of PostgreSQL can have one.
            bytes += text.utf8.prefix { $0 != 0 }.map { CChar(bitPattern: $0) } + [0]
        }
        return bytes.withUnsafeBufferPointer { buffer in
            body(offsets.map { offset in buffer.baseAddress.map { $0 + offset } })
        }
    }
}
