import JSON

/// The Static Analysis Results Interchange Format, version 2.1.0 (OASIS), as code-scanning systems read it.
///
/// One run, with the rules that were broken and their help. Columns and characters are Unicode code points, which the run
/// says (`columnKind`); fixes and secondary labels go along. A warning that a comment allows is a
/// result too, and says so (`suppressions`).
package struct SARIFRenderer: DiagnosticRenderer {
    private static let schema =
        "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"

    private let allowed: [AllowedDiagnostic]
    /// The version of planrun.
    private let version: String
    /// Whether every plan could be read.
    private let isSuccessful: Bool

    package init(_ examined: ExaminedPlans, version: String, isSuccessful: Bool) {
        allowed = examined.allowed
        self.version = version
        self.isSuccessful = isSuccessful
    }

    package func render(_ diagnostics: [Diagnostic], in map: SourceMap) -> String {
        let comments = Dictionary(allowed.map { ($0.diagnostic, $0) }) { first, _ in first }
        let sorted = (diagnostics + allowed.map(\.diagnostic)).sortedBySource()
        let places = SARIFPlaces(map, for: sorted)
        let rules = Set(sorted.map(\.code)).sorted { $0.id < $1.id }
        let numbers = Dictionary(uniqueKeysWithValues: rules.enumerated().map { ($1, $0) })
        var writer = JSONWriter()
        writer.object { writer in
            writer.member("$schema", Self.schema)
            writer.member("version", "2.1.0")
            writer.array("runs") { writer in
                writer.object { writer in
                    writeTool(rules, to: &writer)
                    writer.array("invocations") { writer in
                        writer.object { $0.member("executionSuccessful", isSuccessful) }
                    }
                    writer.member("columnKind", "unicodeCodePoints")
                    places.writeArtifacts(to: &writer)
                    writer.array("results") { writer in
                        for diagnostic in sorted {
                            let rule = numbers[diagnostic.code] ?? 0
                            write(diagnostic, rule: rule, allowed: comments[diagnostic], places, to: &writer)
                        }
                    }
                }
            }
        }
        return writer.text + "\n"
    }

    private func writeTool(_ rules: [DiagnosticCode], to writer: inout JSONWriter) {
        writer.object("tool") { writer in
            writer.object("driver") { writer in
                writer.member("name", "planrun")
                writer.member("semanticVersion", version)
                writer.array("rules") { writer in
                    for rule in rules { writer.object { write(rule, to: &$0) } }
                }
            }
        }
    }

    private func write(_ rule: DiagnosticCode, to writer: inout JSONWriter) {
        let summary = rule.explanation.prefix { $0 != "." }
        writer.member("id", rule.id)
        writer.member("name", rule.slug)
        writer.object("shortDescription") { $0.member("text", "\(summary).") }
        writer.object("fullDescription") { $0.member("text", rule.explanation) }
        writer.object("help") { writer in
            writer.member("text", "\(rule.explanation)\n\n`planrun explain \(rule.id)` says the same, offline.")
            writer.member("markdown", "\(rule.explanation)\n\n`planrun explain \(rule.id)` says the same, offline.")
        }
        writer.object("defaultConfiguration") { $0.member("level", rule.severity.rawValue) }
    }

    private func write(
        _ diagnostic: Diagnostic,
        rule: Int,
        allowed: AllowedDiagnostic?,
        _ places: SARIFPlaces,
        to writer: inout JSONWriter
    ) {
        writer.object { writer in
            writer.member("ruleId", diagnostic.code.id)
            writer.member("ruleIndex", rule)
            writer.member("level", diagnostic.severity.rawValue)
            write(diagnostic.lines.joined(separator: "\n"), to: &writer)
            writer.array("locations") { writer in
                writer.object { write(diagnostic.primary, id: nil, places, to: &$0) }
            }
            writer.array("relatedLocations") { writer in
                for (id, label) in diagnostic.secondary.enumerated() {
                    writer.object { write(label, id: id + 1, places, to: &$0) }
                }
            }
            // All results have the member or none has (section 3.27.23), so it is there, empty, where nothing is allowed.
            writer.array("suppressions") { writer in
                if let allowed { writer.object { write(allowed, places, to: &$0) } }
            }
            if allowed == nil, let fix = diagnostic.fix {
                writer.array("fixes") { writer in writer.object { write(fix, of: diagnostic, places, to: &$0) } }
            }
        }
    }

    private func write(_ allowed: AllowedDiagnostic, _ places: SARIFPlaces, to writer: inout JSONWriter) {
        writer.member("kind", "inSource")
        writer.object("location") { places.writePhysicalLocation(of: allowed.comment, to: &$0) }
        if let reason = allowed.reason { writer.member("justification", PrintableText.escaping(reason)) }
    }

    private func write(_ label: Diagnostic.Label, id: Int?, _ places: SARIFPlaces, to writer: inout JSONWriter) {
        if let id { writer.member("id", id) }
        places.writePhysicalLocation(of: label.span, to: &writer)
        if !label.text.isEmpty { write(PrintableText.escaping(label.text), to: &writer) }
    }

    private func write(
        _ fix: Diagnostic.Fix,
        of diagnostic: Diagnostic,
        _ places: SARIFPlaces,
        to writer: inout JSONWriter
    ) {
        writer.object("description") { $0.member("text", diagnostic.help.first ?? "mend it") }
        writer.array("artifactChanges") { writer in
            writer.object { writer in
                places.writeArtifactLocation(of: fix.span, to: &writer)
                writer.array("replacements") { writer in
                    writer.object { writer in
                        places.writeRegion(of: fix.span, as: "deletedRegion", to: &writer)
                        writer.object("insertedContent") { $0.member("text", fix.replacement) }
                    }
                }
            }
        }
    }

    /// The member `message`. Where the text would read as a link, `[...](...)`, its brackets are escaped (section 3.11.6).
    private func write(_ text: String, to writer: inout JSONWriter) {
        let isLink = text.contains("](")
        let plain = isLink ? text.flatMap { $0 == "[" || $0 == "]" ? ["\\", $0] : [$0] } : Array(text)
        writer.object("message") { $0.member("text", String(plain)) }
    }
}
