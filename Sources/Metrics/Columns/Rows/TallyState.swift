package import JSON

/// What a tally keeps, as whole numbers, numbers and names, so that it can be written and read back exactly.
package struct TallyState: Sendable, Hashable {
    package var counts: [Int]
    package var numbers: [Double]
    package var names: [String]

    package init(counts: [Int] = [], numbers: [Double] = [], names: [String] = []) {
        self.counts = counts
        self.numbers = numbers
        self.names = names
    }

    /// Writes it as an object, without the lists that are empty.
    package func write(to writer: inout JSONWriter) {
        writer.object { writer in
            if !counts.isEmpty { writer.array("counts") { writer in for count in counts { writer.integer(count) } } }
            if !numbers.isEmpty {
                writer.array("numbers") { writer in for number in numbers { writer.number(number) } }
            }
            if !names.isEmpty { writer.array("names") { writer in for name in names { writer.string(name) } } }
        }
    }

    /// Nil where the object holds anything else.
    package init?(json: JSONValue) {
        guard let object = json.object, object.members.allSatisfy({ ["counts", "numbers", "names"].contains($0.name) })
        else { return nil }
        let lists = ["counts", "numbers", "names"].map { json[$0] == nil ? [] : json[$0]?.array }
        guard let counts = lists[0], let numbers = lists[1], let names = lists[2] else { return nil }
        self.init(
            counts: counts.compactMap(\.integer).filter { $0 >= 0 },
            numbers: numbers.compactMap(\.number),
            names: names.compactMap(\.string)
        )
        guard self.counts.count == counts.count, self.numbers.count == numbers.count, self.names.count == names.count
        else { return nil }
    }
}
