import Diagnostics
import Plan
import PlanSyntax

/// `models:`: the baseline and the candidate, each of one kind with that kind's options.
enum ModelSection {
    static let train = DataSection.reference("train", required: true, "The rows to learn from, such as `iris.train`.")

    /// The shape of a model of one kind, its first key naming the kind.
    static func shape(_ descriptor: ModelDescriptor) -> RecordShape {
        let options = RecordShape("`\(descriptor.name)`", descriptor.summary, descriptor.options)
        let changes = RecordShape(
            "a recipe of `retrain`",
            "Options to change for one more attempt.",
            descriptor.options
        )
        return RecordShape(
            "a model of kind `\(descriptor.name)`",
            descriptor.summary,
            [
                FieldShape(descriptor.name, .record(options), required: true, descriptor.summary),
                train.field,
                FieldShape(
                    "retrain",
                    .list(of: .record(changes), atLeast: 1),
                    "Options to change, each merged over the recipe above, tried in this order when risk is high or a "
                        + "gate asks for it."
                ),
            ]
        )
    }

    static func key(_ language: Language) -> Key<[ModelPlan]> {
        let model = ValueShape.oneOf(language.models.map(shape))
        let fields = [
            FieldShape("baseline", model, "The model in service, which the candidate is compared with."),
            FieldShape("candidate", model, required: true, "The model being released."),
        ]
        let record = RecordShape("`models`", "The two models.", fields)
        return Key("models", .record(record), required: true, "The two models.") { node, lowering in
            guard let models = Record(node, record, in: &lowering) else { return nil }
            return ModelRole.allCases.compactMap { role in
                guard let node = models.node(role.rawValue), let span = models.keySpan(role.rawValue) else {
                    return nil
                }
                return lower(node, as: Located(role, at: span), in: &lowering)
            }
        }
    }

    private static func lower(
        _ node: SyntaxNode,
        as role: Located<ModelRole>,
        in lowering: inout Lowering
    ) -> ModelPlan? {
        let models = lowering.language.models
        guard let kind = kind(of: node, among: models.map(\.name), what: "a model", at: role.span, in: &lowering),
            let descriptor = models.first(where: { $0.name == kind.value }),
            let record = Record(node, shape(descriptor), in: &lowering)
        else { return nil }
        let options = record.node(kind.value).flatMap { OptionReader.read($0, descriptor.options, in: &lowering) }
        let retraining = record.node("retrain").flatMap { node in
            lowering.list(node, "`retrain` is a list of recipes", atLeast: 1) { node, lowering in
                OptionReader.read(node, descriptor.options, in: &lowering).map { Located($0, at: node.anchorSpan) }
            }
        }
        return ModelPlan(
            role: role,
            kind: kind,
            options: options ?? OptionValues(),
            training: record.read(train, &lowering),
            retraining: retraining ?? []
        )
    }

    /// The one key of a mapping that names a kind.
    static func kind(
        of node: SyntaxNode,
        among kinds: [String],
        what: String,
        at span: SourceSpan,
        in lowering: inout Lowering
    ) -> Located<String>? {
        guard lowering.expect(.mapping, node, "\(what) is a mapping with its kind as a key") else { return nil }
        let named = node.entries.filter { kinds.contains($0.key.text) }
        guard named.count <= 1 else {
            var diagnostic = Diagnostic(
                .ambiguousKind,
                "\(what) has two kinds, `\(named[0].key.text)` and `\(named[1].key.text)`",
                at: .init(named[1].key.span, "a second kind")
            )
            diagnostic.secondary = [.init(named[0].key.span, "the first kind")]
            lowering.report(diagnostic)
            return nil
        }
        guard let entry = named.first else {
            let near = node.entries.lazy.compactMap { entry in
                Suggestion.nearest(to: entry.key.text, among: kinds).map { (entry.key, $0) }
            }.first
            let list = "the kinds are " + kinds.map { "`\($0)`" }.joined(separator: ", ")
            if let (key, kind) = near {
                var diagnostic = Diagnostic(
                    .unknownKind,
                    "`\(key.text)` is not a kind of \(what.dropFirst(2))",
                    at: .init(key.span),
                    notes: [list],
                    help: ["did you mean `\(kind)`?"]
                )
                diagnostic.fix = key.style == .plain ? .init(key.span, replacement: kind) : nil
                lowering.report(diagnostic)
            } else {
                lowering.report(.unknownKind, "\(what) does not say its kind", at: span, help: [list])
            }
            return nil
        }
        return Located(entry.key.text, at: entry.key.span)
    }
}
