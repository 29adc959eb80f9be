internal import JSON

/// All diagnostics as one JSON object on one line, for programs: nothing is left out and nothing is cut.
///
/// Lines and columns count from 1 (columns in Unicode scalars), offsets in bytes from the start of the file. Arrays are
/// never null; `fix` is there only where the diagnostic has one.
package struct JSONRenderer: DiagnosticRenderer {
    /// Grows when a member changes its meaning or goes away; new members do not count.
    package static let formatVersion = 1

    private let examined: ExaminedPlans

    package init(_ examined: ExaminedPlans = ExaminedPlans()) { self.examined = examined }

    package func render(_ diagnostics: [Diagnostic], in map: SourceMap) -> String {
        let sorted = diagnostics.sortedBySource()
        let counts = DiagnosticCounts(sorted)
        var writer = JSONWriter()
        writer.object { writer in
            writer.member("format_version", Self.formatVersion)
            writer.array("diagnostics") { writer in
                for diagnostic in sorted { write(diagnostic, in: map, to: &writer) }
            }
            writer.member("errors", counts.errors)
            writer.member("warnings", counts.warnings)
            writer.member("notes", counts.notes)
            writer.member("fixable", sorted.count { $0.fix != nil })
            writer.member("fixed", examined.fixed)
            writer.member("plans", examined.plans.count)
            writer.member("skipped", examined.skipped)
        }
        return writer.text + "\n"
    }

    private func write(_ diagnostic: Diagnostic, in map: SourceMap, to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("code", diagnostic.code.id)
            writer.member("slug", diagnostic.code.slug)
            writer.member("severity", diagnostic.severity.rawValue)
            writer.member("message", diagnostic.message)
            write(diagnostic.primary, in: map, to: &writer)
            writer.array("related") { writer in
                for label in diagnostic.secondary {
                    writer.object { write(label, in: map, to: &$0) }
                }
            }
            writer.array("notes") { writer in diagnostic.notes.forEach { writer.string($0) } }
            writer.array("help") { writer in diagnostic.help.forEach { writer.string($0) } }
            if let fix = diagnostic.fix {
                writer.object("fix") { writer in
                    writer.member("file", map[fix.span.file].name)
                    writeEnds(of: fix.span, in: map, to: &writer)
                    writer.member("replacement", fix.replacement)
                }
            }
        }
    }

    private func write(_ label: Diagnostic.Label, in map: SourceMap, to writer: inout JSONWriter) {
        writer.member("file", map[label.span.file].name)
        writer.object("range") { writeEnds(of: label.span, in: map, to: &$0) }
        writer.member("label", label.text)
    }

    private func writeEnds(of span: SourceSpan, in map: SourceMap, to writer: inout JSONWriter) {
        let file = map[span.file]
        for (name, offset) in [("start", span.lowerBound), ("end", span.upperBound)] {
            let place = file.position(of: offset)
            writer.object(name) { writer in
                writer.member("line", place.line)
                writer.member("column", place.column)
                writer.member("offset", file.firstOffset + offset)
            }
        }
    }
}
