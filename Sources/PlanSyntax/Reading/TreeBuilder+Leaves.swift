import Diagnostics

extension TreeBuilder {
    // MARK: Scalars

    mutating func addScalar() {
        let style = reader.scalarStyle
        let (start, end) = (marks.offset(of: reader.startMark), marks.offset(of: reader.endMark))
        let hasProperties = start < end && (bytes[start] == UInt8(ascii: "&") || bytes[start] == UInt8(ascii: "!"))
        let lower = hasProperties ? bytes.afterProperties(from: start, to: end) : start
        let id = records.count
        var record: SyntaxRecord
        if style == .plain, reader.textCount == 0 {
            let place = missingPlace(start: start, end: end, hasProperties: hasProperties)
            record = SyntaxRecord(.scalar, style, at: place..<place)
            record.tag = hasProperties ? checkedTag(reader.tag, for: .scalar, in: start..<end) : .none
            record.isMissing = record.tag != .string
        } else {
            let isBlock = style == .literal || style == .folded
            record = SyntaxRecord(
                .scalar,
                style,
                at: lower..<(isBlock ? bytes.blockScalarEnd(from: lower, to: end) : end)
            )
            if hasProperties { record.tag = checkedTag(reader.tag, for: .scalar, in: start..<lower) }
            keepText(of: &record)
        }
        records.append(record)
        if hasProperties, let anchor = defineAnchor(on: id, in: start..<Int(record.lower)) {
            anchors.close(anchor, nodes: 1, height: 0)
        }
        complete(end: Int(record.upper), expanded: 1, height: 0)
    }

    /// Where a value that is not there belongs: behind its anchor and tag, behind the `:` of its key, or where libyaml says.
    private func missingPlace(start: Int, end: Int, hasProperties: Bool) -> Int {
        if hasProperties { return bytes.trimmedEnd(end, notBefore: start) }
        guard let frame = frames.last else { return start }
        guard frame.expectsValue else { return max(start, frame.lastEnd) }
        let next = bytes.afterSpaceAndComments(from: frame.lastEnd, to: bytes.count)
        return next < bytes.count && bytes[next] == .colon ? next + 1 : frame.lastEnd
    }

    /// Notes a scalar's text: as a part of the source where it is one, otherwise in the arena.
    private mutating func keepText(of record: inout SyntaxRecord) {
        let isQuoted = record.style == .singleQuoted || record.style == .doubleQuoted
        let inner = isQuoted ? record.range.dropFirst().dropLast() : record.range
        record.length = UInt32(reader.textCount)
        if inner.count == reader.textCount, reader.textEquals(bytes, from: inner.lowerBound) {
            record.isVerbatim = true
            record.first = UInt32(inner.lowerBound)
            return
        }
        record.first = UInt32(arena.count)
        reader.appendText(to: &arena)
        guard record.style == .doubleQuoted, arena[record.textRange].contains(0) else { return }
        findings.report(
            .nulEscape,
            "the text holds the character NUL",
            at: bytes.nulEscape(in: record.range) ?? record.range,
            help: ["remove the escape"]
        )
    }

    // MARK: Anchors and aliases

    /// Adds an alias. Gives whether it could be resolved, and nil where reading must stop.
    mutating func addAlias() -> Bool? {
        let range = marks.offset(of: reader.startMark)..<marks.offset(of: reader.endMark)
        let id = records.count
        var record = SyntaxRecord(.alias, .plain, at: range)
        record.first = UInt32(id)
        let target = anchors.resolve(reader.anchor ?? "", at: range, &findings)
        if let target { record.first = UInt32(target.node) }
        records.append(record)
        // Aliases can chain values that are each shallow enough into one that is not.
        guard frames.count + (target?.height ?? 0) <= limits.depth else {
            reportDepth(at: range, "with the value of this alias")
            return nil
        }
        complete(end: range.upperBound, expanded: target?.nodes ?? 1, height: target?.height ?? 0)
        return target != nil
    }

    /// Notes the event's anchor, if any, whose name stands in `properties`.
    mutating func defineAnchor(on id: Int, in properties: Range<Int>) -> Int? {
        guard !properties.isEmpty, let name = reader.anchor else { return nil }
        return anchors.define(name, on: id, at: bytes.property(UInt8(ascii: "&"), in: properties), &findings)
    }

    // MARK: Tags

    private static let coreTags: [String: (tag: SyntaxNode.Tag, kind: SyntaxRecord.Kind)] = [
        "str": (.string, .scalar), "int": (.integer, .scalar), "float": (.float, .scalar), "bool": (.boolean, .scalar),
        "null": (.null, .scalar), "seq": (.sequence, .sequence), "map": (.mapping, .mapping),
    ]

    /// The tag as one of the core schema; none, with a finding, where it is another or does not fit the value.
    mutating func checkedTag(
        _ tag: String?,
        for kind: SyntaxRecord.Kind,
        in properties: Range<Int>
    ) -> SyntaxNode.Tag {
        guard let tag else { return .none }
        let prefix = "tag:yaml.org,2002:"
        let name = tag.hasPrefix(prefix) ? String(tag.dropFirst(prefix.count)) : nil
        let place = bytes.property(UInt8(ascii: "!"), in: properties)
        guard let name, let core = TreeBuilder.coreTags[name] else {
            findings.report(
                .unsupportedTag,
                "the tag `\(bytes.string(in: place))` is not known",
                at: place,
                help: ["remove the tag, or put text that begins with `!` in quotes"]
            )
            return .none
        }
        guard core.kind == kind else {
            let nouns: [SyntaxRecord.Kind: String] = [.sequence: "a list", .mapping: "a mapping"]
            findings.report(
                .unsupportedTag,
                "the tag `\(bytes.string(in: place))` does not fit \(nouns[kind] ?? "a single value")",
                at: place,
                help: ["remove the tag"]
            )
            return .none
        }
        return core.tag
    }
}

/// The parts of a node in the text.
extension [UInt8] {
    /// The first byte behind blanks, line breaks and comments.
    func afterSpaceAndComments(from start: Int, to end: Int) -> Int {
        var offset = start
        while offset < end {
            if self[offset] == .hash {
                offset = Swift.min(end, lineEnd(of: offset))
            } else if self[offset].isBlankOrBreak {
                offset += 1
            } else {
                break
            }
        }
        return offset
    }

    /// The first byte behind the anchor and the tag that stand before a value.
    fileprivate func afterProperties(from start: Int, to end: Int) -> Int {
        var offset = start
        while offset < end, self[offset] == UInt8(ascii: "&") || self[offset] == UInt8(ascii: "!") {
            offset = afterSpaceAndComments(from: Swift.min(end, propertyEnd(from: offset)), to: end)
        }
        return offset
    }

    /// The anchor or tag that begins with `sign`.
    fileprivate func property(_ sign: UInt8, in range: Range<Int>) -> Range<Int> {
        var offset = range.lowerBound
        while offset < range.upperBound {
            let end = propertyEnd(from: offset)
            if self[offset] == sign { return offset..<end }
            offset = afterSpaceAndComments(from: end, to: range.upperBound)
        }
        return range
    }

    /// The end of the anchor or tag that begins at `start`.
    private func propertyEnd(from start: Int) -> Int {
        let isVerbatim = start + 1 < count && self[start + 1] == UInt8(ascii: "<")
        return firstIndex(from: start + 1) {
            $0.isBlankOrBreak || !isVerbatim && ($0 == .comma || $0.isClosingBracket)
        }
    }

    /// The end of a block scalar without the blank lines after it; of an empty one, the end of `|` or `>` and what belongs to it.
    fileprivate func blockScalarEnd(from start: Int, to end: Int) -> Int {
        let header = blockHeaderEnd(from: start)
        let firstLine = Swift.min(end, lineEnd(of: start))
        let trimmed = trimmedEnd(end, notBefore: start)
        return trimmed > firstLine ? trimmed : header
    }

    /// The end of `|` or `>` with the signs and the digit that may follow.
    func blockHeaderEnd(from start: Int) -> Int {
        firstIndex(from: start + 1) {
            !($0 == .dash || $0 == UInt8(ascii: "+") || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0))
        }
    }

    /// The first escape in a quoted text that yields NUL.
    fileprivate func nulEscape(in range: Range<Int>) -> Range<Int>? {
        var offset = range.lowerBound
        while offset + 1 < range.upperBound {
            guard self[offset] == .backslash else {
                offset += 1
                continue
            }
            if let digits = self[offset + 1].escapeDigits ?? (self[offset + 1] == UInt8(ascii: "0") ? 0 : nil) {
                let end = Swift.min(range.upperBound, offset + 2 + digits)
                if self[(offset + 2)..<end].allSatisfy({ $0 == UInt8(ascii: "0") }) { return offset..<end }
            }
            offset += 2
        }
        return nil
    }
}
