import Datasets
import Plan
import Statistics

/// Which segments the rows of a replay are in: those with the same categories in some columns of the data.
struct ReplaySegments: Sendable {
    /// The segments, in order: the columns' combinations of values that some row has.
    let parts: [EvidencePart]
    /// For each row, by its place among those that are replayed, the places of its segments in `parts`.
    let ofRows: [[Int]]

    /// No row is in any.
    static let none = ReplaySegments(parts: [], ofRows: [])

    private init(parts: [EvidencePart], ofRows: [[Int]]) {
        self.parts = parts
        self.ofRows = ofRows
    }

    /// - Parameters:
    ///   - table: What the rows are of: of their features the program's conditions name some.
    ///   - rows: Which of the table's rows are replayed.
    init(_ program: Program, _ table: Table, rows: [Int]) {
        var parts: [EvidencePart] = []
        var ofRows = [[Int]](repeating: [], count: rows.count)
        let wanted = Set(program.metrics.compactMap(\.segment)).sorted().map { SegmentColumns(text: $0) }
        for columns in wanted {
            let places = columns.names.compactMap { table.featureNames.firstIndex(of: $0) }
            let names = places.map { place in
                Dictionary((table.categories[place] ?? []).map { (CategoryNumber.of($0), $0) }) { first, _ in first }
            }
            guard places.count == columns.names.count else { continue }
            // A row without a value in one of the columns is in no segment of theirs.
            let values = rows.map { row -> [String]? in
                let own = zip(places, names).compactMap { $1[table.values[row * table.featureNames.count + $0]] }
                return own.count == places.count ? own : nil
            }
            let found = Set(values.compactMap { $0 }).sorted { $0.lexicographicallyPrecedes($1) }
            let numbers = Dictionary(uniqueKeysWithValues: found.enumerated().map { ($1, parts.count + $0) })
            for (row, value) in values.enumerated() {
                if let number = value.flatMap({ numbers[$0] }) { ofRows[row].append(number) }
            }
            parts += found.map { .segment(column: columns.text, value: SegmentColumns.segment($0)) }
        }
        self.init(parts: parts, ofRows: ofRows)
    }
}
