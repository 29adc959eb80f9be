import Plan

extension ValueShape {
    /// What a value of the shape is, in a few words of Markdown; `place` says where a mapping's keys are described, or nil
    /// where they are not.
    func words(isPlural: Bool = false, place: (ValueShape) -> String?) -> String {
        func noun(_ singular: String) -> String { isPlural ? singular + "s" : singular }
        switch self {
        case .text: return noun("text")
        case .name: return noun("name")
        case .boolean: return "`true` or `false`"
        case .integer(let range): return noun("whole number") + Self.bounds(range)
        case .number(let range): return noun("number") + (range.words.map { ", \($0)" } ?? "")
        case .fraction: return noun("share")
        case .duration: return noun("duration")
        case .moment: return noun("duration") + " since the start"
        case .rate: return noun("rate")
        case .path: return noun("path")
        case .command: return (isPlural ? "lists" : "list") + " of a program and its arguments"
        case .url: return isPlural ? "URLs" : "URL"
        case .condition: return noun("condition")
        case .message: return noun("message")
        case .template(let names):
            return noun("text") + " with " + Self.alternatives(names.map { "`{{\($0)}}`" }) + " in it"
        case .query(_, let names):
            return (isPlural ? "queries" : "query") + " with " + Self.alternatives(names.map { "`:\($0)`" }) + " in it"
        case .pointer: return noun("JSON pointer")
        case .database: return isPlural ? "addresses of PostgreSQL" : "address of PostgreSQL"
        case .secret: return isPlural ? "secret parameters" : "secret parameter, as `${NAME}`"
        case .written(let name, _): return noun(name)
        case .choice(let words): return Self.alternatives(words.map { "`\($0)`" })
        case .reference(let what): return (isPlural ? "names of " : "name of a ") + noun(what)
        case .list(let element, let minimum):
            let least = minimum > 0 ? ", \(minimum) at least" : ""
            return noun("list") + " of " + element.words(isPlural: true, place: place) + least
        case .record(let record) where record.fields.isEmpty: return "`{}`"
        case .record, .oneOf:
            return noun("mapping") + (place(self).map { ", see `\($0)`" } ?? "")
        case .dictionary(let value, let naming, let wellKnown):
            let others = wellKnown.map { "; `\($0.key)` takes \($0.shape.words(place: place))" }.joined()
            return noun("mapping") + " from the name of a \(naming) to a \(value.words(place: place))" + others
        case .readings(let value): return noun("mapping") + " from a metric to a " + value.words(place: place)
        case .anyOf(let shapes):
            let words = shapes.flatMap { shape in
                if case .choice(let words) = shape { return words.map { "`\($0)`" } }
                if case .boolean = shape { return ["`true`", "`false`"] }
                return [shape.words(isPlural: isPlural, place: place)]
            }
            return Self.alternatives(words)
        }
    }

    private static func bounds(_ range: ClosedRange<Int>) -> String {
        if range.lowerBound == range.upperBound { return ", \(range.lowerBound)" }
        return range.upperBound == .max
            ? " from \(range.lowerBound)" : " from \(range.lowerBound) to \(range.upperBound)"
    }

    private static func alternatives(_ words: [String]) -> String {
        words.count > 1 ? words.dropLast().joined(separator: ", ") + " or " + words[words.count - 1] : words.joined()
    }
}
