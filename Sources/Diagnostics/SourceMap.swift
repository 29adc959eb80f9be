/// The files that one invocation has read, each with a number that spans refer to.
package struct SourceMap: Sendable {
    package private(set) var files: [SourceFile] = []

    package init() {}

    /// Adds a file and gives its number.
    package mutating func add(_ file: SourceFile) -> SourceFile.ID {
        files.append(file)
        return SourceFile.ID(index: files.count - 1)
    }

    /// Puts other text of the same length, and with the same lines, in a file's place.
    package mutating func replace(_ id: SourceFile.ID, bytes: [UInt8]) {
        let file = files[id.index]
        files[id.index] = SourceFile(
            name: file.name,
            bytes: bytes,
            firstLine: file.firstLine,
            firstOffset: file.firstOffset
        )
    }

    package subscript(id: SourceFile.ID) -> SourceFile { files[id.index] }

    /// The text that a span covers.
    package func text(of span: SourceSpan) -> String { self[span.file].text(in: span.range) }
}
