import Diagnostics
import PlanSyntax
import Testing

/// Other text in a scalar, with the places of what is written.
struct ExpansionTests {
    private static func expanded(_ yaml: String) throws -> (node: SyntaxNode, file: SourceFile) {
        let file = SourceFile(name: "t.yaml", bytes: Array(yaml.utf8))
        let tree = try #require(SyntaxTree.parse(file, id: SourceFile.ID(index: 0)).tree)
        let node = try #require(tree.root.entries.first?.value)
        // `a <X> b` with X being `long value`.
        let expansion = ScalarExpansion(
            text: "a long value b",
            pieces: [
                .init(content: 0..<2, written: 0..<2, variable: nil),
                .init(content: 2..<12, written: 2..<5, variable: "X"),
                .init(content: 12..<14, written: 5..<7, variable: nil),
            ],
            isText: true
        )
        let other = tree.expanding([node.id: expansion])
        return (try #require(other.root.entries.first?.value), file)
    }

    @Test(arguments: ["k: a <X> b", "k: \"a <X> b\"", "k: 'a <X> b'", "性能: a <X> b"])
    func placesAreThoseOfWhatIsWritten(yaml: String) throws {
        let (node, file) = try Self.expanded(yaml)
        #expect(node.text == "a long value b" && node.tag == .string)
        func written(_ range: Range<Int>) -> String { file.text(in: node.span(ofContent: range).range) }
        #expect(written(0..<1) == "a")
        #expect(written(2..<12) == "<X>")
        #expect(written(5..<6) == "<X>")
        #expect(written(13..<14) == "b")
        #expect(written(0..<14) == "a <X> b")
        #expect(written(11..<14) == "<X> b")
        #expect(written(12..<13) == " ")
    }

    @Test func whereTheTextHasEscapesThePlaceIsTheScalar() throws {
        let (node, file) = try Self.expanded("k: \"a \\x3cX> b\"")
        #expect(file.text(in: node.span(ofContent: 2..<12).range) == "\"a \\x3cX> b\"")
    }

    @Test func theTreeItselfStaysAsItIs() throws {
        let file = SourceFile(name: "t.yaml", bytes: Array("k: &a x\nl: *a".utf8))
        let tree = try #require(SyntaxTree.parse(file, id: SourceFile.ID(index: 0)).tree)
        let node = try #require(tree.root.entries.first?.value)
        let expansion = ScalarExpansion(
            text: "y",
            pieces: [.init(content: 0..<1, written: 0..<1, variable: "X")],
            isText: false
        )
        let other = tree.expanding([node.id: expansion])
        #expect(tree.root.entries.map(\.value.text) == ["x", "x"])
        #expect(other.root.entries.map(\.value.text) == ["y", "y"])
        #expect(other.root.entries.map(\.value.tag) == [.none, .none])
        #expect(other.root.entries.map { $0.value.expansion?.variables } == [["X"], ["X"]])
    }

    @Test func aScalarOfAPartOfAFile() {
        let file = SourceFile(name: "t", bytes: Array("X=[a]: b".utf8))
        let node = SyntaxTree.scalar(2..<8, of: file, id: SourceFile.ID(index: 3), isText: true).root
        #expect(node.text == "[a]: b" && node.kind == .scalar && node.span.file.index == 3)
        #expect(node.span(ofContent: 1..<2).range == 3..<4)
    }
}
