import Execution
import JSON
import Plan

/// Reads what models answer as classes of the data.
struct AnswerReader: Sendable {
    /// The data's classes.
    private let classes: [String]
    /// The classes by their numbers.
    private let numbered: [String]
    /// Whether a number is a class's name and not its place.
    private let areNumbers: Bool

    /// - Parameter named: The classes by their numbers, where the plan says them.
    init(classes: [String], named: [String]?) {
        self.classes = classes
        // As scikit-learn numbers them: `numpy.unique` sorts by code points.
        numbered = named ?? classes.sorted { $0.unicodeScalars.lexicographicallyPrecedes($1.unicodeScalars) }
        areNumbers = named == nil && !classes.isEmpty && classes.allSatisfy { Int($0) != nil }
    }

    /// The class that a text names; blanks around it mean nothing.
    func label(_ text: String) -> String? {
        let words = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        return [text, words].first { classes.contains($0) }
    }

    /// The class that a whole number stands for.
    func label(_ number: Int) -> String? {
        if areNumbers { return classes.first { Int($0) == number } }
        return numbered.indices.contains(number) ? known(numbered[number]) : nil
    }

    /// The class of a number that is the place of a class or, of two, the probability of the second.
    func label(_ number: Double) -> String? {
        if let whole = Int(exactly: number), let label = label(whole) { return label }
        guard numbered.count == 2, (0...1).contains(number) else { return nil }
        return known(numbered[number >= 0.5 ? 1 : 0])
    }

    /// The class with the largest of these probabilities, one for each class; the first of several.
    func label(_ probabilities: [Double]) -> String? {
        if probabilities.count == 1 { return label(probabilities[0]) }
        guard probabilities.count == numbered.count, let largest = probabilities.max(),
            let place = probabilities.firstIndex(of: largest)
        else { return nil }
        return known(numbered[place])
    }

    /// The class that a value of an answer says.
    func label(_ value: JSONValue) -> String? {
        switch value {
        case .string(let text): label(text)
        case .integer(let number): label(number)
        case .number(let number): label(number)
        case .bool(let isTrue): label(isTrue ? "true" : "false") ?? label(isTrue ? 1 : 0)
        case .array(let elements):
            if elements.count == 1 {
                label(elements[0])
            } else {
                elements.allSatisfy { $0.number != nil } ? label(elements.compactMap(\.number)) : nil
            }
        // Probabilities by the names of classes.
        case .object(let object):
            object.members.compactMap { member in member.value.number.map { (member.name, $0) } }
                .max { $0.1 < $1.1 }.flatMap { label($0.0) }
        case .null: nil
        }
    }

    private func known(_ name: String) -> String? { classes.contains(name) ? name : nil }

    /// - Throws: where no answer of several names a class: then the model and the data speak of different things.
    func check(_ answers: [RemoteAnswer], _ example: JSONValue?, of address: HTTPAddress) throws(ProviderFailure) {
        guard !answers.isEmpty, answers.allSatisfy({ $0.label == nil }) else { return }
        let text = example.map { "`\($0.text.prefix(80))`" } ?? "nothing"
        let names = classes.prefix(6).map { "`\($0)`" }.joined(separator: ", ")
        throw ProviderFailure(
            "`\(address.shown)` answers no class of the data, which has \(names): it answered \(text)",
            isTransient: false
        )
    }
}
