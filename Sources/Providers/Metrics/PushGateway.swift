package import Execution
import Plan

/// Keeps a Pushgateway up to date: texts are sent one after the other, and of those that wait only the newest.
package actor PushGateway {
    private let address: HTTPAddress
    private let http: HTTPClient
    private let secrets: Secrets
    private let timeout: Duration
    /// The number of the newest text, and the text where it has not been sent.
    private var newest = 0
    private var waiting: String?
    private var isSending = false
    private var problem: ProviderFailure?

    /// - Parameters:
    ///   - url: The gateway's address, such as `http://127.0.0.1:9091`.
    ///   - run: The run that the texts are about, which groups them there.
    ///   - timeout: How long an answer may take.
    package init(_ url: String, run: String, timeout: Duration = .seconds(5)) throws(ProviderFailure) {
        do throws(HTTPFailure) {
            address = try HTTPAddress(url).appending("/metrics/job/planrun/run/" + FormEncoding.escape(run))
        } catch {
            throw ProviderFailure(error)
        }
        http = HTTPClient()
        secrets = Secrets()
        self.timeout = timeout
    }

    /// Sends a text in place of what the gateway has, or leaves that to whoever is sending.
    ///
    /// - Parameter number: Grows with each text: one that comes behind a newer one is not sent.
    package func offer(_ text: String, number: Int) async {
        guard number > newest else { return }
        newest = number
        waiting = text
        guard !isSending else { return }
        isSending = true
        while let text = waiting {
            waiting = nil
            await send(text)
        }
        isSending = false
    }

    /// Why the last text could not be sent; nil where it was.
    package var failure: ProviderFailure? { problem }

    private func send(_ text: String) async {
        do throws(HTTPFailure) {
            let request = HTTPRequest(.put, address, body: Array(text.utf8), timeout: timeout)
            let response = try await http.send(request)
            problem =
                response.isSuccess
                ? nil
                : ProviderFailure(response.complaint(of: address, secrets), isTransient: response.isTransient)
        } catch {
            problem = ProviderFailure(error)
        }
    }
}
