package import Diagnostics
import JSON

/// What holds of the findings about any text: they point into it, speak as the house does, and can be shown in every form.
package struct DiagnosticProperties {
    private let sources: SourceMap
    /// Whether each file is UTF-8: what is not has no characters to cut.
    private let hasCharacters: [Bool]

    package init(_ sources: SourceMap) {
        self.sources = sources
        hasCharacters = sources.files.map { String(validating: $0.bytes, as: UTF8.self) != nil }
    }

    package func check(_ diagnostics: [Diagnostic]) {
        for diagnostic in diagnostics { check(diagnostic) }
        checkRendering(diagnostics)
    }

    private func check(_ diagnostic: Diagnostic) {
        let code = diagnostic.code.slug
        for label in [diagnostic.primary] + diagnostic.secondary { check(label.span, code) }
        if let fix = diagnostic.fix { check(fix.span, code) }
        require(!diagnostic.message.isEmpty && !diagnostic.message.hasSuffix("."), "the message of \(code)")
    }

    private func check(_ span: SourceSpan, _ code: String) {
        let bytes = sources[span.file].bytes
        let isInside = 0 <= span.lowerBound && span.lowerBound <= span.upperBound && span.upperBound <= bytes.count
        require(isInside, "\(code) points outside its file")
        guard hasCharacters[span.file.index] else { return }
        for place in [span.lowerBound, span.upperBound] where place < bytes.count {
            require(bytes[place] & 0xC0 != 0x80, "\(code) cuts a character")
        }
    }

    private func checkRendering(_ diagnostics: [Diagnostic]) {
        let plain = FullRenderer().render(diagnostics, in: sources)
        let concise = ConciseRenderer().render(diagnostics, in: sources)
        for text in [plain, concise] {
            let isPrintable = text.unicodeScalars.allSatisfy { $0 == "\n" || !(0..<0x20).contains($0.value) }
            require(isPrintable, "a control character is printed")
        }
        require(FullRenderer(isColoured: true).render(diagnostics, in: sources).count >= plain.count, "colours")
        let json = JSONRenderer().render(diagnostics, in: sources)
        require((try? JSONValue(parsing: json)) != nil, "the findings are no JSON")
    }
}
