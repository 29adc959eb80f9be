import Diagnostics
package import Plan

/// What a server answered.
package struct HTTPResponse: Sendable {
    package let status: Int
    /// Names in small letters, and values, in their order.
    package let headers: [HTTPHeader]
    package let body: [UInt8]
    /// From the first byte sent, or the connection made, to the last one read.
    package let elapsed: Duration

    package init(status: Int, headers: [HTTPHeader], body: [UInt8], elapsed: Duration) {
        self.status = status
        self.headers = headers
        self.body = body
        self.elapsed = elapsed
    }

    package var isSuccess: Bool { (200..<300).contains(status) }

    /// The value of the first header of that name, written in small letters.
    package func header(_ name: String) -> String? { headers.first { $0.name == name }?.value }

    /// How long the server wants to be left alone, where it says so in seconds.
    var retryAfter: Duration? {
        guard let text = header("retry-after"), let seconds = Int(text), (0...86_400).contains(seconds) else {
            return nil
        }
        return .seconds(seconds)
    }

    /// Whether the same request may be answered better a little later.
    package var isTransient: Bool { [408, 425, 429, 500, 502, 503, 504].contains(status) }

    /// What a server says that refuses: its status and the beginning of its words, on one line and without secrets.
    package func complaint(of address: HTTPAddress, _ secrets: Secrets) -> String {
        let text = String(decoding: body.prefix(2048), as: UTF8.self)
        let words = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        // Of a page for people no word says more than its status.
        let isPage = words.hasPrefix("<")
        let told = PrintableText.escaping(secrets.redacting(words))
        let short = told.count > 200 ? told.prefix(200) + "..." : told[...]
        return "`\(address.shown)` answered \(status)" + (isPage || short.isEmpty ? "" : ": \(short)")
    }

    /// The lines of a head as names and values.
    static func headers(in head: [UInt8]) -> [HTTPHeader] {
        head.split(separator: UInt8(ascii: "\n")).compactMap { line in
            guard let colon = line.firstIndex(of: UInt8(ascii: ":")) else { return nil }
            let value = String(decoding: line[(colon + 1)...], as: UTF8.self)
            let isBlank: (Character) -> Bool = { $0 == " " || $0 == "\t" || $0 == "\r" }
            let front = value.drop(while: isBlank)
            let end = front.lastIndex { !isBlank($0) }.map { front.index(after: $0) } ?? front.startIndex
            return (String(decoding: line[..<colon], as: UTF8.self).lowercased(), String(front[..<end]))
        }
    }
}
