import Diagnostics
import Plan
import PlanSyntax

/// Reads promtool's compact notation of a series: `0.97x10 0.80x5 _ stale`, `a+bxn` and `a-bxn`.
struct SeriesReader {
    /// A word of the series that cannot be read, and why.
    struct Problem: Error {
        let range: Range<Int>
        let message: String
    }

    private var runs: [TestSeries.Run] = []
    private var unit: TestSeries.Unit?
    private var count = 0

    /// So many values at most: years of seconds.
    private static let mostValues = 1_000_000_000
    private static let tooMany = "the series has more than \(mostValues) values"

    static func read(_ text: String) throws(Problem) -> TestSeries {
        var reader = SeriesReader()
        let bytes = Array(text.utf8)
        var isStale = false
        var words = 0
        var start = 0
        while start < bytes.count {
            guard !Self.isBlank(bytes[start]) else {
                start += 1
                continue
            }
            var end = start
            while end < bytes.count, !Self.isBlank(bytes[end]) { end += 1 }
            let word = String(decoding: bytes[start..<end], as: UTF8.self)
            words += 1
            if isStale { throw Problem(range: start..<end, message: "`stale` ends a series, and `\(word)` follows it") }
            if word == "stale" {
                isStale = true
            } else {
                try reader.take(word, start..<end)
            }
            start = end
        }
        guard words > 0 else { throw Problem(range: 0..<bytes.count, message: "the series has no values") }
        return TestSeries(runs: reader.runs, isStale: isStale, unit: reader.unit)
    }

    private static func isBlank(_ byte: UInt8) -> Bool { byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\n") }

    private mutating func take(_ word: String, _ range: Range<Int>) throws(Problem) {
        func problem(_ message: String) -> Problem { Problem(range: range, message: message) }
        let parts = word.split(separator: "x", omittingEmptySubsequences: false)
        guard parts.count <= 2 else { throw problem("`\(word)` has more than one `x`") }
        var times = 0
        if parts.count == 2 {
            guard let number = Int(parts[1]), number >= 0, parts[1].utf8.allSatisfy({ $0.isASCIIDigit }) else {
                throw problem("`\(parts[1])` in `\(word)` is not a number of times")
            }
            guard number <= Self.mostValues else { throw problem(Self.tooMany) }
            times = number
        }
        let value = String(parts[0])
        if value == "_" {
            // As promtool has it: `_x3` is nothing three times, where `1x3` is four values.
            try append(TestSeries.Run(first: nil, count: parts.count == 2 ? times : 1), problem)
            return
        }
        let (first, step) = Self.split(value)
        guard let start = Self.quantity(first) else { throw problem("`\(first)` is not a value") }
        var growth = 0.0
        if let step {
            guard parts.count == 2 else { throw problem("`\(word)` does not say how often it grows: `\(word)x5`") }
            guard let quantity = Self.quantity(String(step.dropFirst())), quantity.unit == start.unit
            else {
                throw problem("`\(step.dropFirst())` in `\(word)` is not a value like `\(first)`")
            }
            growth = step.first == "-" ? -quantity.value : quantity.value
        }
        let isShare =
            unit.map { [.number, .percent].contains($0) } == true && [.number, .percent].contains(start.unit)
        guard unit == nil || unit == start.unit || isShare else {
            throw problem("`\(word)` does not have the unit of the values before it")
        }
        unit = isShare && unit == .percent ? .percent : start.unit
        try append(TestSeries.Run(first: start.value, step: growth, count: times + 1), problem)
    }

    private mutating func append(_ run: TestSeries.Run, _ problem: (String) -> Problem) throws(Problem) {
        guard run.count <= Self.mostValues - count else {
            throw problem(Self.tooMany)
        }
        guard run.count > 0 else { return }
        count += run.count
        runs.append(run)
    }

    /// The value, and the sign and value that it grows by; the sign of an exponent is none.
    private static func split(_ text: String) -> (first: String, step: String?) {
        let bytes = Array(text.utf8)
        for index in bytes.indices.dropFirst()
        where [UInt8(ascii: "+"), UInt8(ascii: "-")].contains(bytes[index])
            && !([UInt8(ascii: "e"), UInt8(ascii: "E")].contains(bytes[index - 1]))
        {
            return (
                String(decoding: bytes[..<index], as: UTF8.self), String(decoding: bytes[index...], as: UTF8.self)
            )
        }
        return (text, nil)
    }

    private static func quantity(_ text: String) -> (value: Double, unit: TestSeries.Unit)? {
        let isNegative = text.utf8.first == UInt8(ascii: "-")
        let bare = isNegative ? String(text.dropFirst()) : text
        guard bare.utf8.first?.isASCIIDigit == true else { return nil }
        func signed(_ value: Double) -> Double { isNegative ? -value : value }
        if let value = Double(bare), value.isFinite { return (signed(value), .number) }
        if bare.hasSuffix("%"), let value = Double(bare.dropLast()) { return (signed(value / 100), .percent) }
        if let duration = Duration(planText: bare) { return (signed(duration.seconds), .duration) }
        if let rate = Rate(planText: bare) { return (signed(rate.perSecond.value), .rate) }
        return nil
    }
}

extension Lowering {
    /// A series of values.
    mutating func series(_ node: SyntaxNode) -> Located<TestSeries>? {
        guard let text = scalar(node, "a series of values") else { return nil }
        do throws(SeriesReader.Problem) {
            return Located(try SeriesReader.read(text), at: node.span)
        } catch {
            report(
                .seriesSyntax,
                error.message,
                at: error.range.isEmpty ? node.span : node.span(ofContent: error.range),
                help: ["write values with blanks between: `0.97x10 0.80x5 _ stale`"]
            )
            return nil
        }
    }
}
