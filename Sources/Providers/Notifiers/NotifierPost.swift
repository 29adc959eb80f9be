import Execution
import Plan

/// Posts JSON to the address that an option of a notifier is, again where it may go better, for a bounded time.
struct NotifierPost: Sendable {
    private let context: NotifierContext
    private let address: Result<HTTPAddress, HTTPFailure>
    private let headers: Result<[HTTPHeader], HTTPFailure>
    private let timeout: Duration

    /// - Parameters:
    ///   - key: The option of the address.
    ///   - path: What is added to it.
    init(_ key: String, path: String, _ options: OptionValues, in context: NotifierContext) {
        self.context = context
        let provider = ProviderContext(folder: context.folder, secrets: context.secrets, http: context.http)
        do throws(HTTPFailure) {
            address = .success(try provider.address(key, of: options).appending(path))
        } catch {
            address = .failure(error)
        }
        do throws(HTTPFailure) {
            headers = .success(try provider.headers("headers", of: options))
        } catch {
            headers = .failure(error)
        }
        timeout = options.duration("timeout", or: .seconds(10))
    }

    /// - Parameter key: The same for the same notification, so that whoever is told twice can know.
    func send(_ body: [UInt8], key: String) async throws(NotificationError) {
        let response: HTTPResponse
        let place: HTTPAddress
        do throws(HTTPFailure) {
            place = try address.get()
            var request = HTTPRequest(
                .post,
                place,
                headers: [("Content-Type", "application/json"), ("Idempotency-Key", key)],
                body: body,
                timeout: timeout,
                mostBytes: 1 << 20,
                isRepeatable: true
            )
            request.set(try headers.get())
            response = try await context.http.send(request, HTTPRetries(attempts: 5, total: timeout))
        } catch {
            throw NotificationError(error.problem)
        }
        guard !response.isSuccess else { return }
        throw NotificationError(response.complaint(of: place, context.secrets))
    }
}
