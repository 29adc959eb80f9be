import Plan

/// A table of keys for each kind of mapping in a plan, in the order in which a reader meets them.
///
/// A mapping that may stand in several places is described at the first of them, and the others refer to it.
struct KeyTables {
    /// A mapping, or several that one place takes and that are told apart by their first key.
    private struct Section {
        let path: String
        let records: [RecordShape]
    }

    private let title: String
    private var sections: [Section] = []
    private var places: [ValueShape: String] = [:]

    /// The tables of a document; `title` is the heading of its top level.
    init(_ root: RecordShape, title: String) {
        self.title = title
        sections.append(Section(path: "", records: [root]))
        for field in root.fields { visit(field.shape, at: field.key) }
    }

    /// The sections in Markdown, their headings of the third level.
    var text: String { sections.map(text).joined(separator: "\n") }

    private mutating func visit(_ shape: ValueShape, at path: String) {
        switch shape {
        case .list(let element, _): visit(element, at: path + "[]")
        case .dictionary(let value, let naming, _):
            visit(value, at: path + "." + naming.uppercased().replacing(" ", with: "_"))
        case .anyOf(let shapes): for shape in shapes { visit(shape, at: path) }
        case .record(let record) where places[shape] == nil && !record.fields.isEmpty:
            places[shape] = path
            sections.append(Section(path: path, records: [record]))
            for field in record.fields { visit(field.shape, at: path + "." + field.key) }
        case .oneOf(let records) where places[shape] == nil:
            // The options of each kind are described with the kind.
            places[shape] = path
            sections.append(Section(path: path, records: records))
        default: break
        }
    }

    private func text(_ section: Section) -> String {
        let heading = section.path.isEmpty ? title : "`\(section.path)`"
        var table = MarkdownTable("key", "value", "default", "meaning")
        if section.records.count == 1 {
            for field in section.records[0].fields { add(field, to: &table) }
        } else {
            for field in section.records.compactMap(\.fields.first) {
                add(field, note: "one of these", to: &table)
            }
            var known: Set<String> = []
            for field in section.records.flatMap({ $0.fields.dropFirst() }) where known.insert(field.key).inserted {
                add(field, to: &table)
            }
        }
        let summary = section.records.count == 1 ? section.records[0].summary + "\n\n" : ""
        return "### \(heading)\n\n\(summary)\(table.text)"
    }

    private func add(_ field: FieldShape, note: String? = nil, to table: inout MarkdownTable) {
        let value = field.shape.words { places[$0] }
        let standing = note ?? (field.isRequired ? "required" : field.defaultText.map { "`\($0)`" } ?? "")
        table.add("`\(field.key)`", value, standing, field.summary)
    }
}
