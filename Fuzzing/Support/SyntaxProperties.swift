import Diagnostics
import PlanSyntax
import Platform

/// What holds of the reading of any bytes: the same again each time, in time that grows with their number, and with every
/// value inside the value around it.
package enum SyntaxProperties {
    /// Steps for each byte, and at all: marks go back and forth a little, keys are compared.
    private static let steps = (each: 40, atAll: 1_000)

    /// Reads the bytes twice and checks what must hold of that.
    package static func check(_ bytes: [UInt8]) {
        var sources = SourceMap()
        let file = SourceFile(name: "input.yaml", bytes: bytes)
        let parsed = SyntaxTree.parse(file, id: sources.add(file))
        require(
            parsed.steps <= steps.each * bytes.count + steps.atAll,
            "\(parsed.steps) steps for \(bytes.count) bytes"
        )
        require(parsed.tree != nil || parsed.diagnostics.containsErrors, "there is neither a tree nor an error")
        DiagnosticProperties(sources).check(parsed.diagnostics)
        if let tree = parsed.tree {
            let texts = checkPlaces(tree, bytes)
            require(parsed.diagnostics.containsErrors || !texts.contains("\0"), "NUL passes")
        }

        let again = SyntaxTree.parse(file, id: SourceFile.ID(index: 0))
        require(again.diagnostics == parsed.diagnostics && again.steps == parsed.steps, "the same bytes read otherwise")
        let outlined = parsed.tree.map(outline)
        require(again.tree.map(outline) == outlined, "the same bytes gave another tree")

        let division = Division(threads: 3, least: 8)
        let divided = SyntaxTree.parse(file, id: SourceFile.ID(index: 0), division: division)
        require(divided.diagnostics == parsed.diagnostics, "in parts the same bytes were read otherwise")
        require(divided.tree.map(outline) == outlined, "in parts the same bytes gave another tree")
    }

    /// Gives all texts of the tree, one after the other.
    private static func checkPlaces(_ tree: SyntaxTree, _ bytes: [UInt8]) -> String.UnicodeScalarView {
        var texts = "".unicodeScalars
        var open = [(node: tree.root, range: 0..<bytes.count)]
        while let (node, range) = open.popLast() {
            let span = node.span
            let isInside =
                range.lowerBound <= span.lowerBound && span.lowerBound <= span.upperBound
                && span.upperBound <= range.upperBound
            require(isInside, "a value at \(span.range) leads out of \(range)")
            for place in [span.lowerBound, span.upperBound] where place < bytes.count {
                require(bytes[place] & 0xC0 != 0x80, "a value at \(span.range) cuts a character")
            }
            checkText(node)
            texts += node.text.unicodeScalars
            guard !node.isAlias else { continue }
            var end = span.lowerBound
            for child in Array(node.elements) + node.entries.flatMap({ [$0.key, $0.value] }) {
                require(child.span.lowerBound >= end, "values overlap at \(child.span.range)")
                end = child.span.upperBound
                open.append((child, span.range))
            }
        }
        return texts
    }

    /// Any part of a scalar's text has a place, and that place is inside the scalar.
    private static func checkText(_ node: SyntaxNode) {
        let count = node.text.utf8.count
        for part in [0..<0, 0..<count, count / 2..<count, count..<count] {
            let place = node.span(ofContent: part)
            let isInside = node.span.lowerBound <= place.lowerBound && place.upperBound <= node.span.upperBound
            require(isInside, "a part of a text at \(place.range) stands outside it, at \(node.span.range)")
        }
    }

    /// What a tree says of one value.
    private struct Line: Equatable {
        let kind: SyntaxNode.Kind
        let style: SyntaxNode.Style
        let tag: SyntaxNode.Tag
        let span: SourceSpan
        let isMissing: Bool
        let text: String
    }

    /// Everything that a tree says, with aliases as themselves.
    private static func outline(_ tree: SyntaxTree) -> [Line] {
        var lines: [Line] = []
        var open = [tree.root]
        while let node = open.popLast() {
            lines.append(
                Line(
                    kind: node.kind,
                    style: node.style,
                    tag: node.tag,
                    span: node.span,
                    isMissing: node.isMissing,
                    text: node.text
                )
            )
            guard !node.isAlias else { continue }
            open += Array(node.elements) + node.entries.flatMap { [$0.key, $0.value] }
        }
        return lines
    }
}
