import CCurl

/// A request that a server leads on to another place.
struct HTTPRedirect {
    let request: HTTPRequest

    /// - Parameter target: The whole address that it leads to.
    /// - Throws: where that is another server, or what was to be sent would be lost on the way.
    init(from old: HTTPRequest, status: Int, to target: String) throws(HTTPFailure) {
        let place = "`\(old.address.shown)`"
        guard Self.isSameServer(old.address.wire, target) else {
            let named = old.address.isSecret ? nil : Self.origin(target)
            throw HTTPFailure(
                .redirected,
                "\(place) leads to another server\(named.map { ", `\($0)`" } ?? ""); a plan names the one that is meant"
            )
        }
        guard old.method == .get || status == 307 || status == 308 else {
            throw HTTPFailure(
                .redirected,
                "\(place) leads to another place with status \(status), where a \(old.method.rawValue) would lose what it sends"
            )
        }
        var request = old
        request.address = old.address.moved(to: target)
        self.request = request
    }

    /// Whether two URLs are of one server: the same one, or its encrypted side by the usual ports.
    static func isSameServer(_ from: String, _ to: String) -> Bool {
        guard let from = origin(from), let to = origin(to) else { return false }
        if from == to { return true }
        guard from.hasPrefix("http://"), from.hasSuffix(":80") else { return false }
        return to == "https://" + from.dropFirst(7).dropLast(3) + ":443"
    }

    /// Scheme, host and port in small letters.
    private static func origin(_ url: String) -> String? {
        let text = withUnsafeTemporaryAllocation(of: CChar.self, capacity: 512) { buffer -> String? in
            guard let start = buffer.baseAddress, planrun_curl_origin(url, start, buffer.count) else { return nil }
            return String(cString: start)
        }
        return text?.lowercased()
    }
}
