import Diagnostics

/// The anchors of a text, what their aliases would amount to when written out, and the findings about both.
struct AnchorTable {
    private struct Anchor {
        let name: String
        let node: Int
        /// The name with its `&`.
        let place: Range<Int>
        /// The nodes of the value with every alias in it written out, and how many collections deep it is; nil while the
        /// value is still being read.
        var size: (nodes: Int, height: Int)?
        var firstUse: Range<Int>?
    }

    private var anchors: [Anchor] = []
    private var numbers: [String: Int] = [:]

    /// Notes an anchor on a node; one of the same name keeps its first place.
    mutating func define(_ name: String, on node: Int, at place: Range<Int>, _ findings: inout Findings) -> Int? {
        if let first = numbers[name] {
            let firstPlace = anchors[first].place
            findings.report(.duplicateAnchor) { file in
                Diagnostic(
                    .duplicateAnchor,
                    "the anchor `\(name)` is defined twice",
                    at: Diagnostic.Label(SourceSpan(file: file, place), "defined again here"),
                    secondary: [Diagnostic.Label(SourceSpan(file: file, firstPlace), "first defined here")]
                )
            }
            return nil
        }
        numbers[name] = anchors.count
        anchors.append(Anchor(name: name, node: node, place: place))
        return anchors.count - 1
    }

    /// Notes that the value of an anchor is complete.
    mutating func close(_ anchor: Int, nodes: Int, height: Int) {
        anchors[anchor].size = (nodes, height)
    }

    /// The value that an alias stands for; nil, with a finding, where there is none.
    mutating func resolve(
        _ name: String,
        at place: Range<Int>,
        _ findings: inout Findings
    ) -> (node: Int, nodes: Int, height: Int)? {
        guard let number = numbers[name] else {
            let help = Suggestion.nearest(to: name, among: numbers.keys).map { ["did you mean `*\($0)`?"] }
            findings.report(
                .undefinedAlias,
                "no value above carries the anchor `\(name)`",
                at: place,
                help: help ?? ["put text that begins with `*` in quotes"]
            )
            return nil
        }
        let anchor = anchors[number]
        if anchor.firstUse == nil { anchors[number].firstUse = place }
        guard let size = anchor.size else {
            findings.report(.recursiveAlias) { file in
                Diagnostic(
                    .recursiveAlias,
                    "the alias `\(name)` stands inside the value it refers to",
                    at: Diagnostic.Label(SourceSpan(file: file, place), "refers to the value around it"),
                    secondary: [Diagnostic.Label(SourceSpan(file: file, anchor.place), "the value begins here")]
                )
            }
            return nil
        }
        return (anchor.node, size.nodes, size.height)
    }

    /// Reports anchors that no alias refers to.
    func reportUnused(_ findings: inout Findings) {
        for anchor in anchors where anchor.firstUse == nil {
            findings.report(
                .unusedAnchor,
                "the anchor `\(anchor.name)` is never used",
                at: anchor.place,
                help: ["remove it, or put text that begins with `&` in quotes"]
            )
        }
    }

    /// Reports a text that is far larger with its aliases written out than it is itself; names the largest anchor in use.
    func reportExpansion(to expanded: Int, of nodes: Int, _ findings: inout Findings) {
        guard expanded > 10 * nodes + 1_000 else { return }
        let used = anchors.filter { $0.firstUse != nil }
        guard let largest = used.max(by: { ($0.size?.nodes ?? 0) < ($1.size?.nodes ?? 0) }), let use = largest.firstUse
        else { return }
        findings.report(.aliasExpansion) { file in
            Diagnostic(
                .aliasExpansion,
                "the aliases of this file stand for far more than it holds, most of it under the anchor `\(largest.name)`",
                at: Diagnostic.Label(SourceSpan(file: file, use), "the largest value is repeated here"),
                secondary: [Diagnostic.Label(SourceSpan(file: file, largest.place), "and defined here")],
                notes: ["the limit is ten times the \(nodes) values of the file and a thousand"]
            )
        }
    }
}
