import Diagnostics
import Execution

extension TestResults {
    /// JUnit's XML, as Jenkins and GitLab read it: a suite for each file, and one for coverage where some of it is asked
    /// for.
    package var junit: String {
        let covered = minimumCoverage == nil ? [] : plans
        let counts = Self.counts(tests: count + covered.count, failures: failed + uncovered.count)
        var lines = [
            #"<?xml version="1.0" encoding="UTF-8"?>"#,
            #"<testsuites name="planrun test" \#(counts)>"#,
        ]
        for file in files { lines += Self.suite(file) }
        if !covered.isEmpty { lines += coverageSuite(covered) }
        lines.append("</testsuites>")
        return lines.joined(separator: "\n") + "\n"
    }

    private static func counts(tests: Int, failures: Int) -> String {
        #"tests="\#(tests)" failures="\#(failures)" errors="0" skipped="0""#
    }

    private static func suite(_ file: File) -> [String] {
        let name = escaped(file.name)
        let counts = counts(tests: file.tests.count, failures: file.tests.count { !$0.run.isPassed })
        var lines = [#"  <testsuite name="\#(name)" \#(counts)>"#]
        for test in file.tests {
            let head =
                #"    <testcase classname="\#(name)" name="\#(escaped(test.name))" file="\#(name)" line="\#(test.line)""#
            guard !test.run.isPassed else {
                lines.append(head + "/>")
                continue
            }
            let unmet = test.run.rows.filter { !$0.isMet }
            let first = unmet.first.map { row in
                "at \(ClockText.text(row.at)) expected \(row.expected ?? "nothing"), saw \(row.seen ?? "nothing")"
            }
            let message = escaped(test.run.problem ?? first ?? "")
            lines += [head + ">", #"      <failure type="expectation" message="\#(message)">"#]
            lines += TestReport.timeLine(test.run.rows, ReportStyle(isColoured: false)).map(XMLText.escaping)
            lines += ["      </failure>", "    </testcase>"]
        }
        return lines + ["  </testsuite>"]
    }

    private func coverageSuite(_ plans: [Plan]) -> [String] {
        let short = Set(uncovered.map(\.path))
        var lines = [
            #"  <testsuite name="coverage" \#(Self.counts(tests: plans.count, failures: short.count))>"#
        ]
        for plan in plans {
            let head = #"    <testcase classname="coverage" name="\#(Self.escaped(plan.path))""#
            guard short.contains(plan.path) else {
                lines.append(head + "/>")
                continue
            }
            let share = "only \(TestReport.percent(plan.coverage.share)) are covered"
            lines += [head + ">", #"      <failure type="coverage" message="\#(share)">"#]
            lines += TestCoverage.Kind.allCases.flatMap(plan.coverage.missing).map { Self.escaped("never " + $0) }
            lines += ["      </failure>", "    </testcase>"]
        }
        return lines + ["  </testsuite>"]
    }

    private static func escaped(_ text: String) -> String { XMLText.escaping(PrintableText.escaping(text)) }
}
