import Diagnostics
import Platform

/// Reads a long text in parts, side by side, where most of it is one list under a key of its root, as the stages of a plan are.
///
/// Each part but the first begins with an item of that list, and is read behind a key that stands for the list's own. It says the
/// same there as in the whole text if what comes before it, read by itself, ends inside that list, with nothing open but the list
/// and the root, and if nothing is said in one part that counts in another, as anchors and directives do. Where anything else is
/// the case, or anything at all is found, there is no result, and the text is read in one piece: so that is always what counts.
struct DividedReading {
    /// What a part with so many bytes takes to read is long beside the start of a thread.
    private static let leastPart = 1 << 18

    /// How far from where it should be a part may begin.
    private static let reach = 1 << 16

    /// What stands before each part but the first.
    private static let lead: [UInt8] = Array("_:\n".utf8)
    /// The numbers that its nodes have: the root, the key, and the list.
    private static let leadNodes = 3

    /// A part that was read.
    private struct Part: Sendable {
        var records: [SyntaxRecord]
        var arena: [UInt8]
        let steps: Int
        let isWhole: Bool
    }

    private let bytes: [UInt8]
    private let limits: SyntaxLimits
    private let ranges: [Range<Int>]
    /// How far the items are indented with which parts begin.
    private let indentation: Int

    private(set) var records: [SyntaxRecord] = []
    private(set) var arena: [UInt8] = []
    private(set) var steps = 0
    var partCount: Int { ranges.count }

    /// The whole tree, or nil where the text must be read in one piece.
    init?(bytes: [UInt8], scan: TextScan, limits: SyntaxLimits, division: Division) {
        let wanted = division.parts(of: bytes.count, least: Self.leastPart)
        guard wanted.count > 1, scan.separators.isEmpty, !bytes.has(UInt8(ascii: "&")) else { return nil }
        var starts = [scan.start]
        var indentations: Set<Int> = []
        for range in wanted.dropFirst() {
            guard let item = Self.item(near: max(range.lowerBound, starts[starts.count - 1]), in: bytes) else {
                return nil
            }
            starts.append(item.start)
            indentations.insert(item.indentation)
        }
        guard indentations.count == 1, let indentation = indentations.first else { return nil }
        self.bytes = bytes
        self.limits = limits
        self.indentation = indentation
        ranges = zip(starts, starts.dropFirst() + [bytes.count]).map { $0..<$1 }
        guard read(scan) else { return nil }
    }

    /// The line of the outermost item of a list that begins close behind a place.
    private static func item(near place: Int, in bytes: [UInt8]) -> (start: Int, indentation: Int)? {
        var found: (start: Int, indentation: Int)?
        var line = bytes.lineEnd(of: place) + 1
        let end = min(bytes.count - 1, place + reach)
        while line < end {
            let first = bytes.firstIndex(from: line) { $0 != UInt8(ascii: " ") }
            let isItem = first + 1 < bytes.count && bytes[first] == .dash && bytes[first + 1].isBlankOrBreak
            if isItem, first - line < found?.indentation ?? .max { found = (line, first - line) }
            line = bytes.lineEnd(of: line) + 1
        }
        return found
    }

    private mutating func read(_ scan: TextScan) -> Bool {
        let (bytes, limits, ranges) = (bytes, limits, ranges)
        var parts = Workers.map(count: ranges.count, threads: ranges.count) { number in
            let isFirst = number == 0
            var builder = TreeBuilder(
                bytes: bytes,
                scan: scan,
                limits: limits,
                findings: Findings(file: SourceFile.ID(index: 0)),
                range: ranges[number],
                after: isFirst ? [] : Self.lead,
                room: isFirst ? bytes.count : nil
            )
            builder.build()
            return Part(
                records: builder.records,
                arena: builder.arena,
                steps: builder.marks.steps,
                isWhole: builder.isComplete && builder.findings.isEmpty
            )
        }
        guard parts.allSatisfy(\.isWhole), isRoot(parts[0].records), let list = openList(parts[0].records, ranges[0])
        else { return false }
        swap(&records, &parts[0].records)
        swap(&arena, &parts[0].arena)
        steps = parts[0].steps
        for number in 1..<parts.count {
            let isLast = number + 1 == parts.count
            guard isContinuation(parts[number].records, ranges[number], isLast: isLast) else { return false }
            append(parts[number], to: list)
            parts[number].records = []
        }
        return records.count <= limits.nodes
    }

    // MARK: What parts must be

    /// Whether it is a mapping in lines that are not indented, with no directive before it.
    private func isRoot(_ records: [SyntaxRecord]) -> Bool {
        let root = records[0]
        let start = Int(root.lower)
        return root.kind == .mapping && root.style == .block && root.first >= 2 && bytes.lineStart(of: start) == start
            && !bytes[..<start].contains(UInt8(ascii: "%"))
    }

    /// The number of the list that the text of the first part ends in.
    private func openList(_ records: [SyntaxRecord], _ range: Range<Int>) -> Int? {
        var last = 1
        while records[last].next(after: last) < records.count { last = records[last].next(after: last) }
        return isOpen(last, of: records, range) ? last : nil
    }

    /// Whether a value is a list of items with the right indentation, and nothing but blank lines and comments follows on it.
    private func isOpen(_ list: Int, of records: [SyntaxRecord], _ range: Range<Int>) -> Bool {
        let (record, dash) = (records[list], Int(records[list].lower))
        guard record.kind == .sequence, record.style == .block, bytes[dash] == .dash else { return false }
        let line = bytes.lineStart(of: dash)
        return dash - line == indentation && bytes[line..<dash].allSatisfy { $0 == UInt8(ascii: " ") }
            && bytes.afterSpaceAndComments(from: Int(record.upper), to: range.upperBound) == range.upperBound
    }

    /// Whether a part is the list going on, with nothing behind it unless the part is the last.
    private func isContinuation(_ records: [SyntaxRecord], _ range: Range<Int>, isLast: Bool) -> Bool {
        let list = Self.leadNodes - 1
        guard records.count > list, records[0].kind == .mapping, records[list].kind == .sequence,
            Int(records[list].lower) == range.lowerBound + indentation
        else { return false }
        return isLast || Int(records[list].end) == records.count && isOpen(list, of: records, range)
    }

    // MARK: Joining

    /// Adds the items of a part to the list, and what follows on the list to the root.
    private mutating func append(_ part: Part, to list: Int) {
        let (moved, spelt) = (UInt32(records.count - Self.leadNodes), UInt32(arena.count) &- 1)
        for var record in part.records.dropFirst(Self.leadNodes) {
            if record.isCollection { record.end += moved }
            // The key that the part was read behind is the first text of its arena. An empty text is nowhere.
            if record.kind == .scalar, !record.isVerbatim {
                record.first = record.length == 0 ? 0 : record.first &+ spelt
            }
            records.append(record)
        }
        arena += part.arena.dropFirst()
        let (root, own) = (part.records[0], part.records[Self.leadNodes - 1])
        records[list].first += own.first
        records[list].upper = own.upper
        records[list].end = own.end + moved
        records[0].first += root.first - 2
        records[0].upper = root.upper
        records[0].end = root.end + moved
        steps += part.steps
    }
}
