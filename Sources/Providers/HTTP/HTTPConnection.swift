import CCurl
import Plan
import Platform

/// libcurl's handle, with the connections that it keeps open. One request at a time; only `cancel` may come from elsewhere.
///
/// Whoever takes it from its `HTTPConnections` has it alone, so that nothing guards it.
final class HTTPConnection: @unchecked Sendable {
    /// An answer, or where it leads on to.
    struct Answer: Sendable {
        let response: HTTPResponse
        let redirect: String?
    }

    private let handle: OpaquePointer

    /// - Throws: where libcurl is not there.
    init() throws(HTTPFailure) {
        if let problem = planrun_curl_load() {
            throw HTTPFailure(
                .noLibrary,
                "HTTP needs libcurl, and \(String(cString: problem)): `apt-get install libcurl4` installs it"
            )
        }
        guard let handle = planrun_curl_new() else { throw HTTPFailure(.noLibrary, "there is no memory for a request") }
        self.handle = handle
    }

    deinit { planrun_curl_free(handle) }

    func reset() { planrun_curl_reset(handle) }

    func cancel() { planrun_curl_cancel(handle) }

    /// Asks and waits; for a thread that may.
    func perform(
        _ request: HTTPRequest,
        within time: Duration,
        lines: String,
        certificates: String?
    ) -> Result<Answer, HTTPFailure> {
        let start = Clock.monotonicNanoseconds()
        let end = ask(request, time, lines, certificates)
        let elapsed = Duration.nanoseconds(Clock.monotonicNanoseconds() - start)
        guard end == planrun_curl_answered else { return .failure(failure(end, request)) }
        let head = bytes { planrun_curl_head(handle, $0) }
        let response = HTTPResponse(
            status: planrun_curl_status(handle),
            headers: HTTPResponse.headers(in: head),
            body: bytes { planrun_curl_body(handle, $0) },
            elapsed: elapsed
        )
        return .success(Answer(response: response, redirect: planrun_curl_redirect(handle).map { String(cString: $0) }))
    }

    private func ask(
        _ request: HTTPRequest,
        _ time: Duration,
        _ lines: String,
        _ certificates: String?
    ) -> planrun_curl_end {
        let milliseconds = max(1, Int(time.seconds * 1000))
        var asked = planrun_curl_request()
        asked.connect_milliseconds = milliseconds
        asked.milliseconds = milliseconds
        asked.most_bytes = request.mostBytes
        // A POST without a body has an empty one: servers want its length.
        let body = request.body ?? (request.method == .post ? [] : nil)
        return request.address.wire.withCString { url in
            request.method.rawValue.withCString { method in
                lines.withCString { headers in
                    (certificates ?? "").withCString { file in
                        // Of an empty array there may be no address, and one is needed to say that there is a body.
                        ((body ?? []) + [0]).withUnsafeBufferPointer { bytes in
                            asked.url = url
                            asked.method = method
                            asked.headers = headers
                            asked.body = body == nil ? nil : bytes.baseAddress
                            asked.body_count = bytes.count - 1
                            asked.certificates = certificates == nil ? nil : file
                            return planrun_curl_perform(handle, &asked)
                        }
                    }
                }
            }
        }
    }

    private func bytes(_ read: (UnsafeMutablePointer<Int>) -> UnsafePointer<UInt8>?) -> [UInt8] {
        var count = 0
        let start = read(&count)
        return Array(UnsafeBufferPointer(start: count > 0 ? start : nil, count: count))
    }

    private func failure(_ end: planrun_curl_end, _ request: HTTPRequest) -> HTTPFailure {
        let place = "`\(request.address.shown)`"
        // It may name the host, which may be a secret.
        let detail = request.address.isSecret ? "" : ": " + String(cString: planrun_curl_problem(handle))
        return switch end {
        case planrun_curl_bad_address: HTTPFailure(.badRequest, "\(place) is no address that can be asked")
        case planrun_curl_unknown_host: HTTPFailure(.unreachable, "\(place) cannot be reached: no host has its name")
        case planrun_curl_unreachable: HTTPFailure(.unreachable, "\(place) cannot be reached: nobody listens there")
        case planrun_curl_timed_out:
            HTTPFailure(.timedOut, "\(place) has not answered within \(request.timeout.planText)")
        case planrun_curl_untrusted: HTTPFailure(.untrusted, "\(place) cannot be trusted\(detail)")
        case planrun_curl_too_long:
            HTTPFailure(.tooLong, "\(place) answered more than the \(request.mostBytes) bytes that it may")
        case planrun_curl_closed: HTTPFailure(.closed, "\(place) closed the connection before its answer was whole")
        case planrun_curl_garbled: HTTPFailure(.garbled, "\(place) does not answer as HTTP")
        case planrun_curl_cancelled: HTTPFailure(.cancelled, "\(place) is no longer asked")
        default: HTTPFailure(.closed, "\(place) cannot be asked\(detail)")
        }
    }
}
