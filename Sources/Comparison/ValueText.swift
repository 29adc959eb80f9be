import JSON
package import Plan

/// Values of a program's JSON as plans write them.
package struct ValueText: Sendable {
    /// The members that are lengths of time.
    private let durations: Set<String>
    /// The conditions of the programs that are compared, in words.
    private let conditions: [JSONValue: String]

    /// - Parameter durations: the names of the keys whose values are lengths of time, by the language's own table.
    package init(durations: Set<String>, programs: [Program]) {
        self.durations = durations
        var conditions: [JSONValue: String] = [:]
        for condition in programs.flatMap(\.conditions).flatMap(\.withParts) {
            conditions[condition.json] = condition.text
        }
        for program in programs {
            for case let attributes? in program.stages.map(\.audience.attributes) {
                conditions[attributes.json] = attributes.text
            }
        }
        self.conditions = conditions
    }

    /// The value of a member of that name.
    func text(_ value: JSONValue, of name: String) -> String {
        if let condition = conditions[value] { return condition }
        switch value {
        case .null: return "nothing"
        case .bool(let flag): return flag ? "true" : "false"
        case .integer(let number):
            return durations.contains(name) ? Duration.nanoseconds(number).planText : String(number)
        case .number, .string: return single(value, of: name)
        case .array(let items): return "[\(items.map { text($0, of: name) }.joined(separator: ", "))]"
        case .object(let object): return self.text(object)
        }
    }

    /// A condition with what else its gate says, or a mapping as plans write it on one line.
    private func text(_ object: JSONObject) -> String {
        if let condition = object["condition"], let words = conditions[condition] {
            let others = object.members.filter { $0.name != "condition" && !isUsual($0) }
            let rest = others.map { "\($0.name): \(text($0.value, of: $0.name))" }.joined(separator: ", ")
            return rest.isEmpty ? words : "\(words) (\(rest))"
        }
        if object.members.count == 1, let share = object["fraction"] { return text(share, of: "fraction") }
        guard !object.members.isEmpty else { return "{}" }
        return "{ " + object.members.map { "\($0.name): \(text($0.value, of: $0.name))" }.joined(separator: ", ") + " }"
    }

    private func single(_ value: JSONValue, of name: String) -> String {
        guard let text = value.string else { return value.canonicalText }
        let parts = text.split(separator: "/", omittingEmptySubsequences: false).map { Int($0) }
        if parts.count == 2, let above = parts[0], let below = parts[1], let ratio = Rational(above, below) {
            return name.hasPrefix("rate") ? Rate(perSecond: ratio).planText : ratio.percentText
        }
        return Self.isWord(text) ? text : value.canonicalText
    }

    private static func isWord(_ text: String) -> Bool {
        !text.isEmpty && text.utf8.allSatisfy { $0 > 0x40 && $0 < 0x7B || $0 >= 0x2D && $0 <= 0x3A }
    }

    /// What a gate says that says nothing else.
    private func isUsual(_ member: JSONObject.Member) -> Bool {
        switch member.name {
        case "failures": member.value == 1
        case "min_samples": member.value == 30
        case "no_data", "on_error": member.value == "hold"
        case "evidence": member.value == "point"
        default: false
        }
    }
}
