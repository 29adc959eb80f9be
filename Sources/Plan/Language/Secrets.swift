/// The values of a plan's secrets, by their names: handed to whoever reaches outside, and kept from everything else.
///
/// It shows its values neither as text nor to a debugger's mirror, and has no other form.
package struct Secrets: Sendable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// What stands in the place of a value.
    private static let mask = "***"

    private let values: [String: String]

    package init(_ values: [String: String] = [:]) { self.values = values }

    package var names: [String] { values.keys.sorted() }

    /// The text with its secrets in it, or nil where the value of one is not known. What it gives is for the wire alone.
    package func reveal(_ text: SecretText) -> String? {
        var revealed = ""
        for part in text.parts {
            switch part {
            case .text(let text): revealed += text
            case .secret(let name):
                guard let value = values[name] else { return nil }
                revealed += value
            }
        }
        return revealed
    }

    /// The text with every secret in it masked: for what others say, such as a server's answer or an error that quotes a
    /// URL.
    package func redacting(_ text: String) -> String {
        // Longest first: one secret may be a part of another.
        values.values.filter { !$0.isEmpty }.sorted { ($1.utf8.count, $0) < ($0.utf8.count, $1) }.reduce(text) {
            $0.replacing($1, with: Self.mask)
        }
    }

    package var description: String { "secrets \(names.joined(separator: ", "))" }
    package var debugDescription: String { description }
    package var customMirror: Mirror { Mirror(self, children: ["names": names]) }
}
