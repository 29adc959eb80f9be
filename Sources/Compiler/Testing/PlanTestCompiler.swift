package import Diagnostics
package import JSON
package import Plan
package import PlanSyntax

/// Turns the tree of a file of tests into tests, and checks them against the program that they are for.
package enum PlanTestCompiler {
    /// The tests as far as they can be read.
    package static func lower(_ tree: SyntaxTree) -> (file: PlanTestFile?, diagnostics: [Diagnostic]) {
        let language = Language(models: [], metrics: [], notifiers: [])
        var lowering = Lowering(language: language, allowsOutsidePaths: true)
        let file = TestFileSection.lower(tree.root, in: &lowering)
        return (file, lowering.diagnostics)
    }

    /// The JSON Schema of files of tests, made from the shapes that they are read by.
    package static var schema: JSONValue {
        PlanSchema(
            shape: TestFileSection.shape,
            id: "urn:planrun:test:1",
            title: "planrun tests of a release plan, version 1"
        ).json
    }

    /// What the tests say that the program does not have.
    package static func check(_ file: PlanTestFile, against program: Program, types: [String: ValueType])
        -> [Diagnostic]
    {
        file.tests.flatMap { TestChecker(program: program, types: types).check($0) }
    }

    /// What is stated of metrics that the program does not read, or not so.
    static func check(_ models: PlanTest.Models, against program: Program, types: [String: ValueType]) -> [Diagnostic] {
        (models.candidate + models.baseline).flatMap(TestChecker(program: program, types: types).check)
    }
}

/// Checks one test against its program.
private struct TestChecker {
    let program: Program
    /// The types of the metrics that the program reads, by their text.
    let types: [String: ValueType]

    func check(_ test: PlanTest) -> [Diagnostic] {
        let metrics = [test.models, test.risk].flatMap { $0.candidate + $0.baseline }
        return metrics.flatMap(check) + references(test) + start(test) + feedback(test)
    }

    /// What users say is stated where somebody asks for it.
    private func feedback(_ test: PlanTest) -> [Diagnostic] {
        guard let first = test.feedback.first, !types.keys.contains(where: { $0.hasPrefix("feedback") }) else {
            return []
        }
        return [
            Diagnostic(
                .unreadMetric,
                "the plan reads nothing of what users say",
                at: .init(first.entries.span),
                help: ["leave `feedback` out"]
            )
        ]
    }

    /// Where the calendar decides, a test says when it is.
    private func start(_ test: PlanTest) -> [Diagnostic] {
        guard let changes = program.changes, test.starts == nil else { return [] }
        return [
            Diagnostic(
                .missingStart,
                "the test does not say when it starts, and the plan has change windows",
                at: .init(test.span),
                notes: ["more people get the candidate on \(changes.text)"],
                help: ["add a date and time, as in `starts: 2026-11-30T09:00:00+01:00`"]
            )
        ]
    }

    func check(_ metric: PlanTest.Metric) -> [Diagnostic] {
        guard let type = types[metric.name.value] else { return [unread(metric.name)] }
        if let segment = metric.segment, !metric.name.value.contains(" by ") {
            return [
                Diagnostic(
                    .unreadMetric,
                    "the plan does not read `\(metric.name.value)` by segments",
                    at: .init(segment.span),
                    help: ["give it one series of values"]
                )
            ]
        }
        guard let unit = metric.series.value.unit, !type.takes(unit) else { return outOfRange(metric, type) }
        return [
            Diagnostic(
                .seriesUnit,
                "`\(metric.name.value)` is a \(type.rawValue), and its values are not written as one",
                at: .init(metric.series.span),
                help: [type.example]
            )
        ]
    }

    private func outOfRange(_ metric: PlanTest.Metric, _ type: ValueType) -> [Diagnostic] {
        guard let range = type.range, let values = metric.series.value.range, !values.isInside(range) else { return [] }
        let bounds = range.upperBound.isFinite ? "goes from 0 to 1" : "is never negative"
        return [
            Diagnostic(
                .seriesRange,
                "`\(metric.name.value)` \(bounds), and the series does not stay there",
                at: .init(metric.series.span)
            )
        ]
    }

    private func unread(_ name: Located<String>) -> Diagnostic {
        var speller = Speller()
        let known = types.keys.sorted()
        return Diagnostic(
            .unreadMetric,
            "the plan reads no metric `\(name.value)`",
            at: .init(name.span),
            help: speller.help(for: name.value, among: known, "it reads")
        )
    }

    private func references(_ test: PlanTest) -> [Diagnostic] {
        let expected = test.expected
        let stages =
            test.commands.compactMap(\.stage) + (expected.decisions ?? []).map(\.subject)
            + expected.standings.compactMap(\.stage) + (expected.approvals ?? []).map(\.subject)
        let alerts = (expected.alerts ?? []).map(\.subject) + (expected.notifications ?? []).map(\.alert)
        var notifiers = (expected.notifications ?? []).map(\.notifier)
        var unread: [Diagnostic] = []
        for fault in test.faults {
            switch fault.kind {
            case .notifier(let name): notifiers.append(name)
            case .noData(let names), .error(let names):
                unread += names.filter { types[$0.value] == nil }.map(self.unread)
            case .step, .assignment: break
            }
        }
        func unknown(_ kind: String, _ known: [String], _ references: [Located<String>]) -> [Diagnostic] {
            UnknownNames(kind: kind, known: known) { _ in "the plan has no \(kind)s" }.diagnostics(for: references)
        }
        return unread + unknown("stage", program.stages.map(\.name), stages)
            + unknown("alert", program.alerts.map(\.name), alerts)
            + unknown("notifier", program.notifiers.map(\.name), notifiers)
    }
}

extension ClosedRange<Double> {
    /// Whether it lies in another, but for what rounding makes of `0.1x3` and its like.
    fileprivate func isInside(_ other: ClosedRange<Double>) -> Bool {
        lowerBound >= other.lowerBound - 1e-9 && upperBound <= other.upperBound + 1e-9
    }
}

extension ValueType {
    /// What no value of the type goes beyond; nil where there is nothing.
    fileprivate var range: ClosedRange<Double>? {
        switch self {
        case .fraction: 0...1
        case .count, .duration, .rate: 0...Double.infinity
        case .score, .text, .boolean: nil
        }
    }

    fileprivate func takes(_ unit: TestSeries.Unit) -> Bool {
        switch self {
        case .fraction: unit == .number || unit == .percent
        case .duration: unit == .duration
        case .rate: unit == .rate
        case .count, .score, .text, .boolean: unit == .number
        }
    }

    fileprivate var example: String {
        switch self {
        case .fraction: "write a share, such as `0.97x10` or `97%x10`"
        case .duration: "write durations, such as `120msx10`"
        case .rate: "write rates, such as `20/sx10`"
        case .count, .score, .text, .boolean: "write plain numbers, such as `12x10`"
        }
    }
}
