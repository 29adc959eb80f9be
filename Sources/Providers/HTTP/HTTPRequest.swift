/// One header of a request or an answer.
package typealias HTTPHeader = (name: String, value: String)

/// What is asked of a server.
package struct HTTPRequest: Sendable, CustomStringConvertible, CustomReflectable {
    package enum Method: String, Sendable, Hashable, CaseIterable {
        case get = "GET"
        case put = "PUT"
        case post = "POST"
        case delete = "DELETE"
    }

    package var method: Method
    package var address: HTTPAddress
    /// Names and values. A value may be a secret, so that requests show none.
    package var headers: [HTTPHeader]
    /// What is sent along; nil for nothing.
    package var body: [UInt8]?
    /// How long the whole of it may take: to connect, to send and to be answered.
    package var timeout: Duration
    /// How many bytes the answer may have.
    package var mostBytes: Int
    /// Whether to ask twice is to ask once. Only then it is sent again after it may have reached the server.
    package var isRepeatable: Bool

    package init(
        _ method: Method,
        _ address: HTTPAddress,
        headers: [HTTPHeader] = [],
        body: [UInt8]? = nil,
        timeout: Duration = .seconds(10),
        mostBytes: Int = 8 << 20,
        isRepeatable: Bool? = nil
    ) {
        self.method = method
        self.address = address
        self.headers = headers
        self.body = body
        self.timeout = timeout
        self.mostBytes = mostBytes
        self.isRepeatable = isRepeatable ?? (method != .post)
    }

    /// Puts headers in the places of those of the same names, and adds the others.
    package mutating func set(_ others: [HTTPHeader]) {
        let names = Set(others.map { $0.name.lowercased() })
        headers = headers.filter { !names.contains($0.name.lowercased()) } + others
    }

    /// The headers as lines; a name or a value that would begin another line or header is refused.
    func headerLines() throws(HTTPFailure) -> String {
        var lines = ""
        for (name, value) in headers {
            guard !name.isEmpty, name.utf8.allSatisfy(Self.isNameByte) else {
                throw HTTPFailure(.badRequest, "`\(name)` is no name of a header")
            }
            guard !value.utf8.contains(where: { $0 < 0x20 && $0 != 0x09 || $0 == 0x7F }) else {
                throw HTTPFailure(.badRequest, "the value of the header `\(name)` has characters that none may have")
            }
            lines += value.allSatisfy(\.isWhitespace) ? "\(name);\n" : "\(name): \(value)\n"
        }
        return lines
    }

    /// Whether a byte may stand in a header's name (RFC 9110, 5.6.2).
    private static func isNameByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default: "!#$%&'*+-.^_`|~".utf8.contains(byte)
        }
    }

    package var description: String { "\(method.rawValue) \(address.shown)" }
    package var customMirror: Mirror { Mirror(self, children: ["request": description]) }
}
