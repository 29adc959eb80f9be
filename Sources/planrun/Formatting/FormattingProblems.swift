import Diagnostics
import Platform

/// What is wrong with the files that were to be formatted.
struct FormattingProblems {
    private var diagnostics: [Diagnostic] = []
    private(set) var sources = SourceMap()

    var isEmpty: Bool { diagnostics.isEmpty }

    mutating func add(_ file: SourceFile) -> SourceFile.ID { sources.add(file) }

    mutating func add(_ found: [Diagnostic]) { diagnostics += found }

    /// Adds a problem with a file as a whole.
    mutating func add(_ code: DiagnosticCode, _ message: String, of name: String) {
        let file = sources.add(SourceFile(name: name, bytes: []))
        diagnostics.append(Diagnostic(code, message, at: .init(SourceSpan(file: file, 0..<0))))
    }

    func print(isColoured: Bool) {
        guard !diagnostics.isEmpty else { return }
        let renderer = FullRenderer(isColoured: isColoured)
        StandardStream.error.write(renderer.render(diagnostics, in: sources))
        StandardStream.error.write("\n\(DiagnosticCounts(diagnostics).description)\n")
    }
}
