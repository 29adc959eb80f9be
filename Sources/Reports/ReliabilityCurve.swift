import Execution
import JSON
package import Metrics
import Plan
import Statistics

/// What a model's scores are worth: in each range of them, how sure the model was and how often it was right.
package struct ReliabilityCurve: Sendable {
    /// A range of scores that rows lie in, without its smaller end, unless that is 0.
    struct Range: Sendable {
        let bounds: ClosedRange<Double>
        let rows: Int
        /// The mean score.
        let score: Double
        /// The share of the rows that are right.
        let observed: Double
        /// Between which numbers that share lies (Wilson).
        let interval: ClosedRange<Double>?
    }

    /// The metric that the ranges are of, as a condition writes it.
    let metric: String
    /// The ranges with rows, in the order of scores.
    let ranges: [Range]
    private let confidence: Double

    /// More of them are for programs.
    private static let shownRanges = 40

    /// Nil where some scores are no probabilities, or there are none.
    ///
    /// - Parameter confidence: That of the intervals.
    package init?(metric: String, of tally: CalibrationTally, confidence: Double) {
        guard tally.outside == 0, tally.count > 0 else { return nil }
        self.metric = metric
        self.confidence = confidence
        let count = Double(tally.bins.count)
        ranges = tally.bins.enumerated().compactMap { place, bin in
            guard let score = bin.confidence, let observed = bin.accuracy else { return nil }
            return Range(
                bounds: Double(place) / count...Double(place + 1) / count,
                rows: bin.rows,
                score: score,
                observed: observed,
                interval: WilsonInterval(successes: bin.right, trials: bin.rows, confidence: confidence).map {
                    $0.lower...$0.upper
                }
            )
        }
    }

    var json: JSONValue {
        .array(
            ranges.map { range in
                var object: JSONObject = [
                    "from": .number(range.bounds.lowerBound), "to": .number(range.bounds.upperBound),
                    "rows": .integer(range.rows), "score": .number(range.score), "observed": .number(range.observed),
                ]
                if let interval = range.interval {
                    object["interval"] = [.number(interval.lowerBound), .number(interval.upperBound)]
                }
                return .object(object)
            }
        )
    }

    /// What there is to say of it, a line each.
    func lines(_ style: ReportStyle) -> [String] {
        let heading = "  " + style.strong("reliability, by \(metric.printable)")
        guard ranges.count <= Self.shownRanges else {
            return [heading + ": the \(ranges.count) ranges of scores are in `--format json`"]
        }
        let percent = MessageText.decimals(confidence * 100, confidence == 0.95 ? 0 : 1)
        let rows = ranges.map { range in
            let gap = range.observed - range.score
            return [
                words(range.bounds, places: 3), String(range.rows), MessageText.decimals(range.score, 4),
                MessageText.decimals(range.observed, 4), range.interval.map { words($0, places: 4) } ?? "",
                (gap > 0 ? "+" : "") + MessageText.decimals(gap, 4),
            ]
        }
        let header = ["score", "rows", "mean score", "observed", "\(percent)% interval", "gap"]
        return [heading] + TextTable.lines([header] + rows, aligned: [1, 2, 3, 5], style: style)
    }

    private func words(_ range: ClosedRange<Double>, places: Int) -> String {
        MessageText.decimals(range.lowerBound, places) + " to " + MessageText.decimals(range.upperBound, places)
    }
}
