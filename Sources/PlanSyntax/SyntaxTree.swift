package import Diagnostics
package import Platform

/// What reading a text gives: a tree where one could be made, and all that was found on the way.
package struct ParsedSyntax: Sendable {
    /// The tree; there may be errors beside it, such as duplicate keys. Nil where the text is not whole or not safe to walk.
    package let tree: SyntaxTree?
    /// In the order of the text.
    package let diagnostics: [Diagnostic]
    /// How many elementary steps (bytes walked, keys compared) were taken beside libyaml's own: a measure of work that does
    /// not depend on the machine.
    package let steps: Int
    /// In how many parts the text was read, side by side.
    package let parts: Int
}

/// One YAML document as a tree in which every value knows its place.
package struct SyntaxTree: Sendable {
    private let storage: SyntaxStorage

    init(_ storage: SyntaxStorage) { self.storage = storage }

    package var root: SyntaxNode { SyntaxNode(storage, 0) }

    /// Every node, in the order of the text, and whether it is the key of a mapping.
    ///
    /// - Parameter isWanted: whether nodes of that kind are; an alias is a scalar here, whatever it shows.
    package func forEachNode(
        of isWanted: (SyntaxNode.Kind) -> Bool = { _ in true },
        _ body: (_ node: SyntaxNode, _ isKey: Bool) -> Void
    ) {
        var isKey = [Bool](repeating: false, count: storage.records.count)
        for (id, record) in storage.records.enumerated() {
            // A collection stands before its children.
            if record.kind == .mapping {
                var isNextKey = true
                for child in storage.children(of: id) {
                    isKey[child] = isNextKey
                    isNextKey.toggle()
                }
            }
            if isWanted(record.kind.shown) { body(SyntaxNode(storage, id), isKey[id]) }
        }
    }

    /// The entries of all mappings whose key ends in one of the pairs of bytes, and whose single value has at least so many bytes, in
    /// the order of the text. Without a node for each key long files are looked through.
    package func entries(ofKeysEndingIn ends: BytePairs, valuesFrom shortest: Int) -> [SyntaxEntry] {
        storage.keys(endingIn: ends, ofValuesFrom: shortest).map { root.entry(ofKey: $0) }
    }

    /// What every text of the tree is a part of: the file, and what is written in it otherwise than it is meant.
    package var texts: [ArraySlice<UInt8>] { [storage.source[...], storage.arena[...]] }

    /// Whether a byte stands anywhere in the texts.
    package func mayHold(_ byte: UInt8) -> Bool { storage.source.has(byte) || storage.arena.has(byte) }

    /// The same tree with other text in some scalars, given by the numbers of the nodes.
    ///
    /// The new text is never read as YAML. Places stay those of the written text.
    package func expanding(_ expansions: [Int: ScalarExpansion]) -> SyntaxTree {
        expansions.isEmpty ? self : SyntaxTree(SyntaxStorage(storage, expansions: expansions))
    }

    /// A tree of one scalar: the part of the file at `range`, taken as it stands and not read as YAML. With `isText` it is
    /// text whatever it looks like.
    package static func scalar(
        _ range: Range<Int>,
        of file: SourceFile,
        id: SourceFile.ID,
        isText: Bool
    ) -> SyntaxTree {
        var record = SyntaxRecord(.scalar, .plain, at: range)
        record.first = UInt32(range.lowerBound)
        record.length = UInt32(range.count)
        record.isVerbatim = true
        record.tag = isText ? .string : .none
        return SyntaxTree(SyntaxStorage(file: id, source: file.bytes, records: [record], arena: []))
    }

    /// The text's comments, each from its `#` to its last character, in the order of the text.
    package var comments: [SourceSpan] {
        CommentFinder(storage: storage).ranges().map { SourceSpan(file: storage.file, $0) }
    }

    /// Reads a text. Never fails: what is wrong with the text is in the result, and only an error there makes it unusable.
    ///
    /// - Parameter division: among how many threads the work is divided where the text is long.
    package static func parse(
        _ file: SourceFile,
        id: SourceFile.ID,
        limits: SyntaxLimits = .standard,
        division: Division = Division()
    ) -> ParsedSyntax {
        var findings = Findings(file: id)
        let largest = min(limits.bytes, SyntaxLimits.largestBytes)
        guard file.bytes.count <= largest else {
            findings.report(
                .fileTooLarge,
                "the file has \(file.bytes.count) bytes, and at most \(largest) are read",
                at: 0..<0
            )
            return ParsedSyntax(tree: nil, diagnostics: findings.finished(), steps: 0, parts: 1)
        }
        let scan = TextScan(file.bytes, findings: &findings)
        guard !scan.isUnreadable else {
            SeparatorRule(separators: scan.separators).check(file.bytes, in: nil, &findings)
            return ParsedSyntax(tree: nil, diagnostics: findings.finished(), steps: file.bytes.count, parts: 1)
        }
        let bytes = scan.separators.isEmpty ? file.bytes : scan.withoutSeparators(file.bytes)
        let storage: SyntaxStorage
        let isComplete: Bool
        var steps = file.bytes.count
        var parts = 1
        if let divided = DividedReading(bytes: bytes, scan: scan, limits: limits, division: division) {
            storage = SyntaxStorage(file: id, source: file.bytes, records: divided.records, arena: divided.arena)
            (isComplete, parts) = (true, divided.partCount)
            steps += divided.steps
        } else {
            var builder = TreeBuilder(bytes: bytes, scan: scan, limits: limits, findings: findings)
            builder.build()
            findings = builder.findings
            storage = SyntaxStorage(file: id, source: file.bytes, records: builder.records, arena: builder.arena)
            isComplete = builder.isComplete
            steps += builder.marks.steps
        }
        SeparatorRule(separators: scan.separators).check(file.bytes, in: storage, &findings)
        CommentRule(tightHashes: scan.tightHashes).check(storage, &findings)
        if isComplete { steps += check(storage, division, &findings) }
        return ParsedSyntax(
            tree: isComplete ? SyntaxTree(storage) : nil,
            diagnostics: findings.finished(),
            steps: steps,
            parts: parts
        )
    }

    /// How many nodes are worth a thread to check them.
    private static let leastChecked = 1 << 16

    /// Checks what stands in collections, and gives how many steps that took. Where one thing is found, all are in their order.
    private static func check(_ storage: SyntaxStorage, _ division: Division, _ findings: inout Findings) -> Int {
        let ranges = division.parts(of: storage.records.count, least: leastChecked)
        if ranges.count > 1 {
            let clean = Workers.map(count: ranges.count, threads: ranges.count) { number -> Int? in
                var found = Findings(file: storage.file)
                let steps = check(storage, ranges[number], &found)
                return found.isEmpty ? steps : nil
            }
            let steps = clean.compactMap(\.self)
            if steps.count == clean.count { return steps.reduce(0, +) }
        }
        return check(storage, storage.records.indices, &findings)
    }

    private static func check(_ storage: SyntaxStorage, _ ids: Range<Int>, _ findings: inout Findings) -> Int {
        var keys = KeyRule()
        keys.check(storage, ids, &findings)
        InlineRule().check(storage, ids, &findings)
        DecimalCommaRule().check(storage, ids, &findings)
        return keys.steps
    }
}
