import Diagnostics

/// The findings of several plans over one map of sources.
struct AllFindings {
    private(set) var diagnostics: [Diagnostic] = []
    private(set) var sources = SourceMap()

    /// Adds a plan's findings; the numbers of its files are moved behind those already there.
    mutating func add(_ plan: LoadedPlan) {
        let offset = sources.files.count
        for file in plan.sources.files { _ = sources.add(file) }
        diagnostics += plan.diagnostics.map { $0.movingFiles(by: offset) }
    }
}

extension Diagnostic {
    fileprivate func movingFiles(by offset: Int) -> Diagnostic {
        Diagnostic(
            code,
            message,
            at: primary.movingFile(by: offset),
            secondary: secondary.map { $0.movingFile(by: offset) },
            notes: notes,
            help: help,
            fix: fix.map { Fix($0.span.movingFile(by: offset), replacement: $0.replacement) }
        )
    }
}

extension Diagnostic.Label {
    fileprivate func movingFile(by offset: Int) -> Self { Self(span.movingFile(by: offset), text) }
}

extension SourceSpan {
    fileprivate func movingFile(by offset: Int) -> SourceSpan {
        SourceSpan(file: SourceFile.ID(index: file.index + offset), range)
    }
}
