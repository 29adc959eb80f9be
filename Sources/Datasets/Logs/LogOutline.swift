import JSON
package import Platform

/// What a look at a log tells before it is read in earnest: its columns, and which values some of them hold.
package struct LogOutline: Sendable, Hashable {
    /// The names of the columns, in the order in which they appear.
    package let columns: [String]
    /// Whether there are no others further on: each line of JSON has its own.
    package let hasAllColumns: Bool
    /// The values of the columns that were asked for; empty where the look did not reach the log's end, as a value that was
    /// not seen may come later.
    package let values: [String: Set<String>]

    /// Looks at the log at `path`, a file of CSV with a header or of JSON lines, packed or not. What cannot be read is passed over:
    /// what is wrong with it is for whoever reads the log to say.
    ///
    /// - Parameter reach: How many bytes are looked at.
    package static func read(
        _ path: String,
        valuesOf wanted: Set<String>,
        reach: Int = 16 << 20
    ) throws(PlatformError) -> LogOutline {
        let (bytes, isWhole) = try beginning(of: path, reach)
        let start = bytes.first { ![0x20, 0x09, 0x0A, 0x0D].contains($0) }
        let isJSON = start == UInt8(ascii: "{")
        let (columns, values) = isJSON ? jsonLines(bytes, wanted, isWhole) : csv(bytes, wanted, isWhole)
        return LogOutline(
            columns: columns,
            hasAllColumns: isWhole || !isJSON && !columns.isEmpty,
            values: isWhole ? values : [:]
        )
    }

    /// The first bytes of the log, and whether they are all.
    private static func beginning(
        of path: String,
        _ reach: Int
    ) throws(PlatformError) -> (bytes: [UInt8], isWhole: Bool) {
        var log = LogBytes(try ByteStream(path: path))
        var bytes = [UInt8](repeating: 0, count: reach)
        var count = 0
        do throws(LogBytes.Damage) {
            while count < reach {
                let added = try log.read(into: &bytes, at: count, limit: reach - count)
                count += added
                if added == 0 { break }
            }
        } catch {
            switch error {
            case .system(let failure): throw failure
            case .packed, .parquet: return (Array(bytes[..<count]), false)
            }
        }
        return (Array(bytes[..<count]), count < reach)
    }

    private typealias Look = (columns: [String], values: [String: Set<String>])

    private static func jsonLines(_ bytes: [UInt8], _ wanted: Set<String>, _ isWhole: Bool) -> Look {
        var columns: [String] = []
        var known: Set<String> = []
        var values = Dictionary(uniqueKeysWithValues: wanted.map { ($0, Set<String>()) })
        for line in bytes.split(separator: UInt8(ascii: "\n")) {
            guard let object = (try? JSONValue(parsing: Array(line)))?.object else { continue }
            for member in object.members {
                if known.insert(member.name).inserted { columns.append(member.name) }
                guard wanted.contains(member.name), let text = member.value.plainText else { continue }
                values[member.name, default: []].insert(text)
            }
            // The first lines give an idea of the columns where not all of them are looked at anyway.
            if !isWhole, line.endIndex > 1 << 16, !columns.isEmpty { break }
        }
        return (columns, values)
    }

    private static func csv(_ bytes: [UInt8], _ wanted: Set<String>, _ isWhole: Bool) -> Look {
        var scanner = CSVScanner(bytes, from: bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0)
        scanner.skipEmptyLines()
        var columns: [String] = []
        var values = Dictionary(uniqueKeysWithValues: wanted.map { ($0, Set<String>()) })
        var column = 0
        var isHeader = true
        while !scanner.isAtEnd, isHeader || isWhole {
            let cell = scanner.next()
            let text = scanner.text(of: cell)
            if isHeader {
                columns.append(text ?? "")
            } else if column < columns.count, wanted.contains(columns[column]), let text, !text.isEmpty {
                values[columns[column], default: []].insert(text)
            }
            column = cell.endsRow ? 0 : column + 1
            if cell.endsRow {
                isHeader = false
                scanner.skipEmptyLines()
            }
        }
        return (columns, values)
    }
}

extension JSONValue {
    /// A single value as a condition would write it; nil for null and collections.
    fileprivate var plainText: String? {
        switch self {
        case .string(let text): text
        case .bool, .integer, .number: canonicalText
        case .null, .array, .object: nil
        }
    }
}
