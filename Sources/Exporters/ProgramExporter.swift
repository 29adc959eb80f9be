import JSON
package import Plan

/// The program as canonical JSON, the text whose SHA-256 is the program's digest.
package enum ProgramExporter: Exporter {
    package static let name = "program"

    package static func export(_ program: Program) -> String { program.json.canonicalText + "\n" }
}
