import JSON

/// A part of evidence, or another reading of it, that stands beside the whole.
package enum EvidencePart: Sendable, Hashable {
    /// What has this value in a column.
    case segment(column: String, value: String)
    /// All of it, with answers whose label has not come counted for the candidate where the whole counts them against it.
    case lenient
}

extension EvidencePart: Comparable {
    /// The order in which parts are written: by column and value, and at last the other reading.
    package static func < (left: EvidencePart, right: EvidencePart) -> Bool {
        switch (left, right) {
        case (.segment(let column, let value), .segment(let other, let another)):
            (column, value) < (other, another)
        case (.segment, .lenient): true
        case (.lenient, _): false
        }
    }
}

extension [EvidencePart: PairedEvidence] {
    /// The values of a column that there are, in order.
    func segments(of column: String) -> [String] {
        keys.compactMap { part in
            if case .segment(column, let value) = part { value } else { nil }
        }.sorted()
    }
}

extension JSONWriter {
    /// Writes the member `parts`, in their order, where there are any; `content` writes the members of one.
    mutating func write<Part>(
        _ parts: [EvidencePart: Part],
        _ content: (inout JSONWriter, Part) -> Void
    ) {
        guard !parts.isEmpty else { return }
        array("parts") { writer in
            for (part, evidence) in parts.sorted(by: { $0.key < $1.key }) {
                writer.object { writer in
                    switch part {
                    case .segment(let column, let value):
                        writer.member("by", column)
                        writer.member("segment", value)
                    case .lenient: writer.member("missing", "for_candidate")
                    }
                    content(&writer, evidence)
                }
            }
        }
    }
}

extension EvidencePart {
    /// The part that an event's object is; nil where it is none.
    init?(json: JSONValue) {
        if json["missing"]?.string == "for_candidate" {
            self = .lenient
        } else if let column = json["by"]?.string, let value = json["segment"]?.string {
            self = .segment(column: column, value: value)
        } else {
            return nil
        }
    }
}
