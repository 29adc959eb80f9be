import Execution
import JSON
import Plan

/// Sends rows to a model in batches, so many at once and so many in all, and keeps what comes back in the rows' order.
final class RemoteCalls: Sendable {
    private let options: RemoteOptions
    private let http: HTTPClient
    private let secrets: Secrets
    private let budget: CallBudget?
    private let sent: CallCount

    init(_ options: RemoteOptions, in context: ProviderContext) {
        self.options = options
        http = context.http
        secrets = context.secrets
        budget = context.calls
        sent = context.sent
    }

    /// The answers to all rows, each batch's by `ask`.
    func answer(
        _ rows: RemoteRows,
        _ ask: @escaping @Sendable (RemoteRows) async -> Result<[RemoteAnswer], ProviderFailure>
    ) async throws(ProviderFailure) -> [RemoteAnswer] {
        let batches = stride(from: 0, to: rows.rows.count, by: options.batch).map { start in
            RemoteRows(
                columns: rows.columns,
                rows: Array(rows.rows[start..<min(start + options.batch, rows.rows.count)])
            )
        }
        let answered = await withTaskGroup(of: (Int, Result<[RemoteAnswer], ProviderFailure>).self) { group in
            var answers: [Int: [RemoteAnswer]] = [:]
            var next = 0
            func add() {
                guard next < batches.count else { return }
                let (place, batch) = (next, batches[next])
                next += 1
                group.addTask { (place, await ask(batch)) }
            }
            for _ in 0..<options.concurrency { add() }
            while let (place, result) = await group.next() {
                switch result {
                case .success(let batch): answers[place] = batch
                case .failure(let failure):
                    group.cancelAll()
                    return Result<[Int: [RemoteAnswer]], ProviderFailure>.failure(failure)
                }
                add()
            }
            return .success(answers)
        }
        let answers = try answered.get()
        return batches.indices.flatMap { answers[$0] ?? [] }
    }

    /// What a server answers, a status that is no success being a failure.
    func send(_ request: HTTPRequest) async throws(ProviderFailure) -> HTTPResponse {
        let request = prepared(request)
        // Each attempt counts: what was paid for was paid for.
        let retries = HTTPRetries(attempts: options.retries + 1)
        var attempt = 1
        while true {
            try spend(on: request)
            let outcome: Result<HTTPResponse, HTTPFailure>
            do throws(HTTPFailure) {
                outcome = .success(try await http.send(request))
            } catch {
                outcome = .failure(error)
            }
            if let pause = retries.pause(after: outcome, of: request, attempt: attempt), await retries.sleep(pause) {
                attempt += 1
                continue
            }
            switch outcome {
            case .success(let response) where response.isSuccess: return response
            case .success(let response): throw refusal(response, of: request.address)
            case .failure(let failure): throw ProviderFailure(failure)
            }
        }
    }

    /// The answer to a question about the model, which is no call of it, whatever its status.
    func probe(_ request: HTTPRequest) async throws(ProviderFailure) -> HTTPResponse {
        do throws(HTTPFailure) {
            return try await http.send(prepared(request), HTTPRetries(attempts: options.retries + 1))
        } catch {
            throw ProviderFailure(error)
        }
    }

    func refusal(_ response: HTTPResponse, of address: HTTPAddress) -> ProviderFailure {
        ProviderFailure(response.complaint(of: address, secrets), isTransient: response.isTransient)
    }

    private func prepared(_ request: HTTPRequest) -> HTTPRequest {
        var request = request
        request.set(options.headers)
        request.timeout = options.timeout
        // To predict is to read.
        request.isRepeatable = true
        return request
    }

    private func spend(on request: HTTPRequest) throws(ProviderFailure) {
        try budget?.spend()
        guard let most = options.mostCalls, !sent.takes(one: most.count) else { return }
        throw ProviderFailure(
            "`\(request.address.shown)` is not asked any longer: the \(most.count) calls that `\(most.option)` allows are used up",
            isTransient: false
        )
    }
}
