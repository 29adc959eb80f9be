import Execution
import Plan

/// A comparison by segments in words.
enum SegmentWords {
    /// Which of the segments decides it; nil where it is not by segments.
    static func decisive(_ comparison: ComparisonRecord) -> String? {
        guard !comparison.segments.isEmpty else { return nil }
        let name = comparison.readings.compactMap(\.segment).first ?? comparison.segments[0].value
        return "\(name.printable), the worst of \(comparison.segments.count)"
    }

    /// How it stands in each segment, a line each.
    static func lines(_ comparison: ComparisonRecord) -> [String] {
        let type = comparison.readings.first?.type ?? .score
        return comparison.segments.map { segment in
            let word = segment.holds.map { $0 ? "holds" : "does not hold" } ?? "no answer"
            var facts = [
                "\(MessageText.value(segment.left, type)) against \(MessageText.value(segment.right, type))",
                "n = \(segment.samples)",
            ]
            if let evidence = segment.evidence { facts.append(EvidenceWords(evidence, type).text) }
            return "\(segment.value.printable): \(word), \(facts.joined(separator: ", "))"
        }
    }
}
