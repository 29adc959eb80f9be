/// What a column of a prediction log holds.
package enum LogColumnContent: Hashable, Sendable {
    /// What planrun itself looks for.
    package enum Role: String, Hashable, Sendable, CaseIterable {
        case time, request, unit, model, prediction, label, score, error
    }

    case role(Role)
    /// Something known of the request or its unit.
    case attribute(AttributeType)
    /// How long the answer took, as a number of these.
    case latency(TimeUnit)

    /// The words that stand for a content, other than a latency.
    package static var words: [String] { Role.allCases.map(\.rawValue) + AttributeType.allCases.map(\.rawValue) }

    /// The content that a word stands for.
    package init?(word: String) {
        if let role = Role(rawValue: word) {
            self = .role(role)
        } else if let type = AttributeType(rawValue: word) {
            self = .attribute(type)
        } else {
            return nil
        }
    }
}
