/// JUnit's XML, as Jenkins and GitLab read it: one suite, a test case for each plan.
///
/// Both systems read a single `failure` of a test case and drop any other, so all that is wrong with a plan stands in one:
/// its message is the first finding, its text lists every one. What does not fail a plan stands in `system-out`.
package struct JUnitRenderer: DiagnosticRenderer {
    private let plans: [ExaminedPlans.Plan]
    /// Whether a warning fails a plan.
    private let isStrict: Bool

    package init(_ examined: ExaminedPlans, isStrict: Bool) {
        plans = examined.plans
        self.isStrict = isStrict
    }

    package func render(_ diagnostics: [Diagnostic], in map: SourceMap) -> String {
        let sorted = diagnostics.sortedBySource()
        let cases = plans.map { plan in
            (plan, sorted.filter { plan.files.contains($0.primary.span.file.index) })
        }
        let failed = cases.count { _, findings in findings.contains(where: fails) }
        let counts = #"tests="\#(cases.count)" failures="\#(failed)" errors="0" skipped="0""#
        var lines = [
            #"<?xml version="1.0" encoding="UTF-8"?>"#,
            #"<testsuites name="planrun validate" \#(counts)>"#,
            #"  <testsuite name="planrun validate" \#(counts)>"#,
        ]
        for (plan, findings) in cases { lines += testCase(plan, findings, in: map) }
        lines += ["  </testsuite>", "</testsuites>"]
        return lines.joined(separator: "\n") + "\n"
    }

    private func fails(_ diagnostic: Diagnostic) -> Bool {
        diagnostic.severity == .error || (isStrict && diagnostic.severity == .warning)
    }

    private func testCase(_ plan: ExaminedPlans.Plan, _ findings: [Diagnostic], in map: SourceMap) -> [String] {
        let name = XMLText.escaping(PrintableText.escaping(plan.name))
        let head = #"    <testcase classname="planrun.validate" name="\#(name)" file="\#(name)""#
        guard !findings.isEmpty else { return [head + "/>"] }
        var lines = [head + ">"]
        let failures = findings.filter(fails)
        if let first = failures.first {
            let more = failures.count == 1 ? "" : " (and \(failures.count - 1) more)"
            let message = XMLText.escaping(first.lines[0] + more)
            lines.append(#"      <failure type="\#(first.code.id)" message="\#(message)">"#)
            lines += failures.flatMap { text(of: $0, in: map) }
            lines.append("      </failure>")
        }
        let others = findings.filter { !fails($0) }
        if !others.isEmpty {
            lines.append("      <system-out>")
            lines += others.flatMap { text(of: $0, in: map) }
            lines.append("      </system-out>")
        }
        return lines + ["    </testcase>"]
    }

    private func text(of diagnostic: Diagnostic, in map: SourceMap) -> [String] {
        let head = ConciseRenderer.place(of: diagnostic, in: map)
        let lines = diagnostic.lines
        return ([head + lines[0]] + lines.dropFirst().map { "  " + $0 }).map(XMLText.escaping)
    }
}
