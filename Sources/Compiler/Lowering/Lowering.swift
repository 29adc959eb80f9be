import Diagnostics
import Plan
import PlanSyntax
import Platform

/// Turns the located tree into a typed plan, section by section, and gathers what is wrong on the way.
///
/// It never gives up: what cannot be read is left out of the plan, a diagnostic says so, and the rest is read.
struct Lowering {
    let language: Language
    let allowsOutsidePaths: Bool
    var speller = Speller()
    /// What the variables of the plan stand for, by their names.
    var parameters: [String: ResolvedParameter] = [:]
    /// The conditions that have been read, by their texts.
    var wordings = WordingTable()
    private(set) var diagnostics: [Diagnostic] = []
    /// Where keys stand that may have been put into another mapping; nil where it is no plan that is read.
    private var homes: KeyHomes?
    private let root: RecordShape?
    private let division: Division

    /// - Parameters:
    ///   - root: The shape of the whole document, where it is a plan.
    ///   - division: Among how many threads long lists are divided.
    init(language: Language, allowsOutsidePaths: Bool, root: RecordShape? = nil, division: Division = .none) {
        self.root = root
        self.division = division
        self.language = language
        self.allowsOutsidePaths = allowsOutsidePaths
    }

    /// One that has reported nothing yet, to try something out.
    func fresh() -> Lowering {
        var attempt = Lowering(language: language, allowsOutsidePaths: allowsOutsidePaths)
        attempt.parameters = parameters
        return attempt
    }

    mutating func report(
        _ code: DiagnosticCode,
        _ message: String,
        at span: SourceSpan,
        _ label: String = "",
        notes: [String] = [],
        help: [String] = [],
        fix: Diagnostic.Fix? = nil
    ) {
        diagnostics.append(Diagnostic(code, message, at: .init(span, label), notes: notes, help: help, fix: fix))
    }

    mutating func report(_ diagnostic: Diagnostic) { diagnostics.append(diagnostic) }

    /// Whether the node is of that kind; reports where it is not, in the words of `rule`.
    ///
    /// - Parameter cure: What to write instead, where that is known.
    mutating func expect(
        _ kind: SyntaxNode.Kind,
        _ node: SyntaxNode,
        _ rule: @autoclosure () -> String,
        cure: (SyntaxNode) -> String? = { _ in nil }
    ) -> Bool {
        if node.isOf(kind), !isNull(node) { return true }
        if isNull(node) {
            report(.missingValue, "value missing: \(rule())", at: node.span, "value missing here")
        } else {
            let cure = cure(node)
            report(
                .wrongKind,
                "\(rule()), not \(node.kind.words)",
                at: node.anchorSpan,
                help: cure.map { ["write `\($0)`"] } ?? [],
                fix: cure.flatMap(node.replacing)
            )
        }
        return false
    }

    /// A scalar as messages show it: with quotes where it has any, as they may be what is wrong.
    static func shown(_ node: SyntaxNode) -> String {
        let isQuoted = node.style == .singleQuoted || node.style == .doubleQuoted
        return isQuoted ? "`\"\(node.text)\"`" : "`\(node.text)`"
    }

    /// Whether the node is empty or null; leaving the key out is how a plan says nothing.
    func isNull(_ node: SyntaxNode) -> Bool { node.isOf(.scalar) && node.mayBeNull && node.coreType == .null }

    /// Reports the key, and gives the key that it was probably meant to be. There is a fix where that key is not taken.
    mutating func reportUnknownKey(
        _ key: SyntaxNode,
        in shape: RecordShape,
        isTaken: (String) -> Bool
    ) -> String? {
        let known = shape.fields.map(\.key)
        let home = home(of: key.text, in: shape)
        var nearest = speller.nearest(to: key.text, among: known)
        // What is a key elsewhere is mistyped only where next to nothing is wrong with it.
        if home != nil, let near = nearest, !Suggestion.isOneSlip(key.text, from: near) { nearest = nil }
        var diagnostic = Diagnostic(
            .unknownKey,
            "unknown key `\(key.text)` in \(shape.name)",
            at: .init(key.span, "not a key of \(shape.name)"),
            help: nearest.map { ["did you mean `\($0)`?"] } ?? home.map { [$0] } ?? []
        )
        if nearest == nil {
            diagnostic.notes = [known.isEmpty ? "it has no keys" : "its keys are \(known.quotedList)"]
        } else if let meant = Suggestion.clear(for: key.text, among: known), !isTaken(meant) {
            diagnostic.fix = key.replacing(with: meant)
        }
        diagnostics.append(diagnostic)
        return nearest
    }

    private mutating func home(of key: String, in shape: RecordShape) -> String? {
        guard let root else { return nil }
        let homes = homes ?? KeyHomes(root)
        self.homes = homes
        return homes.help(for: key, in: shape)
    }

    /// The elements of a list, each read; those that cannot be read are left out.
    mutating func list<Element>(
        _ node: SyntaxNode,
        _ rule: @autoclosure () -> String,
        atLeast minimum: Int = 0,
        cure: (SyntaxNode) -> String? = { _ in nil },
        _ read: (SyntaxNode, inout Lowering) -> Element?
    ) -> [Element]? {
        guard expect(.sequence, node, rule(), cure: cure) else { return nil }
        var elements: [Element] = []
        elements.reserveCapacity(node.elements.count)
        var count = 0
        for element in node.elements {
            count += 1
            if let value = read(element, &self) { elements.append(value) }
        }
        if count < minimum {
            report(.tooFew, "\(rule()) with at least \(minimum) element\(minimum == 1 ? "" : "s")", at: node.span)
        }
        return elements
    }

    /// The same of the list of stages, which may be long, and is read in parts then, side by side.
    ///
    /// What is found in a stage may depend on what was found before: how often it is still guessed what is meant, say. So from the
    /// first part on in which something is found, the stages are read once more, one after the other.
    mutating func stages<Element: Sendable>(
        _ node: SyntaxNode,
        _ rule: String,
        atLeast minimum: Int = 0,
        _ read: @escaping @Sendable (SyntaxNode, inout Lowering) -> Element?
    ) -> [Element]? {
        let ranges = division.stageRanges(node.elements.count)
        guard ranges.count > 1 else { return list(node, rule, atLeast: minimum, read) }
        let parts = node.elements.parts(ranges)
        wordings.share()
        var start = self
        start.diagnostics = []
        let beginning = start
        let results = Workers.map(count: parts.count, threads: parts.count) { number in
            var lowering = beginning
            let elements = parts[number].compactMap { read($0, &lowering) }
            return (elements: elements, isClean: lowering.diagnostics.isEmpty)
        }
        var elements: [Element] = []
        elements.reserveCapacity(node.elements.count)
        let clean = results.prefix(while: \.isClean)
        for part in clean { elements += part.elements }
        for part in parts[clean.count...] { elements += part.compactMap { read($0, &self) } }
        return elements
    }

    /// The entries of a mapping whose keys the author chooses, each read. A key that is no name is reported and serves
    /// as one nevertheless, so that whatever refers to it is not blamed as well.
    mutating func dictionary<Value>(
        _ node: SyntaxNode,
        _ rule: @autoclosure () -> String,
        _ read: (Located<String>, SyntaxNode, inout Lowering) -> Value?
    ) -> [Value]? {
        guard expect(.mapping, node, rule()) else { return nil }
        var values: [Value] = []
        for entry in node.entries {
            let key = name(entry.key) ?? Located(entry.key.text, at: entry.key.span)
            if let value = read(key, entry.value, &self) { values.append(value) }
        }
        return values
    }
}

extension SyntaxNode.Kind {
    /// The kind with its article.
    var words: String {
        switch self {
        case .scalar: "a single value"
        case .sequence: "a list"
        case .mapping: "a mapping"
        }
    }
}

extension SyntaxNode {
    /// The change to another word, or nil where the scalar is not there as a single word: for an alias, a variable, a
    /// tag or a block. What has an anchor stands elsewhere, too, and may be right there.
    func replacing(with word: String) -> Diagnostic.Fix? {
        guard !isAlias, !hasAnchor, expansion == nil, tag == .none,
            [.plain, .singleQuoted, .doubleQuoted].contains(style)
        else {
            return nil
        }
        return Diagnostic.Fix(span, replacement: word)
    }

    /// The scalar as the only item of an inline list, in quotes where its text would end the item; nil where it is not plain.
    var asOnlyItem: String? {
        guard kind == .scalar, style == .plain, !text.contains("\n") else { return nil }
        guard text.contains(where: { ",[]{}".contains($0) }) else { return "[\(text)]" }
        return text.contains { "\"\\".contains($0) } ? nil : "[\"\(text)\"]"
    }

    /// Where to point for a whole node: a collection's first key or element says enough.
    var anchorSpan: SourceSpan {
        switch kind {
        case .scalar: span
        case .sequence: style == .flow ? span : elements.first?.anchorSpan ?? span
        case .mapping: style == .flow ? span : entries.first?.key.span ?? span
        }
    }
}
