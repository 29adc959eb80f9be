/// For each group of rows, how often one class was true and how often it was predicted.
package struct GroupTally: ColumnTally {
    /// One group.
    package struct Group: Sendable, Hashable {
        /// The rows with a prediction, and those of them with a label.
        package fileprivate(set) var rows = 0
        package fileprivate(set) var chosen = 0
        package fileprivate(set) var actual = 0
        package fileprivate(set) var actualChosen = 0
        package fileprivate(set) var others = 0
        package fileprivate(set) var othersChosen = 0

        init() {}

        /// The rows of a group in six cells that share none, from which all the rest follows.
        init(cells: ArraySlice<Int>) {
            let cells = Array(cells)
            actualChosen = cells[0]
            actual = cells[0] + cells[1]
            othersChosen = cells[2]
            others = cells[2] + cells[3]
            chosen = cells[0] + cells[2] + cells[4]
            rows = cells.reduce(0, +)
        }

        var cells: [Int] {
            let unlabelledChosen = chosen - actualChosen - othersChosen
            let unlabelled = rows - actual - others
            return [
                actualChosen, actual - actualChosen, othersChosen, others - othersChosen, unlabelledChosen,
                unlabelled - unlabelledChosen,
            ]
        }

        fileprivate mutating func merge(_ other: Group) {
            rows = rows.saturatingAdd(other.rows)
            chosen = chosen.saturatingAdd(other.chosen)
            actual = actual.saturatingAdd(other.actual)
            actualChosen = actualChosen.saturatingAdd(other.actualChosen)
            others = others.saturatingAdd(other.others)
            othersChosen = othersChosen.saturatingAdd(other.othersChosen)
        }
    }

    private let group: Int
    private let label: Int
    private let prediction: Int
    private let positive: String
    package private(set) var groups: [String: Group] = [:]

    package init(group: Int, label: Int, prediction: Int, positive: String) {
        self.group = group
        self.label = label
        self.prediction = prediction
        self.positive = positive
    }

    package var count: Int { groups.values.reduce(0) { $0.saturatingAdd($1.rows) } }

    package mutating func add(_ rows: ColumnBatch) {
        let (truth, choice) = (rows.number(of: positive, in: label), rows.number(of: positive, in: prediction))
        let names = rows.names[group]
        var found = [Group](repeating: Group(), count: names.count)
        let (numbers, labels, predictions) = (rows.texts[group], rows.texts[label], rows.texts[prediction])
        for row in 0..<rows.count where numbers[row] >= 0 && predictions[row] >= 0 {
            let number = Int(numbers[row])
            let chosen = predictions[row] == choice ? 1 : 0
            found[number].rows &+= 1
            found[number].chosen &+= chosen
            guard labels[row] >= 0 else { continue }
            if labels[row] == truth {
                found[number].actual &+= 1
                found[number].actualChosen &+= chosen
            } else {
                found[number].others &+= 1
                found[number].othersChosen &+= chosen
            }
        }
        for (name, part) in zip(names, found) where part.rows > 0 { groups[name, default: Group()].merge(part) }
    }

    package mutating func merge(_ other: GroupTally) {
        for (name, part) in other.groups { groups[name, default: Group()].merge(part) }
    }

    package var state: TallyState {
        let names = groups.keys.sorted()
        return TallyState(counts: names.flatMap { groups[$0]?.cells ?? [] }, names: names)
    }

    package func holding(_ state: TallyState) -> GroupTally? {
        guard state.counts.count == 6 * state.names.count else { return nil }
        var tally = self
        for (place, name) in state.names.enumerated() {
            tally.groups[name] = Group(cells: state.counts[6 * place..<6 * place + 6])
        }
        return tally
    }
}
