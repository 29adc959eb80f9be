import Diagnostics

/// Turns libyaml's events into the flat records of a tree, in one pass and without recursion.
struct TreeBuilder: ~Copyable {
    /// A collection that is being read.
    struct Frame {
        let id: Int
        let isMapping: Bool
        let isFlow: Bool
        let anchor: Int?
        var children = 0
        /// Where the last child ends.
        var lastEnd: Int
        /// Its nodes with every alias written out, and how many collections deep the deepest is.
        var expanded = 1
        var height = 1

        var expectsValue: Bool { isMapping && children % 2 == 1 }
    }

    let bytes: [UInt8]
    let limits: SyntaxLimits
    var reader: EventReader
    var marks: MarkConverter
    var findings: Findings
    var records: [SyntaxRecord] = []
    var arena: [UInt8] = []
    var anchors = AnchorTable()
    var frames: [Frame] = []
    private var documentStart: Int?
    private var expanded = 0
    /// Whether the tree is whole, so that it can be used.
    private(set) var isComplete = false

    /// - Parameters:
    ///   - range: what is read of the text; nil for all of it.
    ///   - lead: what is read before that, in ASCII, as if it stood there.
    ///   - room: how many bytes there will be in all, for which room is kept.
    init(
        bytes: [UInt8],
        scan: TextScan,
        limits: SyntaxLimits,
        findings: Findings,
        range: Range<Int>? = nil,
        after lead: [UInt8] = [],
        room: Int? = nil
    ) {
        let range = range ?? scan.start..<bytes.count
        self.bytes = bytes
        self.limits = limits
        self.reader = EventReader(bytes: bytes, range, after: lead)
        self.marks = MarkConverter(bytes: bytes, from: range.lowerBound, isASCII: scan.isASCII, lead: lead.count)
        self.findings = findings
        // More than plans have, so that the records need not move while they grow; what is not used is never touched.
        records.reserveCapacity(min(limits.nodes, (room ?? range.count) / 8) + 1)
    }

    /// Reads the text to its end or to the first thing that stops it.
    mutating func build() {
        var isResolved = true
        while true {
            switch reader.next() {
            case .scalar: addScalar()
            case .mappingStart: guard openCollection(.mapping) else { return }
            case .sequenceStart: guard openCollection(.sequence) else { return }
            case .mappingEnd, .sequenceEnd: closeCollection()
            case .alias:
                guard let isFound = addAlias() else { return }
                isResolved = isResolved && isFound
            case .documentStart: guard beginDocument() else { return }
            case .streamEnd:
                isComplete = finish() && isResolved
                return
            case .failed:
                let problem = reader.problem
                let translator = ProblemTranslator(
                    bytes: bytes,
                    place: marks.offset(of: problem.mark),
                    opening: marks.offset(of: problem.contextMark),
                    innermostFlow: frames.last { $0.isFlow }.map { Int(records[$0.id].lower) }
                )
                translator.report(problem, &findings)
                return
            case .other: break
            }
            guard records.count <= limits.nodes else {
                findings.report(
                    .tooManyNodes,
                    "the file has more than \(limits.nodes) values",
                    at: records.last?.range ?? 0..<0,
                    "the first one too many"
                )
                return
            }
        }
    }

    // MARK: Documents

    private mutating func beginDocument() -> Bool {
        let place = marks.offset(of: reader.startMark)
        guard let first = documentStart else {
            documentStart = place
            return true
        }
        let bytes = bytes
        findings.report(.severalDocuments) { file in
            Diagnostic(
                .severalDocuments,
                "the file holds more than one document",
                at: Diagnostic.Label(SourceSpan(file: file, bytes.word(at: place)), "the second begins here"),
                secondary: [Diagnostic.Label(SourceSpan(file: file, bytes.word(at: first)), "the first begins here")],
                help: ["put the second document in a file of its own"]
            )
        }
        return false
    }

    private mutating func finish() -> Bool {
        guard let root = records.first, !root.isMissing else {
            let end = bytes.trimmedEnd(bytes.count, notBefore: 0)
            findings.report(
                .emptyFile,
                bytes.isEmpty ? "the file is empty" : "the file holds no value",
                at: end..<end,
                help: [
                    "a plan begins with `planrun: 1`, a scenario with `planrun_scenario: 1`, tests with `planrun_test: 1`"
                ]
            )
            return false
        }
        anchors.reportUnused(&findings)
        anchors.reportExpansion(to: expanded, of: records.count, &findings)
        return expanded <= 10 * records.count + 1_000
    }

    // MARK: Collections

    /// Begins a collection; false, with a finding, where it stands too deep.
    private mutating func openCollection(_ kind: SyntaxRecord.Kind) -> Bool {
        let style = reader.collectionStyle
        let (start, end) = (marks.offset(of: reader.startMark), marks.offset(of: reader.endMark))
        // The end mark is behind `[` or `{`, behind the `-` of a list that is not indented, or at the first key or `-`.
        var lower = start
        if start < end {
            let isBehind = style == .flow || kind == .sequence && bytes[end - 1] == .dash
            lower = isBehind ? end - 1 : end
        }
        guard frames.count < limits.depth else {
            reportDepth(at: bytes.character(at: lower), "the first one too deep")
            return false
        }
        var record = SyntaxRecord(kind, style, at: lower..<lower)
        let id = records.count
        record.tag = checkedTag(reader.tag, for: kind, in: start..<lower)
        records.append(record)
        let anchor = defineAnchor(on: id, in: start..<lower)
        frames.append(
            Frame(id: id, isMapping: kind == .mapping, isFlow: style == .flow, anchor: anchor, lastEnd: lower)
        )
        return true
    }

    mutating func reportDepth(at range: Range<Int>, _ label: String) {
        findings.report(
            .tooDeep,
            "lists and mappings stand more than \(limits.depth) deep in one another",
            at: range,
            label
        )
    }

    private mutating func closeCollection() {
        guard let frame = frames.popLast() else { return }
        // Only brackets have a width of their own; a block's end mark is wherever the next token stands.
        let isBracketed = frame.isFlow && reader.startMark != reader.endMark
        let end = isBracketed ? marks.offset(of: reader.endMark) : frame.lastEnd
        records[frame.id].upper = UInt32(end)
        records[frame.id].first = UInt32(frame.children)
        records[frame.id].end = UInt32(records.count)
        if let anchor = frame.anchor { anchors.close(anchor, nodes: frame.expanded, height: frame.height) }
        complete(end: end, expanded: frame.expanded, height: frame.height)
    }

    /// Counts a node that is now whole as a child of the collection around it.
    mutating func complete(end: Int, expanded: Int, height: Int) {
        guard let last = frames.indices.last else {
            self.expanded = expanded
            return
        }
        frames[last].children += 1
        frames[last].lastEnd = end
        let (sum, overflows) = frames[last].expanded.addingReportingOverflow(expanded)
        frames[last].expanded = overflows ? .max : sum
        frames[last].height = max(frames[last].height, height + 1)
    }
}
