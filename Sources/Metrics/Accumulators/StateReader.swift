import JSON

/// Reads an accumulator's state strictly: the members named and no others, counts that are none below zero.
struct StateReader {
    /// The largest count in a state: 2^53 - 1, the largest whole number that every reader of JSON takes exactly.
    static let maximumCount = 9_007_199_254_740_991

    let accumulator: String
    private let object: JSONObject

    init(_ json: JSONValue, of accumulator: String, members: [String]) throws(AccumulatorError) {
        guard let object = json.object else { throw AccumulatorError(accumulator, "its state is not an object") }
        self.accumulator = accumulator
        self.object = object
        for member in object.members where !members.contains(member.name) {
            throw error("`\(member.name)` is not part of its state")
        }
        for name in members where object[name] == nil { throw error("`\(name)` is missing") }
    }

    func error(_ problem: String) -> AccumulatorError { AccumulatorError(accumulator, problem) }

    /// The count in that member.
    func count(_ name: String) throws(AccumulatorError) -> Int { try count(in: object[name], named: name) }

    /// The counts in that member, which holds a list of them.
    func counts(_ name: String) throws(AccumulatorError) -> [Int] {
        guard let elements = object[name]?.array else { throw error("`\(name)` is not a list") }
        var counts: [Int] = []
        counts.reserveCapacity(elements.count)
        for element in elements { counts.append(try count(in: element, named: name)) }
        return counts
    }

    /// The whole numbers from 0 to `Int.max` in that member, which holds a list of them.
    func naturals(_ name: String) throws(AccumulatorError) -> [Int] {
        guard let elements = object[name]?.array else { throw error("`\(name)` is not a list") }
        var naturals: [Int] = []
        for element in elements {
            guard let natural = element.integer, natural >= 0 else {
                throw error("`\(name)` holds something that is not a whole number from 0")
            }
            naturals.append(natural)
        }
        return naturals
    }

    /// The whole number of up to 128 bits in that member, as decimal digits in a string.
    func wide(_ name: String) throws(AccumulatorError) -> Int128 {
        guard let text = object[name]?.string, let value = Int128(text), value.description == text else {
            throw error("`\(name)` is not a string with a whole number")
        }
        return value
    }

    private func count(in value: JSONValue?, named name: String) throws(AccumulatorError) -> Int {
        guard let count = value?.integer, count >= 0, count <= Self.maximumCount else {
            throw error("`\(name)` holds something that is not a count from 0 to \(Self.maximumCount)")
        }
        return count
    }
}
