import Diagnostics
import Plan

/// Reads feedback from CSV: a header with the names of the keys in any order, and a row for each entry, in which an empty
/// cell says nothing.
enum FeedbackCSV {
    static func entries(
        of bytes: [UInt8],
        from start: Int,
        shape: FeedbackShape,
        log: inout ProblemLog
    ) -> [FeedbackEntry] {
        var scanner = CSVScanner(bytes, from: start)
        scanner.skipEmptyLines()
        guard !scanner.isAtEnd, let header = header(&scanner, shape, &log) else { return [] }
        var entries: [FeedbackEntry] = []
        scanner.skipEmptyLines()
        while !scanner.isAtEnd {
            let before = log.count
            let cells = cells(&scanner, &log)
            if log.count > before {
                // What else is wrong with a row that cannot be read is not known.
            } else if cells.count == header.count {
                if let entry = entry(zip(header, cells), shape, &log) { entries.append(entry) }
            } else if let first = cells.first, let last = cells.last {
                log.add(
                    DatasetCodes.raggedRow,
                    "the row has \(cells.count) cells and the header \(header.count)",
                    at: first.place.lowerBound..<last.place.upperBound
                )
            }
            scanner.skipEmptyLines()
        }
        return entries
    }

    private typealias Cell = (text: String?, place: Range<Int>)

    /// The cells of a row; a cell that cannot be read has no text, and the log says why.
    private static func cells(_ scanner: inout CSVScanner, _ log: inout ProblemLog) -> [Cell] {
        var cells: [Cell] = []
        var cell: CSVScanner.Cell
        repeat {
            cell = scanner.next()
            if let problem = cell.problem { log.add(problem, in: cell) }
            let text = scanner.text(of: cell)
            if text == nil { log.addBadUTF8(in: cell, of: scanner.bytes) }
            cells.append((text, cell.outer))
        } while !cell.endsRow
        return cells
    }

    private static func header(
        _ scanner: inout CSVScanner,
        _ shape: FeedbackShape,
        _ log: inout ProblemLog
    ) -> [String]? {
        let before = log.count
        let known = shape.keys
        var names: [String] = []
        let cells = cells(&scanner, &log)
        for (text, place) in cells {
            guard let name = text else { continue }
            if !known.contains(name) {
                let help = Suggestion.help(for: name, among: known)
                log.add(DatasetCodes.unknownFeedbackKey, "feedback has no column `\(name)`", at: place, help: help)
            } else if names.contains(name) {
                log.add(DatasetCodes.duplicateColumn, "two columns are called `\(name)`", at: place)
            }
            names.append(name)
        }
        guard log.count == before, let first = cells.first, let last = cells.last else { return nil }
        let place = first.place.lowerBound..<last.place.upperBound
        if Set(names).isDisjoint(with: shape.clock.keys) {
            let keys = shape.clock.keys.map { "`\($0)`" }.joined(separator: " or ")
            log.add(DatasetCodes.missingFeedbackKey, "no column is called \(keys)", at: place)
        }
        if !names.contains("unit") {
            log.add(DatasetCodes.missingFeedbackKey, "no column is called `unit`", at: place)
        }
        if shape.namesModel, !names.contains("model") {
            let help = FeedbackShape.modelHelp
            log.add(DatasetCodes.missingFeedbackKey, "no column is called `model`", at: place, help: help)
        }
        return log.count == before ? names : nil
    }

    private static func entry(
        _ cells: some Sequence<(String, Cell)>,
        _ shape: FeedbackShape,
        _ log: inout ProblemLog
    ) -> FeedbackEntry? {
        let before = log.count
        var after: Duration?
        var unit: String?
        var rating: Double?
        var thumb: FeedbackEntry.Thumb?
        var text: String?
        var model: ModelRole?
        var names: Set<String> = []
        var row: Range<Int>?
        for (name, cell) in cells {
            row = (row?.lowerBound ?? cell.place.lowerBound)..<cell.place.upperBound
            guard let value = cell.text, !value.isEmpty else { continue }
            names.insert(name)
            func refuse(_ problem: String, help: [String] = []) {
                log.add(DatasetCodes.badFeedbackValue, "`\(name)` \(problem)", at: cell.place, help: help)
            }
            switch name {
            case "unit": unit = value
            case "rating":
                let bytes = Array(value.utf8)
                rating = DecimalNumber.parse(bytes, in: bytes.indices).flatMap { $0.isFinite ? $0 : nil }
                if rating == nil { refuse("is not a number") }
            case "thumb":
                thumb = FeedbackEntry.Thumb(rawValue: value)
                if thumb == nil { refuse("is neither `up` nor `down`") }
            case "text": text = value
            case "model":
                model = shape.model(value)
                if model == nil { refuse(FeedbackShape.notAModel) }
            default:
                do throws(FeedbackClock.Problem) {
                    after = try shape.clock.time(name, value)
                } catch {
                    refuse(error.text, help: error.help)
                }
            }
        }
        guard log.count == before, let row else { return nil }
        if let problem = shape.clock.problem(of: names) { log.add(DatasetCodes.missingFeedbackKey, problem, at: row) }
        if unit == nil { log.add(DatasetCodes.missingFeedbackKey, "`unit` is missing", at: row) }
        if shape.namesModel, model == nil {
            log.add(DatasetCodes.missingFeedbackKey, "`model` is missing", at: row, help: FeedbackShape.modelHelp)
        }
        if rating == nil, thumb == nil, text == nil {
            let help = ["give it a `rating`, a `thumb` or a `text`"]
            log.add(DatasetCodes.emptyFeedback, "the row says nothing", at: row, help: help)
        }
        guard log.count == before, let after, let unit else { return nil }
        return FeedbackEntry(after: after, unit: unit, rating: rating, thumb: thumb, text: text, model: model)
    }
}
