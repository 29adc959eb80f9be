import Diagnostics
import Plan
import PlanSyntax

/// Reads a mapping that names its kind by one of its keys, by the kinds' descriptors.
struct KindReader {
    /// What the mapping is, with its article.
    let what: String
    let kinds: [KindDescriptor]
    /// What may stand beside the options of a kind and is none, by the kind's name.
    var beside: [String: FieldShape] = [:]

    /// A kind with its options, and where each option stands that is a single value.
    struct Reading {
        let kind: Located<String>
        let options: OptionValues
        let places: [String: SourceSpan]
        /// The program that one of the options names.
        let program: Located<String>?
        /// The mapping itself.
        let record: Record
    }

    /// The shape of a mapping of one kind, its first key naming the kind.
    func shape(_ kind: KindDescriptor) -> RecordShape {
        let argument: ValueShape =
            switch kind.argument {
            case .value(let shape): shape
            case .options(let options): .record(RecordShape("`\(kind.name)`", kind.summary, options))
            }
        return RecordShape(
            "\(what) of kind `\(kind.name)`",
            kind.summary,
            [FieldShape(kind.name, argument, required: true, kind.summary)] + kind.siblings
                + (beside[kind.name].map { [$0] } ?? [])
        )
    }

    var shapes: [RecordShape] { kinds.map(shape) }

    /// The kind and its options, or nil where diagnostics say why there is none. `span` is where to say that no kind is
    /// named.
    func read(_ node: SyntaxNode, at span: SourceSpan, in lowering: inout Lowering) -> Reading? {
        let siblings = kinds.flatMap(\.siblings).map(\.key) + beside.values.map(\.key)
        let chooser = KindChooser(what: what, kinds: kinds.map(\.name), otherKeys: siblings)
        guard let chosen = chooser.kind(of: node, at: span, in: &lowering),
            let kind = kinds.first(where: { $0.name == chosen.name })
        else { return nil }
        return read(node, as: kind, namedBy: chosen.key, in: &lowering)
    }

    /// The options of a mapping whose kind is known already.
    func read(
        _ node: SyntaxNode,
        as kind: KindDescriptor,
        namedBy key: SyntaxNode,
        in lowering: inout Lowering
    ) -> Reading? {
        let shape = shape(kind)
        guard let record = Record(node, shape, known: (key.text, kind.name), in: &lowering) else { return nil }
        var options: OptionValues
        var program: Located<String>?
        var places: [String: SourceSpan] = [:]
        switch kind.argument {
        case .value:
            let fields = [shape.fields[0]] + kind.siblings
            options = OptionReader.read(record, fields, in: &lowering)
            program = record.program(among: fields, options, in: &lowering)
        case .options(let fields):
            let field = shape.fields[0]
            guard let argument = record.value(of: field, in: &lowering),
                let inner = Record(argument, RecordShape("`\(kind.name)`", kind.summary, fields), in: &lowering)
            else { return nil }
            options = OptionReader.read(inner, fields, in: &lowering)
            options = options.merging(OptionReader.read(record, kind.siblings, in: &lowering))
            places = inner.valueSpans
        }
        places.merge(record.valueSpans) { inner, _ in inner }
        return Reading(
            kind: Located(kind.name, at: key.span),
            options: options,
            places: places,
            program: program,
            record: record
        )
    }
}
