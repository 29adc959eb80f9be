import JSON
package import Plan
package import Platform

/// What a look at a log tells before it is read in earnest: its columns, and what some of them hold.
package struct LogOutline: Sendable, Hashable {
    /// What is asked of a log beside the names of its columns.
    package struct Question: Sendable {
        package let values: Set<String>
        package let numbers: Set<String>
        package let time: String?

        /// - Parameters:
        ///   - values: The columns whose values are wanted.
        ///   - numbers: The columns of which somebody wants to know whether they hold numbers.
        ///   - time: The column of times, where the first and the last are wanted.
        package init(values: Set<String>, numbers: Set<String> = [], time: String? = nil) {
            self.values = values
            self.numbers = numbers
            self.time = time
        }
    }

    /// The names of the columns, in the order in which they appear.
    package fileprivate(set) var columns: [String] = []
    /// Whether there are no others further on: each line of JSON has its own.
    package fileprivate(set) var hasAllColumns = false
    /// Whether the look reached the log's end. What follows is empty where it did not, as what was not seen may come later.
    package fileprivate(set) var isWhole = false
    /// The values of the columns whose values were asked for.
    package fileprivate(set) var values: [String: Set<String>] = [:]
    /// Of the columns that were asked about those that hold a number anywhere.
    package fileprivate(set) var numbers: Set<String> = []
    /// Of the same columns those that hold something else, each with the first of it.
    package fileprivate(set) var texts: [String: String] = [:]
    /// How many rows hold something in the columns that were asked about.
    package fileprivate(set) var counts: [String: Int] = [:]
    /// The first and the last time, where they were asked for.
    package fileprivate(set) var times: ClosedRange<Timestamp>?

    /// Looks at the log at `path`, a file of CSV with a header or of JSON lines, packed or not. What cannot be read is passed over:
    /// what is wrong with it is for whoever reads the log to say.
    ///
    /// - Parameter reach: How many bytes are looked at.
    package static func read(
        _ path: String,
        _ question: Question,
        reach: Int = 16 << 20
    ) throws(PlatformError) -> LogOutline {
        let (bytes, isWhole) = try beginning(of: path, reach)
        let start = bytes.first { ![0x20, 0x09, 0x0A, 0x0D].contains($0) }
        let isJSON = start == UInt8(ascii: "{")
        var look = OutlineLook(question, isWhole: isWhole)
        if isJSON { look.jsonLines(bytes) } else { look.csv(bytes) }
        look.outline.hasAllColumns = isWhole || !isJSON && !look.outline.columns.isEmpty
        return look.outline
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
}

/// A walk over the bytes of a log.
private struct OutlineLook {
    private let question: LogOutline.Question
    var outline = LogOutline()

    init(_ question: LogOutline.Question, isWhole: Bool) {
        self.question = question
        outline.isWhole = isWhole
        if isWhole {
            outline.values = Dictionary(uniqueKeysWithValues: question.values.map { ($0, []) })
            outline.counts = Dictionary(uniqueKeysWithValues: question.numbers.map { ($0, 0) })
        }
    }

    mutating func jsonLines(_ bytes: [UInt8]) {
        var known: Set<String> = []
        for line in bytes.split(separator: UInt8(ascii: "\n")) {
            guard let object = (try? JSONValue(parsing: Array(line)))?.object else { continue }
            for member in object.members {
                if known.insert(member.name).inserted { outline.columns.append(member.name) }
                if outline.isWhole { see(member.name) { member.value.plainText } }
            }
            // The first lines give an idea of the columns where not all of them are looked at anyway.
            if !outline.isWhole, line.endIndex > 1 << 16, !outline.columns.isEmpty { break }
        }
    }

    mutating func csv(_ bytes: [UInt8]) {
        var scanner = CSVScanner(bytes, from: bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0)
        scanner.skipEmptyLines()
        var column = 0
        var isHeader = true
        while !scanner.isAtEnd, isHeader || outline.isWhole {
            let cell = scanner.next()
            if isHeader {
                outline.columns.append(scanner.text(of: cell) ?? "")
            } else if column < outline.columns.count {
                see(outline.columns[column]) { scanner.text(of: cell) }
            }
            column = cell.endsRow ? 0 : column + 1
            if cell.endsRow {
                isHeader = false
                scanner.skipEmptyLines()
            }
        }
    }

    /// Takes what a row has in a column, where somebody asks about that.
    private mutating func see(_ column: String, _ content: () -> String?) {
        let (isListed, isWeighed, isTime) = (
            question.values.contains(column), question.numbers.contains(column), question.time == column
        )
        guard isListed || isWeighed || isTime, let text = content(), !text.isEmpty else { return }
        if isListed { outline.values[column, default: []].insert(text) }
        if isWeighed { outline.counts[column, default: 0] += 1 }
        if isWeighed, outline.texts[column] == nil || !outline.numbers.contains(column) {
            if text.isNumber {
                outline.numbers.insert(column)
            } else if outline.texts[column] == nil {
                outline.texts[column] = text
            }
        }
        if isTime, let time = Timestamp(logTime: text) {
            let known = outline.times ?? time...time
            outline.times = min(known.lowerBound, time)...max(known.upperBound, time)
        }
    }
}

extension String {
    /// Whether a log that has this where a number is wanted can be read.
    fileprivate var isNumber: Bool {
        let bytes = Array(utf8)
        return LogNumber.value(of: LogCell(start: 0, end: bytes.count), in: bytes.span) != nil
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
