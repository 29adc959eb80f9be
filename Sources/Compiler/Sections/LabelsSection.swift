import Diagnostics
import Plan
import PlanSyntax

/// `labels:`: where the true answers come from if not from the traffic itself, and how late.
enum LabelsSection {
    private static let fromSummary = "A file of JSON lines or CSV, each row with its `label` and what it is joined by."
    static let from = Key<Located<String>>.path(
        "from",
        fromSummary + " Without it, which takes `sources`, the truth is what the log's own column of labels says."
    )
    static let ownFrom = Key<Located<String>>.path("from", required: true, fromSummary)
    static let join = Key<Located<LabelJoin>>.word(
        "join",
        LabelJoin.self,
        default: .request,
        "What the labels are joined to the traffic by."
    )
    static let matureAfter = Key<Located<Duration>>.duration(
        "mature_after",
        "How long labels may take; younger rows do not count yet. They count at once unless stated."
    )
    static let missing = Key<Located<MissingLabelPolicy>>.word(
        "missing",
        MissingLabelPolicy.self,
        default: .exclude,
        "What a row counts for whose label is still missing then: nothing, another class than the positive one, or "
            + "whatever is worse for the decision at hand."
    )
    static let weight = Key<Located<String>>.text(
        "weight",
        "A column of the file with how many rows each labelled one stands for, such as one by the chance that it had to be labelled: "
            + "metrics name it like a column of the log."
    )
    static let positive = Key<Located<String>>.text("positive", DataSection.positive.field.summary)
    /// The program that gives them, and its options.
    static let program = [
        FieldShape(
            "command",
            .command,
            "A program that gives the labels, as docs/command-protocol.md says: before a run begins they are brought into the file "
                + "`from`, in the place of what is there."
        ),
        FieldShape(
            "timeout",
            .duration,
            default: "10m",
            "How long the program may take for one answer; then it is ended, with all that it has started."
        ),
        ProgramFields.environment,
    ]
    static let sourceShape = RecordShape(
        "a source of labels",
        "Labels of one kind for the rows of a log, such as those that people gave to a part of them.",
        [ownFrom.field, join.field, matureAfter.field, missing.field, weight.field]
    )
    static let sources = Key<[LabelsPlan.Source]>(
        "sources",
        .dictionary(of: .record(sourceShape), naming: "source", wellKnown: []),
        "Further sources of labels, by name: metrics over columns read one where they name it, as in `label: NAME`."
    ) { node, lowering in
        lowering.dictionary(node, "`sources` is a mapping of sources by name") { name, node, lowering in
            guard let record = Record(node, sourceShape, in: &lowering) else { return nil }
            return LabelsPlan.Source(
                name: name,
                from: record.read(ownFrom, &lowering),
                join: record.read(join, &lowering)?.value ?? .request,
                matureAfter: record.read(matureAfter, &lowering),
                missing: record.read(missing, &lowering)?.value ?? .exclude,
                weight: record.read(weight, &lowering)
            )
        }
    }
    static let shape = RecordShape(
        "`labels`",
        "Where the true answers come from if not from the traffic itself, and how late.",
        [from.field, join.field, matureAfter.field, missing.field, weight.field, positive.field] + program + [
            sources.field
        ]
    )
    static let key = Key<LabelsPlan>("labels", .record(shape), shape.summary) { node, lowering in
        guard let record = Record(node, shape, in: &lowering) else { return nil }
        let options = OptionReader.read(record, program, in: &lowering)
        let isProgram = record.has(program[0].key)
        let hasSources = record.has(sources.name)
        for key in [from.name, join.name, weight.name, program[0].key] where !record.has(from.name) {
            let isNeeded = key == from.name ? !hasSources : hasSources && record.has(key)
            guard isNeeded else { continue }
            lowering.report(
                .missingKey,
                key == from.name
                    ? "`labels` lacks its key `from`"
                    : "`\(key)` is for the labels of a file, and `labels` lacks its key `from`",
                at: record.keySpan(key) ?? node.anchorSpan,
                help: ["`from`: \(fromSummary)"]
            )
        }
        for option in program.dropFirst() where !isProgram {
            guard let span = record.keySpan(option.key) else { continue }
            lowering.report(
                .missingKey,
                "`\(option.key)` is for a program that gives the labels, and `labels` lacks its key `command`",
                at: span
            )
        }
        return LabelsPlan(
            from: record.read(from, &lowering),
            join: record.read(join, &lowering)?.value ?? .request,
            matureAfter: record.read(matureAfter, &lowering),
            missing: record.read(missing, &lowering)?.value ?? .exclude,
            weight: record.read(weight, &lowering),
            positive: record.read(positive, &lowering),
            span: node.anchorSpan,
            source: isProgram ? options : nil,
            program: record.program(among: program, options, in: &lowering),
            sources: record.has(sources.name) ? record.read(sources, &lowering) ?? [] : []
        )
    }
}
