import Diagnostics
import Plan
import PlanSyntax

/// One of a file's `tests`.
enum TestSection {
    static let name = Key<Located<String>>.text("name", required: true, "What the test shows, in a few words.")
    static let interval = Key<Located<Duration>>.duration(
        "interval",
        "How far apart the values of series are; the plan's shortest `every` unless stated."
    )
    static let starts = Key<Located<Int>>(
        "starts",
        .written(
            as: "date and time",
            pattern:
                "^[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt ][0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]+)?([Zz]|[+-][0-9]{2}:[0-9]{2})$"
        ),
        "When the run begins, such as `2026-11-30T09:00:00+01:00`; needed where the plan has change windows."
    ) { node, lowering in
        guard let text = lowering.scalar(node, "a date and time") else { return nil }
        guard let moment = Timestamp(rfc3339: text) else {
            lowering.report(
                .badDate,
                "\(Lowering.shown(node)) is no date and time",
                at: node.span,
                help: ["write it with its offset, as in `2026-11-30T09:00:00+01:00` or `2026-11-30T08:00:00Z`"]
            )
            return nil
        }
        return Located(moment.seconds, at: node.span)
    }
    static let candidate = readings("candidate", "What is measured of the candidate, a series a metric.")
    static let baseline = readings("baseline", "What is measured of the baseline.")
    static let modelsShape = RecordShape(
        "the models",
        "What is measured of both models.",
        [candidate.field, baseline.field]
    )
    static let risk = Key<PlanTest.Models>(
        "risk",
        .record(modelsShape),
        "What is measured when the risk is assessed, a value an attempt; what is missing here is as it is then."
    ) { node, lowering in
        Record(node, modelsShape, in: &lowering).map { record in
            PlanTest.Models(
                candidate: record.read(candidate, &lowering) ?? [],
                baseline: record.read(baseline, &lowering) ?? []
            )
        }
    }
    static let requests = Key<Located<TestSeries>>(
        "requests",
        .text,
        default: "1000",
        "How many requests the candidate answers in each interval, which is what metrics rest on."
    ) { $1.series($0) }
    static let feedback = Key<[PlanTest.Feedback]>(
        "feedback",
        .list(of: .record(TestFeedbackSection.shape), atLeast: 0),
        "What users say, and how many of them in each interval: what metrics of feedback are made from."
    ) { node, lowering in
        lowering.list(node, "`feedback` is a list of what users say") { TestFeedbackSection.lower($0, in: &$1) }
    }
    static let author = Key<Located<String>>.text("author", "Who began the run, where an approval excludes them.")
    static let commands = Key<[PlanTest.Command]>(
        "commands",
        .list(of: .record(CommandSection.shape), atLeast: 0),
        "What people ask of the run, and when."
    ) { node, lowering in
        lowering.list(node, "`commands` is a list of commands") { CommandSection.lower($0, in: &$1) }
    }
    static let faults = Key<[PlanTest.Fault]>(
        "faults",
        .list(of: .record(FaultSection.shape), atLeast: 0),
        "What goes wrong, and when."
    ) { node, lowering in
        lowering.list(node, "`faults` is a list of faults") { FaultSection.lower($0, in: &$1) }
    }
    static let expect = Key<TestExpectation>(
        "expect",
        .record(ExpectationSection.shape),
        required: true,
        "What is expected of the run. A list that is given is complete."
    ) { ExpectationSection.lower($0, in: &$1) }

    static let shape = RecordShape(
        "a test",
        "A run of the plan in a world that is written down.",
        [
            name.field, interval.field, starts.field, candidate.field, baseline.field, risk.field, requests.field,
            feedback.field, author.field, commands.field, faults.field, expect.field,
        ]
    )

    static func lower(_ node: SyntaxNode, in lowering: inout Lowering) -> PlanTest? {
        guard let record = Record(node, shape, in: &lowering) else { return nil }
        let name = record.read(name, &lowering)
        let requests = record.read(requests, &lowering)
        if let requests, let unit = requests.value.unit, unit != .number {
            lowering.report(.seriesUnit, "`requests` are plain numbers, not a \(unit.rawValue)", at: requests.span)
        }
        if let requests, requests.value.unit == .number, !requests.value.isWhole {
            lowering.report(.seriesRange, "`requests` are whole numbers, 0 at least", at: requests.span)
        }
        let interval = record.read(interval, &lowering)?.value
        let starts = record.read(starts, &lowering)
        let candidate = record.read(candidate, &lowering) ?? []
        let baseline = record.read(baseline, &lowering) ?? []
        let risk = record.read(risk, &lowering) ?? PlanTest.Models()
        let feedback = record.read(feedback, &lowering) ?? []
        let author = record.read(author, &lowering)?.value
        let commands = record.read(commands, &lowering) ?? []
        let faults = record.read(faults, &lowering) ?? []
        guard let expected = record.read(expect, &lowering), let name else { return nil }
        return PlanTest(
            name: name,
            interval: interval,
            starts: starts,
            risk: risk,
            models: PlanTest.Models(candidate: candidate, baseline: baseline),
            requests: requests?.value ?? standardRequests,
            feedback: feedback,
            author: author,
            commands: commands.sorted { $0.at < $1.at },
            faults: faults,
            expected: expected,
            span: name.span
        )
    }

    private static let standardRequests = TestSeries(
        runs: [.init(first: 1000, count: 1)],
        isStale: false,
        unit: .number
    )

    static func readings(_ key: String, _ summary: String) -> Key<[PlanTest.Metric]> {
        let segments = ValueShape.dictionary(of: .text, naming: "segment", wellKnown: [])
        return Key(key, .readings(of: .anyOf([.text, segments])), summary) { node, lowering in
            guard lowering.expect(.mapping, node, "`\(key)` is a mapping from metrics to series of values") else {
                return nil
            }
            return node.entries.flatMap { entry in
                metrics(Located(entry.key.text, at: entry.key.span), entry.value, &lowering)
            }
        }
    }

    /// A series, or one for each segment.
    private static func metrics(
        _ name: Located<String>,
        _ node: SyntaxNode,
        _ lowering: inout Lowering
    ) -> [PlanTest.Metric] {
        guard node.isOf(.mapping) else {
            return lowering.series(node).map { [PlanTest.Metric(name: name, series: $0)] } ?? []
        }
        if node.entries.isEmpty {
            let rule = "`\(name.value)` is a series, or a mapping with one for each segment"
            lowering.report(.tooFew, rule, at: node.span)
        }
        return node.entries.compactMap { entry in
            let segment = Located(entry.key.text, at: entry.key.span)
            return lowering.series(entry.value).map { PlanTest.Metric(name: name, segment: segment, series: $0) }
        }
    }
}

/// One of a test's `commands`.
enum CommandSection {
    /// The words for what people can ask.
    enum Action: String, CaseIterable {
        case approve, reject, hold, unhold, promote, rollback, abort
    }

    static let at = Key<Duration>.moment("at", "The run's time at which it is asked.")
    static let action = Key<Located<Action>>.word("do", Action.self, required: true, "What is asked.")
    static let who = Key<Located<String>>.text("as", required: true, "Who asks it.")
    static let stage = Key<Located<String>>.reference(
        "stage",
        to: "stage",
        "The stage that it is meant for; the one at hand unless stated."
    )
    static let note = Key<Located<String>>.text("note", "Why, in words.")
    static let shape = RecordShape(
        "a command",
        "What somebody asks of the run.",
        [at.field, action.field, who.field, stage.field, note.field]
    )

    static func lower(_ node: SyntaxNode, in lowering: inout Lowering) -> PlanTest.Command? {
        guard let record = Record(node, shape, in: &lowering) else { return nil }
        let stage = record.read(stage, &lowering)
        let note = record.read(note, &lowering)?.value
        guard let at = record.read(at, &lowering), let action = record.read(action, &lowering),
            let who = record.read(who, &lowering)
        else { return nil }
        return PlanTest.Command(at: at, action: action.value.rawValue, who: who.value, stage: stage, note: note)
    }
}

/// One of a test's `faults`.
enum FaultSection {
    /// The words for the steps that can fail.
    enum FaultyStep: String, CaseIterable {
        case prepare, train, load, assess, route, observe
    }

    static let at = Key<Duration>.moment("at", "The run's time from which on it is so.")
    static let duration = Key<Located<Duration>>.duration("for", "How long it is so; it lasts unless stated.")
    static let noData = Key<[Located<String>]>(
        "no_data",
        .list(of: .text, atLeast: 1),
        "The metrics that have no data, as conditions write them."
    ) { node, lowering in
        lowering.list(node, "`no_data` is a list of metrics", atLeast: 1) { $1.text($0) }
    }
    static let error = Key<[Located<String>]>(
        "error",
        .list(of: .text, atLeast: 1),
        "The metrics that cannot be had, as conditions write them."
    ) { node, lowering in
        lowering.list(node, "`error` is a list of metrics", atLeast: 1) { $1.text($0) }
    }
    static let notifier = Key<Located<String>>.reference(
        "notifier",
        to: "notifier",
        "The notifier that cannot be told."
    )
    static let step = Key<Located<FaultyStep>>.word("step", FaultyStep.self, "The step that cannot be carried out.")
    static let assignment = Key<Located<Rational>>.fraction(
        "assignment",
        "The share of the units that is really given the candidate, whatever the stage says."
    )
    static let problem = Key<Located<String>>.text("problem", "What the fault says of itself.")
    static let shape = RecordShape(
        "a fault",
        "What goes wrong for a while: metrics without data or that cannot be had, a notifier, a step, or the assignment.",
        [
            at.field, duration.field, noData.field, error.field, notifier.field, step.field, assignment.field,
            problem.field,
        ]
    )

    static func lower(_ node: SyntaxNode, in lowering: inout Lowering) -> PlanTest.Fault? {
        guard let record = Record(node, shape, in: &lowering) else { return nil }
        let at = record.read(at, &lowering)
        let duration = record.read(duration, &lowering)?.value
        let kinds: [PlanTest.Fault.Kind] = [
            record.read(noData, &lowering).map { .noData($0) },
            record.read(error, &lowering).map { .error($0) },
            record.read(notifier, &lowering).map { .notifier($0) },
            record.read(step, &lowering).map { .step($0.value.rawValue) },
            record.read(assignment, &lowering).map { .assignment($0.value) },
        ].compactMap(\.self)
        let problem = record.read(problem, &lowering)?.value ?? "a fault of the test"
        let named = [noData.name, error.name, notifier.name, step.name, assignment.name].filter(record.has)
        guard named.count == 1 else {
            let help = "it has one of `no_data`, `error`, `notifier`, `step` and `assignment`"
            let message = named.isEmpty ? "the fault does not say what goes wrong" : "the fault says two things at once"
            lowering.report(.unclearFault, message, at: node.anchorSpan, help: [help])
            return nil
        }
        guard let at, let kind = kinds.first else { return nil }
        return PlanTest.Fault(kind: kind, from: at, until: duration.map { at + $0 }, problem: problem)
    }
}

extension Key where Value == Duration {
    /// A point of a run's time, which may be its beginning.
    static func moment(_ key: String, required: Bool = true, _ summary: String) -> Key {
        Key(key, .moment, required: required, summary) { node, lowering in
            if node.kind == .scalar, node.text == "0" || node.text == "0s" { return .zero }
            return lowering.duration(node)?.value
        }
    }
}

extension TestSeries {
    /// Whether its values are whole numbers, none below 0.
    var isWhole: Bool {
        runs.allSatisfy { run in (run.first ?? 0).isWhole && run.step.isWhole } && (range?.lowerBound ?? 0) >= 0
    }
}

extension Double {
    fileprivate var isWhole: Bool { self == rounded() }
}
