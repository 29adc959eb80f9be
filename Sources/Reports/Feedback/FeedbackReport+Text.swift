import Diagnostics
import Execution
import Plan
import Statistics

extension FeedbackReport {
    /// The report for people. Control characters in what was said are escaped.
    package func text(style: ReportStyle) -> String {
        let heading = style.strong("feedback on \(run.id)")
        guard !remarks.isEmpty else {
            return (["\(heading): nobody has said anything"] + lines(ofStore: run)).joined(separator: "\n") + "\n"
        }
        let units = Set(remarks.map(\.unit)).count
        var lines = ["\(heading): \(number(remarks.count, "entry", "entries")) of \(number(units, "unit", "units"))"]
        lines.append("  from \(sources)")
        lines += self.lines(ofStore: run)
        if run.unreached > 0 {
            lines.append(
                "  \(number(run.unreached, "entry", "entries")) of the plan's file left out: later than the run has come"
            )
        }
        if run.unknownUnits > 0 {
            lines.append(
                "  \(number(run.unknownUnits, "unit is", "units are")) not in the replay: served by the baseline"
            )
        }
        for (model, summary) in summaries {
            lines.append("")
            lines.append(
                style.strong(model.rawValue)
                    + ": \(number(summary.entries, "entry", "entries")) of \(number(summary.units, "unit", "units"))"
            )
            lines += FeedbackLines(summary: summary, style: style).lines
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private var sources: String {
        let words: [(FeedbackRemark.Origin, String)] = [
            (.plan, "in the plan's file"), (.add, "added"), (.import, "imported"),
        ]
        return words.filter { count($0.0) > 0 }.map { "\(count($0.0)) \($0.1)" }.joined(separator: ", ")
    }

    private func lines(ofStore run: Run) -> [String] {
        let facts = [
            (run.counted, "counted by the run"), (run.uncounted, "not counted by it"),
            (run.forgotten, "counted and forgotten since"),
        ]
        let told = facts.filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }
        return told.isEmpty ? [] : ["  of those added or imported: " + told.joined(separator: ", ")]
    }

    private func number(_ count: Int, _ one: String, _ many: String) -> String { "\(count) \(count == 1 ? one : many)" }
}

/// What was said of one model, in lines.
private struct FeedbackLines {
    let summary: FeedbackSummary
    let style: ReportStyle

    private static let exampleLength = 88

    var lines: [String] {
        var lines: [String] = []
        if let mean = summary.meanRating {
            lines.append("  rating      \(MessageText.decimals(mean, 2)), the mean of \(summary.rated)")
        }
        if let interval = WilsonInterval(successes: summary.negative, trials: summary.judged) {
            let bounds = [interval.lower, interval.upper].map { MessageText.decimals($0, 3) }
            lines.append(
                "  negative    \(share(summary.negative, summary.judged)), \(summary.negative) of \(summary.judged), "
                    + "95% interval \(bounds[0]) to \(bounds[1])"
            )
        }
        let trend = summary.trend
        lines.append("  over time   \(trend.entriesLine)  entries, each bar \(trend.width.planText)")
        if summary.judged > 0 { lines.append("              \(trend.negativeLine)  share negative") }
        lines += groups("categories", summary.categories)
        if summary.uncategorised.contains(where: { $0.entries > 0 }) {
            lines += groups("in no category", summary.uncategorised)
        }
        return lines + terms
    }

    private func groups(_ title: String, _ groups: [FeedbackSummary.Group]) -> [String] {
        guard !groups.isEmpty else { return [] }
        let names = groups.map { PrintableText.escaping($0.name) }
        let width = TextColumns.width(of: names)
        let numberWidth = groups.map { String($0.entries).count }.max() ?? 0
        var lines = ["  \(title)"]
        for (group, name) in zip(groups, names) {
            let count = TextColumns.aligned(String(group.entries), to: numberWidth)
            let part = TextColumns.aligned(share(group.entries, summary.entries), to: 6)
            lines.append("    \(TextColumns.padded(name, to: width))  \(count)  \(part)")
            lines += group.examples.map { "      " + style.faint("“\(clipped($0))”") }
        }
        return lines
    }

    private var terms: [String] {
        let sides = [("blame", summary.terms.negative), ("praise", summary.terms.positive)].filter { !$0.1.isEmpty }
        guard !sides.isEmpty else { return [] }
        return ["  telling terms (standard deviations)"]
            + sides.map { title, terms in
                let texts = terms.map { "\(PrintableText.escaping($0.text)) \(MessageText.decimals($0.score, 1))" }
                return "    \(TextColumns.padded(title, to: 6))  \(texts.joined(separator: ", "))"
            }
    }

    private func share(_ part: Int, _ whole: Int) -> String {
        whole == 0 ? "-" : MessageText.decimals(100 * Double(part) / Double(whole), 1) + "%"
    }

    /// What was said, on one line and of a bounded length.
    private func clipped(_ text: String) -> String {
        let escaped = PrintableText.escaping(text.split(whereSeparator: \.isWhitespace).joined(separator: " "))
        return escaped.count > Self.exampleLength ? escaped.prefix(Self.exampleLength - 1) + "…" : escaped
    }
}
