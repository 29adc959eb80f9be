import Providers

extension HTTPRequest {
    /// One that waits as long as a busy machine may need.
    static func patient(
        _ method: Method,
        _ address: HTTPAddress,
        headers: [HTTPHeader] = [],
        body: [UInt8]? = nil,
        mostBytes: Int = 8 << 20,
        isRepeatable: Bool? = nil
    ) -> HTTPRequest {
        HTTPRequest(
            method,
            address,
            headers: headers,
            body: body,
            timeout: .seconds(600),
            mostBytes: mostBytes,
            isRepeatable: isRepeatable
        )
    }
}
