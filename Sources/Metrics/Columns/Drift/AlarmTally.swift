import Statistics

/// What a column has shown, look by look, beside the rows that it is compared with.
///
/// What other tallies have seen counts as seen later: where a change began is a matter of order.
struct AlarmTally: ColumnTally {
    private let column: Int
    private let isOfNumbers: Bool
    let awaited: AwaitedRows?
    private var ranges: Ranges?
    /// The looks before the one at hand.
    private var detector: ShiftDetector?
    /// The rows of the look at hand: those in each range, and those with a value at which ranges end.
    private var between: [Int] = []
    private var tied: [Int] = []

    private enum Ranges: Sendable, Hashable {
        case numbers(ReferenceRanges<Double>)
        case texts(ReferenceRanges<String>)

        var gaps: [Int] {
            switch self {
            case .numbers(let ranges): ranges.gaps
            case .texts(let ranges): ranges.gaps
            }
        }

        var ends: Int {
            switch self {
            case .numbers(let ranges): ranges.ends.count
            case .texts(let ranges): ranges.ends.count
            }
        }

        func draw(_ count: Int, equalTo place: Int, after observations: Int, into counts: inout [Int]) {
            switch self {
            case .numbers(let ranges): ranges.draw(count, equalTo: place, after: observations, into: &counts)
            case .texts(let ranges): ranges.draw(count, equalTo: place, after: observations, into: &counts)
            }
        }
    }

    /// - Parameter columns: Is asked for the column of that name, and knows whether it is one of texts.
    init(of name: String, against window: String, _ columns: inout ColumnList) {
        isOfNumbers = !columns.holdsTexts(name)
        column = isOfNumbers ? columns.number(name) : columns.text(name)
        awaited = AwaitedRows(window: window, column: name)
    }

    /// How many rows have a value.
    var count: Int { (detector?.count ?? 0) + fresh }

    private var fresh: Int { between.reduce(0, +) + tied.reduce(0, +) }

    /// Whether it is known which rows it is compared with.
    private(set) var isReferred = false

    /// How many rows go by until noise alone makes it as large; nil without rows to compare with.
    var runLength: Double? { ended?.runLength }

    func referring(to state: TallyState) -> AlarmTally {
        var tally = self
        tally.isReferred = true
        var columns = ColumnList(texts: isOfNumbers ? [] : ["x"])
        guard let reference = DriftTally(of: "x", &columns).holding(state) else { return tally }
        if isOfNumbers {
            let ordered = reference.numbers.ordered.map { (value: $0.number, count: $0.count) }
            tally.ranges = ReferenceRanges(ordered).map(Ranges.numbers)
        } else {
            let ordered = reference.texts.sorted { $0.key < $1.key }.map { (value: $0.key, count: $0.value) }
            tally.ranges = ReferenceRanges(ordered).map(Ranges.texts)
        }
        guard let ranges = tally.ranges else { return tally }
        tally.detector = ShiftDetector(gaps: ranges.gaps)
        tally.between = Array(repeating: 0, count: ranges.gaps.count)
        tally.tied = Array(repeating: 0, count: ranges.ends)
        return tally
    }

    mutating func add(_ rows: ColumnBatch) {
        switch ranges {
        case .numbers(let ranges)?:
            for number in rows.numbers[column] where !number.isNaN { add(1, ranges.place(of: number), number, ranges) }
        case .texts(let ranges)?:
            let names = rows.names[column]
            var found = [Int](repeating: 0, count: names.count)
            for text in rows.texts[column] where text >= 0 { found[Int(text)] &+= 1 }
            for (name, count) in zip(names, found) where count > 0 { add(count, ranges.place(of: name), name, ranges) }
        case nil: break
        }
    }

    private mutating func add<Value>(_ count: Int, _ place: Int, _ value: Value, _ ranges: ReferenceRanges<Value>) {
        if place < ranges.ends.count, ranges.ends[place] == value {
            tied[place] += count
        } else {
            between[ranges.range(before: place)] += count
        }
    }

    mutating func merge(_ other: AlarmTally) {
        guard other.count > 0 else { return }
        guard count > 0 else {
            self = other
            return
        }
        guard var ended, let looks = other.detector?.steps else { return }
        for look in looks { ended.add(look) }
        ended.add(other.counts(after: ended.count))
        detector = ended
        between = between.map { _ in 0 }
        tied = tied.map { _ in 0 }
    }

    /// The detector once the look at hand is over.
    private var ended: ShiftDetector? {
        guard var detector else { return nil }
        if fresh > 0 { detector.add(counts(after: detector.count)) }
        return detector
    }

    /// The rows of the look at hand by their ranges.
    private func counts(after observations: Int) -> [Int] {
        var (counts, drawn) = (between, observations)
        for (place, count) in tied.enumerated() where count > 0 {
            ranges?.draw(count, equalTo: place, after: drawn, into: &counts)
            drawn += count
        }
        return counts
    }

    var state: TallyState {
        TallyState(counts: between + tied + (detector?.steps ?? []).flatMap { [$0.stake] + $0.counts })
    }

    func holding(_ state: TallyState) -> AlarmTally? {
        guard var detector else { return state.counts.isEmpty ? self : nil }
        let (head, width) = (between.count + tied.count, between.count + 1)
        let looks = state.counts.dropFirst(head)
        guard state.counts.count >= head, looks.count.isMultiple(of: width) else { return nil }
        for start in stride(from: looks.startIndex, to: looks.endIndex, by: width) {
            let look = looks[start..<start + width]
            detector.add(ShiftDetector.Step(stake: look.first ?? 0, counts: Array(look.dropFirst())))
        }
        var tally = self
        tally.detector = detector
        tally.between = Array(state.counts.prefix(between.count))
        tally.tied = Array(state.counts.prefix(head).dropFirst(between.count))
        return tally
    }
}
