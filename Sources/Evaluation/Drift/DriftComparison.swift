package import Datasets
import Metrics
import Platform

/// What a log is compared with, column by column.
package struct DriftRequest: Sendable {
    /// The other log.
    package let inputs: [LogInput]
    /// Which of its rows are read.
    package let query: LogQuery
    package let columns: [LogQuery.Column]
    /// The columns whose values are texts even where all are numbers.
    private let texts: Set<String>

    package init(_ inputs: [LogInput], query: LogQuery, columns: [LogQuery.Column], texts: Set<String>) {
        self.inputs = inputs
        self.query = query
        self.columns = columns
        self.texts = texts
    }

    func holdsTexts(_ column: LogQuery.Column) -> Bool { texts.contains(column.name) }

    /// What is read of the other log.
    var request: LogRequest {
        LogRequest(query: query, values: columns, unread: [.label, .prediction, .score, .latency, .error])
    }

    /// Where the numbers of each column go, of both logs; so many are held in memory.
    func stores(limit: Int) -> [RankStore] { columns.map { _ in RankStore(limit: limit / max(1, columns.count)) } }
}

/// A log beside another one: what their columns hold.
struct DriftComparison {
    /// What was read of the values of one of the two logs.
    struct Side {
        let parts: [(values: ValueTallies, texts: [[String]])]

        init(_ parts: [(values: ValueTallies, texts: [[String]])]) {
            self.parts = parts.map { part in
                var values = part.values
                values.finish()
                return (values, part.texts)
            }
        }

        /// How many values the column has, and how many of them are no numbers or have no number as texts.
        func count(_ column: Int, _ count: (ValueTallies.Column) -> Int) -> Int {
            parts.reduce(0) { $0 + count($1.values.columns[column]) }
        }

        /// A text of the column that is no finite number, where one of those that were kept is none.
        func textThatIsNoNumber(_ column: Int) -> String? {
            parts.lazy.flatMap { $0.texts[column] }.first { Double($0).map { !$0.isFinite } ?? true }
        }

        /// How often each text came.
        func texts(_ column: Int) -> [String: Int] {
            var counts: [String: Int] = [:]
            for part in parts {
                for (text, count) in zip(part.texts[column], part.values.columns[column].counts) where count > 0 {
                    counts[text, default: 0] += count
                }
            }
            return counts
        }
    }

    let request: DriftRequest
    let reference: Side
    let actual: Side
    let stores: [RankStore]
    let tail: Double

    /// What was found in each column that both logs have values of, or that somebody named.
    func columns() throws(DatasetFailure) -> [ColumnDrift] {
        var found: [ColumnDrift] = []
        for (number, column) in request.columns.enumerated() {
            let values = (
                reference: reference.count(number) { $0.numbers + $0.others },
                actual: actual.count(number) { $0.numbers + $0.others }
            )
            if column.need == .none, values.reference == 0 || values.actual == 0 { continue }
            found.append(try drift(number, column, values))
        }
        return found
    }

    private func drift(_ number: Int, _ column: LogQuery.Column, _ values: (reference: Int, actual: Int))
        throws(DatasetFailure) -> ColumnDrift
    {
        let name = column.name
        let missing = (
            reference: reference.count(number, \.missing), actual: actual.count(number, \.missing)
        )
        let others = reference.count(number, \.others) + actual.count(number, \.others)
        let isOfNumbers = others == 0 && !request.holdsTexts(column)
        let readings: [DriftReading]
        var strange: Int?
        let isComparable = values.reference > 0 && values.actual > 0
        if isOfNumbers {
            let parts =
                actual.parts.map { Ranks.Part(runs: $0.values.columns[number].sorter.runs, groups: [0]) }
                + reference.parts.map {
                    Ranks.Part(runs: $0.values.columns[number].sorter.runs, groups: [1])
                }
            let drift = NumberDrift(Ranks(parts, stores[number]), values: values, tail: tail).found
            readings = drift.readings
            if isComparable { strange = drift.outside }
        } else {
            guard reference.count(number, \.unnamed) + actual.count(number, \.unnamed) == 0 else {
                let numbers = reference.count(number, \.numbers) + actual.count(number, \.numbers)
                let example =
                    numbers > others ? reference.textThatIsNoNumber(number) ?? actual.textThatIsNoNumber(number) : nil
                throw PredictionLog.tooManyValues(of: name, like: example, in: request.inputs)
            }
            var (left, right) = (reference.texts(number), actual.texts(number))
            if isComparable { strange = right.reduce(0) { left[$1.key] == nil ? $0 + $1.value : $0 } }
            // Rows without a value are a kind of their own.
            if missing.reference + missing.actual > 0 { (left[""], right[""]) = (missing.reference, missing.actual) }
            let names = Set(left.keys).union(right.keys).sorted()
            let shares = ShareDrift(
                reference: names.map { left[$0] ?? 0 },
                actual: names.map { right[$0] ?? 0 },
                tail: tail
            )
            readings = isComparable ? shares.readings : []
        }
        return ColumnDrift(
            name: name,
            isOfNumbers: isOfNumbers,
            values: values,
            missing: missing,
            strange: strange,
            readings: readings
        )
    }
}
