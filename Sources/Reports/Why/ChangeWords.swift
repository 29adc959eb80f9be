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
        let spread = change.keepsSpread ? ", spread as it is" : ""
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
        // What units have shown once has another value than all requests, which alone is on record.
        let basis = change.isOfUnits ? "over independent observations" : "\(beyond)\(value)"
        text = "\(name)\(place) \(amount) \(more) (\(basis)\(spread))"
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
        var texts: [String] = []
        for change in changes {
            // Units are shown requests, which count among all.
            let ofAll = changes.first {
                change.isOfUnits && !$0.isOfUnits && $0.reading.metric == change.reading.metric
                    && $0.reading.segment == change.reading.segment
            }
            let isCovered =
                !change.isOfUnits
                && changes.contains {
                    $0.isOfUnits && $0.reading.metric == change.reading.metric
                        && $0.reading.segment == change.reading.segment
                }
            if let ofAll {
                texts.append(ChangeWords(change).text + ", " + rest(of: ofAll, besides: change))
            } else if !isCovered {
                texts.append(ChangeWords(change).text)
            }
        }
        return texts.joined(separator: " and ")
    }

    /// What all requests come to where units have changed among them.
    private static func rest(of all: ReadingChange, besides units: ReadingChange) -> String {
        let others = Int(all.movement - units.movement)
        return "and \(abs(others)) \(others > 0 ? "more" : "fewer") among the other requests"
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
