/// The columns that segments are told apart by: one, or several of which each combination of values is a segment.
///
/// As text they are `region`, or `region x device`; conditions, programs and records name them so.
package struct SegmentColumns: Hashable, Sendable {
    /// What stands between two columns, and between the values of a segment.
    package static let sign = "x"
    /// How many columns can be crossed.
    package static let maximumCount = 4

    package let names: [String]

    package init(_ names: [String]) { self.names = names }

    /// - Parameter text: As conditions write them; names of columns hold no spaces. What is no such text is one name.
    package init(text: String) {
        let parts = text.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
        let isCrossed = parts.count % 2 == 1 && !parts.contains("")
        let signs = parts.enumerated().filter { $0.offset % 2 == 1 }
        guard isCrossed, signs.allSatisfy({ $0.element == Self.sign }) else {
            names = [text]
            return
        }
        names = parts.enumerated().filter { $0.offset % 2 == 0 }.map(\.element)
    }

    package var text: String { names.joined(separator: " \(Self.sign) ") }

    /// What the segment with these values is called, in the columns' order: of one column the value itself, else such as
    /// `south x mobile`. Values with spaces or quotes stand in quotes then, so that no two segments have one name.
    package static func segment(_ values: [String]) -> String {
        guard values.count > 1 else { return values.first ?? "" }
        return values.map(quoted).joined(separator: " \(sign) ")
    }

    private static func quoted(_ value: String) -> String {
        let isPlain = !value.isEmpty && !value.contains { $0.isWhitespace || $0 == "\"" }
        if isPlain { return value }
        return "\"" + value.map { $0 == "\"" || $0 == "\\" ? "\\\($0)" : String($0) }.joined() + "\""
    }
}
