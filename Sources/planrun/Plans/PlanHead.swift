/// The text of a file that may be a plan, looked at line by line for the key that tells.
struct PlanHead {
    private let lines: [ArraySlice<UInt8>]

    private static let key = Array("planrun".utf8)

    init(_ bytes: [UInt8]) {
        var bytes = bytes
        // In UTF-16 every second byte of such a text is 0.
        if bytes.starts(with: [0xFE, 0xFF]) || bytes.starts(with: [0xFF, 0xFE]) {
            bytes = bytes.dropFirst(2).filter { $0 != 0 }
        } else if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
            bytes.removeFirst(3)
        }
        lines = bytes.split(whereSeparator: { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") })
    }

    /// A mapping may be indented as a whole, so its lines begin where the first one does.
    var hasKey: Bool {
        var indentation: Int?
        for line in lines {
            let text = line.drop { Self.isBlank($0) }
            guard let first = text.first, first != UInt8(ascii: "#"), first != UInt8(ascii: "%") else { continue }
            let isMark = text.starts(with: "---".utf8)
            let own = text.startIndex - line.startIndex
            if !isMark, indentation == nil { indentation = own }
            guard isMark || own == indentation else { continue }
            if Self.begins(isMark ? text.dropFirst(3).drop { Self.isBlank($0) } : text) { return true }
        }
        return false
    }

    private static func begins(_ line: ArraySlice<UInt8>) -> Bool {
        var rest = line
        if rest.first == UInt8(ascii: "{") { rest = rest.dropFirst().drop { isBlank($0) } }
        let isExplicit = rest.first == UInt8(ascii: "?")
        if isExplicit { rest = rest.dropFirst().drop { isBlank($0) } }
        // An anchor or a tag may stand before the key.
        while rest.first == UInt8(ascii: "&") || rest.first == UInt8(ascii: "!") {
            rest = rest.drop { !isBlank($0) }.drop { isBlank($0) }
        }
        let quote = rest.first.flatMap { [UInt8(ascii: "\""), UInt8(ascii: "'")].contains($0) ? $0 : nil }
        if quote != nil { rest = rest.dropFirst() }
        guard rest.starts(with: key) else { return false }
        rest = rest.dropFirst(key.count)
        if let quote {
            guard rest.first == quote else { return false }
            rest = rest.dropFirst()
        }
        rest = rest.drop { isBlank($0) }
        return rest.first == UInt8(ascii: ":") || isExplicit && (rest.isEmpty || rest.first == UInt8(ascii: "#"))
    }

    private static func isBlank(_ byte: UInt8) -> Bool { byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") }
}
