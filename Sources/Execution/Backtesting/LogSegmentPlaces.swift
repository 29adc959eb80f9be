import Datasets
import Plan

/// Which segments the rows of a batch are in.
struct LogSegmentPlaces {
    private enum Lookup {
        /// Where batches have the column, and the segment of each of its texts.
        case column(Int, [Int?])
        /// The columns that are crossed, and the segment of each of their combinations.
        case crossing(TrafficCrossing, [UInt64: Int])
    }

    private let lookups: [Lookup]

    init(_ rules: LogRules, _ texts: [[String]]) {
        lookups = rules.reading.segmentColumns.compactMap { columns in
            let places = rules.segments.enumerated().filter { $0.element.columns == columns }
            if columns.names.count > 1 {
                let crossing = rules.reading.query.crossings.first { $0.names == columns.names }
                return crossing.map { .crossing($0, Self.keys(places, of: $0, texts)) }
            }
            guard case .text(let column)? = rules.reading.text(columns.text) else { return nil }
            let segments = Dictionary(uniqueKeysWithValues: places.map { ($0.element.values, $0.offset) })
            return .column(column, texts[column].map { segments[[$0]] })
        }
    }

    /// The segments whose texts have all been met, by their numbers.
    private static func keys(
        _ segments: [(offset: Int, element: LogRules.Segment)],
        of crossing: TrafficCrossing,
        _ texts: [[String]]
    ) -> [UInt64: Int] {
        let numbers = crossing.columns.map { column in
            Dictionary(uniqueKeysWithValues: texts[column].enumerated().map { ($1, $0) })
        }
        var keys: [UInt64: Int] = [:]
        for (offset, segment) in segments {
            let found = zip(numbers, segment.values).compactMap { $0[$1] }
            if found.count == numbers.count { keys[TrafficCrossing.key(of: found)] = offset }
        }
        return keys
    }

    func of(_ row: Int, in batch: TrafficBatch) -> [Int] {
        lookups.compactMap { lookup in
            switch lookup {
            case .column(let column, let segments):
                let number = Int(batch.texts[column][row])
                return number >= 0 ? segments[number] : nil
            case .crossing(let crossing, let segments): return crossing.key(of: row, in: batch).flatMap { segments[$0] }
            }
        }
    }
}
