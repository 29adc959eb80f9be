import Diagnostics

/// The classes of a label in their final order.
struct ClassOrder {
    let names: [String]
    /// The place in `names` of each class, by the number that `ClassIndex` gave it.
    let ranks: [Int32]

    /// Puts the classes in order; nil where they cannot be used, and the log says why.
    init?(_ index: ClassIndex, header: CSVHeader, log: inout ProblemLog) {
        var names: [String] = []
        for (bytes, place) in zip(index.names, index.firstPlaces) {
            guard let name = String(validating: bytes, as: UTF8.self), !bytes.contains(0) else {
                log.add(
                    DatasetCodes.badUTF8,
                    "a class is not text in UTF-8",
                    at: place,
                    help: ["save the file as UTF-8"]
                )
                continue
            }
            names.append(name)
        }
        guard log.count == 0 else { return nil }
        Self.checkTwins(names, index.firstPlaces, log: &log)
        if names.count == 1 {
            log.add(
                DatasetCodes.oneClass,
                "the label `\(header.labelName)` has only one class, `\(names[0])`",
                at: header.labelPlace
            )
        }
        guard log.count == 0 else { return nil }
        (self.names, ranks) = Self.ordered(names)
    }

    /// The names in order, and the place in that order of each name.
    static func ordered(_ names: [String]) -> (names: [String], ranks: [Int32]) {
        let order = order(of: names)
        var ranks = [Int32](repeating: 0, count: names.count)
        for (rank, number) in order.enumerated() { ranks[number] = Int32(rank) }
        return (order.map { names[$0] }, ranks)
    }

    /// Classes that print alike would be one class to people and two to the model.
    private static func checkTwins(_ names: [String], _ places: [Range<Int>], log: inout ProblemLog) {
        // Equality of strings sees through the encodings of an accent; spaces are taken off first.
        var known: [String: String] = [:]
        for (name, place) in zip(names, places) {
            let isOneWord = !name.contains(where: \.isWhitespace)
            let words = isOneWord ? name : name.split(whereSeparator: \.isWhitespace).joined(separator: " ")
            if let twin = known[words] {
                log.add(
                    DatasetCodes.twinClasses,
                    "the class `\(name)` looks like the class `\(twin)`",
                    at: place,
                    notes: ["they differ in spaces or in the encoding of an accent"]
                )
            } else {
                known[words] = name
            }
        }
    }

    private static func order(of names: [String]) -> [Int] {
        let numbers = names.compactMap { Int($0) }
        let byName = { (left: Int, right: Int) in names[left].utf8.lexicographicallyPrecedes(names[right].utf8) }
        guard numbers.count == names.count else { return names.indices.sorted(by: byName) }
        return names.indices.sorted { left, right in
            numbers[left] == numbers[right] ? byName(left, right) : numbers[left] < numbers[right]
        }
    }
}
