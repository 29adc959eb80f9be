import JSON

/// Files and spans as SARIF writes them: artifacts, each listed once, and regions in lines, bytes and characters.
struct SARIFPlaces {
    private let map: SourceMap
    /// The number of the artifact that each file is.
    private let artifacts: [Int]
    /// The names of the artifacts, by number.
    private let names: [String]
    private let characters: [Int: CharacterIndex]

    init(_ map: SourceMap, for diagnostics: [Diagnostic]) {
        self.map = map
        var numbers: [String: Int] = [:]
        var names: [String] = []
        artifacts = map.files.map { file in
            if let known = numbers[file.name] { return known }
            numbers[file.name] = names.count
            names.append(file.name)
            return names.count - 1
        }
        self.names = names
        var characters: [Int: CharacterIndex] = [:]
        for diagnostic in diagnostics {
            let labels = [diagnostic.primary] + diagnostic.secondary
            for span in labels.map(\.span) + (diagnostic.fix.map { [$0.span] } ?? []) {
                let number = span.file.index
                // Characters of a part cut from a file cannot be counted from the file's start.
                if characters[number] == nil, map[span.file].firstOffset == 0 {
                    characters[number] = CharacterIndex(map[span.file].bytes)
                }
            }
        }
        self.characters = characters
    }

    func writeArtifacts(to writer: inout JSONWriter) {
        writer.array("artifacts") { writer in
            for name in names { writer.object { writeLocation(of: name, as: "location", index: nil, to: &$0) } }
        }
    }

    /// The member `physicalLocation`; a file that could not be read has no region.
    func writePhysicalLocation(of span: SourceSpan, to writer: inout JSONWriter) {
        writer.object("physicalLocation") { writer in
            writeArtifactLocation(of: span, to: &writer)
            if !map[span.file].bytes.isEmpty { writeRegion(of: span, as: "region", to: &writer) }
        }
    }

    func writeArtifactLocation(of span: SourceSpan, to writer: inout JSONWriter) {
        let index = artifacts[span.file.index]
        writeLocation(of: names[index], as: "artifactLocation", index: index, to: &writer)
    }

    func writeRegion(of span: SourceSpan, as member: String, to writer: inout JSONWriter) {
        let file = map[span.file]
        let (start, end) = (file.position(of: span.lowerBound), file.position(of: span.upperBound))
        writer.object(member) { writer in
            writer.member("startLine", start.line)
            writer.member("startColumn", start.column)
            writer.member("endLine", end.line)
            writer.member("endColumn", end.column)
            writer.member("byteOffset", file.firstOffset + span.lowerBound)
            writer.member("byteLength", span.range.count)
            if let index = characters[span.file.index] {
                let first = index.characters(before: span.lowerBound)
                writer.member("charOffset", first)
                writer.member("charLength", index.characters(before: span.upperBound) - first)
            }
        }
    }

    private func writeLocation(of name: String, as member: String, index: Int?, to writer: inout JSONWriter) {
        writer.object(member) { writer in
            let uri = PercentEncoding.uri(ofPath: name)
            writer.member("uri", uri)
            // What a relative reference starts from is known to the system that reads the log.
            if !uri.hasPrefix("file:") { writer.member("uriBaseId", "%SRCROOT%") }
            if let index { writer.member("index", index) }
        }
    }
}
