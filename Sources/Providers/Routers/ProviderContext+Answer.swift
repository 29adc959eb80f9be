extension ProviderContext {
    /// What a server answers to a request that may be sent again: sharing the traffic twice in the same way is sharing it once.
    func answer(to request: HTTPRequest) async throws(HTTPFailure) -> [UInt8] {
        let response = try await http.send(request, HTTPRetries())
        guard response.isSuccess else {
            throw HTTPFailure(
                response.isTransient ? .closed : .badRequest,
                response.complaint(of: request.address, secrets)
            )
        }
        return response.body
    }
}
