import Execution
import Plan

/// The results of tests as text for people: each test, of a failed one its time line, and what was reached.
package struct TestReport: Sendable {
    private let style: ReportStyle

    package init(style: ReportStyle) { self.style = style }

    package func text(_ results: TestResults) -> String {
        var lines: [String] = []
        for file in results.files {
            if !lines.isEmpty { lines.append("") }
            lines.append(style.strong(file.name.printable))
            for test in file.tests { lines += self.lines(test, in: file) }
        }
        if !results.plans.isEmpty { lines.append("") }
        for plan in results.plans { lines += coverage(plan, minimum: results.minimumCoverage) }
        lines += ["", summary(results)]
        return lines.map { $0 + "\n" }.joined()
    }

    private func lines(_ test: TestResults.Test, in file: TestResults.File) -> [String] {
        let name = test.name.printable
        guard !test.run.isPassed else { return ["  \(style.good("✓")) \(name)"] }
        var lines = ["  \(style.bad("✗")) \(name)  \(style.faint("\(file.name.printable):\(test.line)"))"]
        if let problem = test.run.problem { lines.append("      " + style.bad(problem.printable)) }
        return lines + Self.timeLine(test.run.rows, style).map { "      " + $0 }
    }

    /// Expected against seen, a line a moment.
    static func timeLine(_ rows: [TestRow], _ style: ReportStyle) -> [String] {
        guard !rows.isEmpty else { return [] }
        let cells = rows.map { row in
            [ClockText.text(row.at), (row.expected ?? "-").printable, (row.seen ?? "-").printable]
        }
        let header = ["time", "expected", "seen"]
        let widths = header.indices.map { column in TextColumns.width(of: ([header] + cells).map { $0[column] }) }
        func line(_ cells: [String]) -> String {
            zip(cells, widths).map { TextColumns.padded($0, to: $1) }.joined(separator: "  ").trimmedAtEnd
        }
        let body = zip(rows, cells).map { row, cells in
            let mark = row.isMet ? style.good("✓") : style.bad("✗")
            return "\(mark) \(row.isMet ? line(cells) : style.strong(line(cells)))"
        }
        return ["  " + style.faint(line(header))] + body
    }

    private func coverage(_ plan: TestResults.Plan, minimum: Double?) -> [String] {
        let coverage = plan.coverage
        let isShort = minimum.map { coverage.share < $0 - 1e-9 } ?? false
        let share = Self.percent(coverage.share)
        let kinds = TestCoverage.Kind.allCases.map { kind in
            let (reached, all) = coverage.count(kind)
            return "\(kind.rawValue) \(reached) of \(all)"
        }
        let least = minimum.map { isShort ? ", and \(Self.percent($0)) are asked for" : "" } ?? ""
        let head =
            "\(plan.path.printable): \(isShort ? style.bad(share) : style.good(share)) covered: "
            + kinds.joined(separator: ", ") + least
        let missing = TestCoverage.Kind.allCases.flatMap(coverage.missing)
        let shown = missing.prefix(12).map { "  never  " + $0.printable }
        return [head] + shown + (missing.count > 12 ? ["  never  and \(missing.count - 12) more"] : [])
    }

    private func summary(_ results: TestResults) -> String {
        let count = "\(results.count) test\(results.count == 1 ? "" : "s")"
        guard results.failed == 0 else { return style.bad("\(results.failed) of \(count) failed") }
        guard results.uncovered.isEmpty else { return style.bad("\(count) passed, and too little is covered") }
        return style.good("\(count) passed")
    }

    static func percent(_ share: Double) -> String { MessageText.decimals((share * 1000).rounded(.down) / 10, 1) + "%" }
}
