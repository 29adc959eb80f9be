import Diagnostics

extension ProblemLog {
    mutating func add(_ problem: CSVScanner.Problem, in cell: CSVScanner.Cell) {
        switch problem {
        case .unclosedQuote:
            let opening = cell.outer.lowerBound..<cell.outer.lowerBound + 1
            add(DatasetCodes.unclosedQuote, "the closing quote of a cell is missing", at: opening, label: "opened here")
        case .textAfterQuote:
            add(
                DatasetCodes.textAfterQuote,
                "text follows the closing quote of a cell",
                at: cell.inner.upperBound + 1..<cell.outer.upperBound,
                help: ["write a quote inside a quoted cell twice"]
            )
        }
    }

    mutating func addBadUTF8(in cell: CSVScanner.Cell, of bytes: [UInt8]) {
        var parser = Unicode.UTF8.ForwardParser()
        var iterator = bytes[cell.inner].makeIterator()
        var place = cell.inner.lowerBound
        while case .valid(let scalar) = parser.parseScalar(from: &iterator) { place += scalar.count }
        add(
            DatasetCodes.badUTF8,
            "a cell is not encoded in UTF-8",
            at: place..<min(place + 1, cell.inner.upperBound),
            help: ["save the file as UTF-8"]
        )
    }
}
