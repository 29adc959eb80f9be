import Diagnostics
import Plan
import PlanSyntax

/// A condition in a list: bare text, or a mapping that says more.
enum GateSection {
    static let condition = Key<GatePlan>("if", .condition, required: true, "The condition.") { node, lowering in
        gate(node, in: &lowering)
    }
    static let then = Key<Located<GateConsequence>>.word(
        "then",
        GateConsequence.self,
        "What follows once the gate has failed; a condition of `rollback_if` rolls back unless it says otherwise."
    )
    static let failures = Key<Located<Int>>.integer(
        "failures",
        1...1000,
        default: 1,
        "How many judgements in a row it must fail before it counts."
    )
    static let noData = Key<Located<NoDataPolicy>>.word(
        "no_data",
        NoDataPolicy.self,
        default: .hold,
        "What follows while there are too few observations: promotion waits, or the condition is passed over."
    )
    static let onError = Key<Located<ErrorPolicy>>.word(
        "on_error",
        ErrorPolicy.self,
        default: .hold,
        "What follows where a value cannot be had in spite of retries: promotion waits, everyone gets the baseline back, or "
            + "the condition is passed over."
    )
    static let evidence = Key<Located<EvidenceMethod>>.word(
        "evidence",
        EvidenceMethod.self,
        "How sure the gate must be; as the plan's `evidence` says unless stated, and `point` without it."
    )
    static let leastSegment = Key<Located<Int>>.integer(
        "min_segment",
        1...1_000_000_000,
        default: 1,
        "In how many requests of the candidate a segment must have had its part to have a say, where the condition is `by` segments."
    )
    static let shape = RecordShape(
        "a condition",
        "A condition that says more than itself.",
        [
            condition.field, then.field, failures.field, noData.field, onError.field, evidence.field,
            leastSegment.field,
        ]
    )

    /// An assessment is judged once and leads where `otherwise` says, so a condition of it has no more to say.
    static let assessmentShape = RecordShape(
        "a condition of an assessment",
        "A condition that says more than itself.",
        [condition.field, evidence.field]
    )

    /// A key that holds a list of conditions.
    static func list(
        _ key: String,
        required: Bool = false,
        of shape: RecordShape = shape,
        _ summary: String
    ) -> Key<[GatePlan]> {
        Key(key, .list(of: .anyOf([.condition, .record(shape)]), atLeast: 1), required: required, summary) {
            node,
            lowering in
            lowering.list(node, "`\(key)` is a list of conditions", atLeast: 1, cure: \.asOnlyItem) { node, lowering in
                lower(node, shape, in: &lowering)
            }
        }
    }

    private static func lower(_ node: SyntaxNode, _ shape: RecordShape, in lowering: inout Lowering) -> GatePlan? {
        guard node.kind == .mapping else { return gate(node, in: &lowering) }
        guard let record = Record(node, shape, in: &lowering) else { return nil }
        let gate = record.read(condition, &lowering) ?? GatePlan(wording: nil, start: 0, span: node.anchorSpan)
        let then = record.read(then, &lowering)
        let failures = record.read(failures, &lowering)?.value ?? 1
        let noData = record.read(noData, &lowering)
        let onError = record.read(onError, &lowering)
        let evidence = record.read(evidence, &lowering)
        return gate.saying(
            .init(
                consequence: then,
                failures: failures,
                noData: noData,
                onError: onError,
                evidence: evidence,
                leastSegment: record.read(leastSegment, &lowering)
            )
        )
    }

    /// A gate that says nothing but its condition.
    static func gate(_ node: SyntaxNode, in lowering: inout Lowering) -> GatePlan? {
        guard lowering.isText(node, "a condition") else { return nil }
        return GatePlan(wording: wording(of: node, in: &lowering), start: node.contentStart ?? 0, span: node.span)
    }

    /// What the text of a node says; the same for equal texts whose parts can be found from where they begin.
    private static func wording(of node: SyntaxNode, in lowering: inout Lowering) -> ConditionWording {
        guard let start = node.contentStart else {
            let text = node.text
            let condition = condition(text, of: node, in: &lowering)
            return ConditionWording(text: text.onOneLine, syntax: condition, isShared: false)
        }
        if let known = lowering.wordings.wording(of: node) { return known }
        let (text, file) = (node.text, node.span.file)
        // Read with places that count from its beginning; where something is wrong with it, again with those that are shown.
        let read = try? ConditionParser.condition(text) { SourceSpan(file: file, $0) }
        guard let syntax = read ?? condition(text, of: node, in: &lowering)?.moved(to: file, by: -start) else {
            return ConditionWording(text: text.onOneLine, syntax: nil, isShared: false)
        }
        let wording = ConditionWording(text: text.onOneLine, syntax: syntax, isShared: true)
        return lowering.wordings.note(wording, of: node, written: text)
    }

    /// The condition that the text of a node is; nil, and reported, where it is none.
    static func condition(_ text: String, of node: SyntaxNode, in lowering: inout Lowering) -> ConditionSyntax? {
        guard lowering.standAlone(node) else { return nil }
        do throws(Diagnostic) {
            return try ConditionParser.condition(text, span: node.contentSpans())
        } catch {
            lowering.report(error)
            return nil
        }
    }
}

extension String {
    /// The words with one space between them. Most conditions are written so, which their bytes tell faster than their
    /// characters.
    fileprivate var onOneLine: String {
        var last: UInt8 = 0x20
        let isWrittenSo = utf8.allSatisfy { byte in
            defer { last = byte }
            return (0x21..<0x7F).contains(byte) || byte == 0x20 && last != 0x20
        }
        return isWrittenSo && last != 0x20 ? self : split { $0.isWhitespace }.joined(separator: " ")
    }
}
