package import Plan

/// A form in which a program can be shown: one file, and one line in `ExporterRegistry`.
package protocol Exporter: Sendable {
    /// The word for it on the command line.
    static var name: String { get }

    /// The whole text, with a line break at its end.
    static func export(_ program: Program) -> String
}

/// The forms in which programs can be shown.
package enum ExporterRegistry {
    package static let exporters: [any Exporter.Type] = [
        ProgramExporter.self,
        MermaidExporter.self,
    ]

    package static func exporter(named name: String) -> (any Exporter.Type)? {
        exporters.first { $0.name == name }
    }
}
