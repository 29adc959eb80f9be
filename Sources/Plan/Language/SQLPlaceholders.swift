/// A query with named parameters, as PostgreSQL wants it: `$1`, `$2` and so on in their place.
///
/// A colon in quotes, in a comment or in `::` begins no name.
package struct SQLPlaceholders: Hashable, Sendable {
    /// Whose SQL it is: what is quoted, and how, differs.
    package enum Dialect: Hashable, Sendable {
        case postgres
        case sqlite
    }

    /// The query with numbered parameters.
    package let text: String
    /// The names of the parameters, without their colons, in the order of their numbers.
    package let names: [String]
    /// Where each stands first, with its colon, in bytes of the query.
    package let places: [Range<Int>]

    package init(_ query: String, _ dialect: Dialect = .postgres) {
        var scanner = Scanner(bytes: Array(query.utf8), dialect)
        scanner.scan()
        text = String(decoding: scanner.output, as: UTF8.self)
        names = scanner.names
        places = scanner.places
    }

    private struct Scanner {
        let bytes: [UInt8]
        let isPostgres: Bool
        var offset = 0
        var output: [UInt8] = []
        var names: [String] = []
        var places: [Range<Int>] = []

        init(bytes: [UInt8], _ dialect: Dialect) {
            self.bytes = bytes
            isPostgres = dialect == .postgres
        }

        private func byte(_ distance: Int = 0) -> UInt8? {
            bytes.indices.contains(offset + distance) ? bytes[offset + distance] : nil
        }

        private mutating func copy(_ count: Int) {
            let end = min(offset + count, bytes.count)
            output += bytes[offset..<end]
            offset = end
        }

        /// Copies up to a text and the text itself, or all that is left.
        private mutating func copy(through end: [UInt8]) {
            while offset < bytes.count, !bytes[offset...].starts(with: end) { copy(1) }
            copy(end.count)
        }

        mutating func scan() {
            while let current = byte() {
                switch current {
                case UInt8(ascii: "'"): quoted(escapes: isPostgres && isEscapeText)
                case UInt8(ascii: "\""):
                    copy(1)
                    copy(through: [current])
                case UInt8(ascii: "`") where !isPostgres:
                    copy(1)
                    copy(through: [current])
                case UInt8(ascii: "[") where !isPostgres: copy(through: [UInt8(ascii: "]")])
                case UInt8(ascii: "-") where byte(1) == current: copy(through: [UInt8(ascii: "\n")])
                case UInt8(ascii: "/") where byte(1) == UInt8(ascii: "*"): comment()
                case UInt8(ascii: "$") where isPostgres: dollar()
                case UInt8(ascii: ":") where byte(1) == current: copy(2)
                case UInt8(ascii: ":"): parameter()
                default: copy(1)
                }
            }
        }

        /// Whether the quote here begins a text with escapes, as in `E'it\'s'`.
        private var isEscapeText: Bool {
            guard let last = output.last, last | 0x20 == UInt8(ascii: "e") else { return false }
            return !(output.dropLast().last.map(Self.isWord) ?? false)
        }

        private mutating func quoted(escapes: Bool) {
            copy(1)
            while let current = byte(), current != UInt8(ascii: "'") {
                copy(escapes && current == UInt8(ascii: "\\") ? 2 : 1)
            }
            copy(1)
        }

        /// PostgreSQL's comments nest.
        private mutating func comment() {
            var depth = 0
            repeat {
                if byte() == UInt8(ascii: "/"), byte(1) == UInt8(ascii: "*"), isPostgres || depth == 0 {
                    depth += 1
                    copy(2)
                } else if byte() == UInt8(ascii: "*"), byte(1) == UInt8(ascii: "/") {
                    depth -= 1
                    copy(2)
                } else {
                    copy(1)
                }
            } while depth > 0 && offset < bytes.count
        }

        /// A text between two of the same `$tag$`, or a dollar by itself.
        private mutating func dollar() {
            var end = offset + 1
            while end < bytes.count, Self.isWord(bytes[end]) { end += 1 }
            let isInWord = output.last.map(Self.isWord) ?? false
            let isNumber = byte(1).map { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) } ?? false
            guard !isInWord, !isNumber, end < bytes.count, bytes[end] == UInt8(ascii: "$") else { return copy(1) }
            let tag = Array(bytes[offset...end])
            copy(tag.count)
            copy(through: tag)
        }

        private mutating func parameter() {
            var end = offset + 1
            while end < bytes.count, Self.isWord(bytes[end]) { end += 1 }
            let name = String(decoding: bytes[(offset + 1)..<end], as: UTF8.self)
            // A slice of an array, `a[1:2]`, has a colon before a number.
            guard let first = name.utf8.first, !(UInt8(ascii: "0")...UInt8(ascii: "9")).contains(first) else {
                return copy(1)
            }
            let place = names.firstIndex(of: name) ?? names.count
            if place == names.count {
                names.append(name)
                places.append(offset..<end)
            }
            output += Array("$\(place + 1)".utf8)
            offset = end
        }

        private static func isWord(_ byte: UInt8) -> Bool {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), 0x80...:
                true
            default: false
            }
        }
    }
}
