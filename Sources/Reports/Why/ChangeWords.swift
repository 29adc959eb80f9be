import Execution
import Plan

/// Another value of a metric, in words: "7 more right answers of 412", "0.4 percentage points less".
struct ChangeWords {
    let text: String

    init(_ change: ReadingChange) {
        let reading = change.reading
        let name = Self.quoted(reading.metric)
        let more = change.isUpward ? "more" : "less"
        let place = reading.segment.map { " in `\($0.printable)`" } ?? ""
        if let successes = change.successes, let before = reading.successes, let trials = reading.trials {
            let difference = abs(successes - before)
            let counted = MetricWords(reading.metric).counted(difference)
            let basis = change.isOfUnits ? " independent observations" : ""
            let pairs = change.pairs.map { Self.whose($0.shared, of: difference) } ?? ""
            text = "\(difference) \(change.isUpward ? "more" : "fewer") \(counted) of \(trials)\(basis)\(place)\(pairs)"
            return
        }
        let value = MessageText.value(change.value, reading.type)
        guard let before = reading.value else {
            text = "\(name)\(place) at \(value)"
            return
        }
        let beyond = change.isBeyond ? "anything beyond " : ""
        let difference = abs(change.value - before)
        let amount =
            reading.type == .fraction
            ? MessageText.decimals(difference * 100, 2) + " percentage points"
            : MessageText.value(difference, reading.type)
        text = "\(name)\(place) \(amount) \(more) (\(beyond)\(value))"
    }

    /// In which pairs they are: how many of them the baseline has, too.
    private static func whose(_ shared: Int, of all: Int) -> String {
        switch shared {
        case 0: ", \(all == 1 ? "" : "all ")where the baseline has none"
        case all: ", \(all == 1 ? "" : "all ")where the baseline has one"
        default: ", \(shared) of them where the baseline has one"
        }
    }

    /// Several changes that belong together.
    static func text(_ changes: [ReadingChange]) -> String {
        changes.map { ChangeWords($0).text }.joined(separator: " and ")
    }

    private static func quoted(_ metric: String) -> String { "`\(metric.printable)`" }
}

/// What a share counts, in words.
private struct MetricWords {
    private let metric: String

    init(_ metric: String) { self.metric = metric }

    /// The observations that the metric counts, so many of them.
    func counted(_ count: Int) -> String {
        let name = metric.prefix { $0 != "[" && $0 != " " }
        let noun =
            switch name {
            case "accuracy": "right answer"
            case "error_rate": "error"
            case "feedback.negative": "negative rating"
            case "feedback.complaints": "complaint"
            default: "hit"
            }
        // In which segment is said beside it.
        let bare = metric.split(separator: " ").first.map(String.init) ?? metric
        let suffix = noun == "hit" ? " of `\(bare.printable)`" : ""
        return noun + (count == 1 ? "" : "s") + suffix
    }
}
