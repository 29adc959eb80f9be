/// Text in which names in double braces, such as `{{model}}`, stand for values.
package struct Template: Hashable, Sendable {
    package enum Part: Hashable, Sendable {
        case text(String)
        case placeholder(String)
    }

    /// Why a text is no template.
    package enum Problem: Error, Hashable, Sendable {
        /// Double braces that are never closed, at these bytes of the text.
        case unclosed(Range<Int>)
        /// A placeholder of an unknown name, at these bytes of the text.
        case unknown(String, Range<Int>)
    }

    package let parts: [Part]

    /// - Parameter names: What may stand between the braces, with or without blanks around it.
    package init(parsing text: String, names: [String]) throws(Problem) {
        let bytes = Array(text.utf8)
        var parts: [Part] = []
        var offset = 0
        while let open = Self.pair(of: UInt8(ascii: "{"), in: bytes, from: offset) {
            guard let close = Self.pair(of: UInt8(ascii: "}"), in: bytes, from: open + 2) else {
                throw .unclosed(open..<open + 2)
            }
            let content = bytes[open + 2..<close]
            let blank = UInt8(ascii: " ")
            let start = content.firstIndex { $0 != blank } ?? content.startIndex
            let end = content.lastIndex { $0 != blank }.map { $0 + 1 } ?? content.endIndex
            let name = String(decoding: bytes[start..<end], as: UTF8.self)
            guard names.contains(name) else { throw .unknown(name, start..<end) }
            if open > offset { parts.append(.text(String(decoding: bytes[offset..<open], as: UTF8.self))) }
            parts.append(.placeholder(name))
            offset = close + 2
        }
        if offset < bytes.count { parts.append(.text(String(decoding: bytes[offset...], as: UTF8.self))) }
        self.parts = parts
    }

    /// The text with values in the places of their names.
    package func filled(_ value: (String) -> String) -> String {
        parts.map { part in
            switch part {
            case .text(let text): text
            case .placeholder(let name): value(name)
            }
        }.joined()
    }

    private static func pair(of brace: UInt8, in bytes: [UInt8], from start: Int) -> Int? {
        guard bytes.count >= 2, start < bytes.count - 1 else { return nil }
        return (start..<bytes.count - 1).first { bytes[$0] == brace && bytes[$0 + 1] == brace }
    }
}
