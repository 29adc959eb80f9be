import Diagnostics
import Plan
import PlanSyntax

/// `models:`: the baseline and the candidate, each of one kind with that kind's options.
enum ModelSection {
    static let train = DataSection.reference("train", required: true, "The rows to learn from, such as `iris.train`.")
    private static let retrain = "retrain"

    /// The shape of a model of one kind, its first key naming the kind.
    private static func shape(_ descriptor: ModelDescriptor) -> RecordShape {
        RecordShape(
            "a model of kind `\(descriptor.name)`",
            descriptor.summary,
            [kindField(descriptor), train.field, retrainField(descriptor)]
        )
    }

    private static func kindField(_ descriptor: ModelDescriptor) -> FieldShape {
        FieldShape(descriptor.name, .record(optionShape(descriptor)), required: true, descriptor.summary)
    }

    private static func retrainField(_ descriptor: ModelDescriptor) -> FieldShape {
        FieldShape(
            retrain,
            .list(of: .record(recipeShape(descriptor)), atLeast: 1),
            "Options to change, each merged over the recipe above, tried in this order when risk is high or a gate asks "
                + "for it."
        )
    }

    private static func optionShape(_ descriptor: ModelDescriptor) -> RecordShape {
        RecordShape("`\(descriptor.name)`", descriptor.summary, descriptor.options)
    }

    /// A recipe says what it changes and leaves the rest as it is, so it needs no option and has no defaults.
    private static func recipeShape(_ descriptor: ModelDescriptor) -> RecordShape {
        RecordShape(
            "a recipe of `retrain`",
            "Options to change for one more attempt.",
            descriptor.options.map { FieldShape($0.key, $0.shape, $0.summary) }
        )
    }

    static func key(_ language: Language) -> Key<[ModelPlan]> {
        let model = ValueShape.oneOf(language.models.map(shape) + sources(language).shapes)
        let fields: [(role: ModelRole, field: FieldShape)] = [
            (.baseline, FieldShape("baseline", model, "The model in service, which the candidate is compared with.")),
            (.candidate, FieldShape("candidate", model, required: true, "The model being released.")),
        ]
        let record = RecordShape("`models`", "The two models.", fields.map(\.field))
        return Key("models", .record(record), required: true, "The two models.") { node, lowering in
            guard let models = Record(node, record, in: &lowering) else { return nil }
            return fields.compactMap { role, field -> ModelPlan? in
                models.keySpan(field.key).map { span in
                    let role = Located(role, at: span)
                    // A model that cannot be read is declared all the same, so that what relies on it is not blamed.
                    return models.value(of: field, in: &lowering).flatMap { lower($0, as: role, in: &lowering) }
                        ?? ModelPlan(role: role, kind: nil, options: OptionValues(), training: nil, retraining: nil)
                }
            }
        }
    }

    /// The models that are made elsewhere: they have no rows to learn from, and somebody else to train them again at most.
    private static func sources(_ language: Language) -> KindReader {
        KindReader(
            what: "a model",
            kinds: language.modelSources.map(\.kind),
            beside: Dictionary(
                language.modelSources.compactMap { source in
                    source.recipe.map { (source.kind.name, retrainField(as: $0)) }
                }
            ) { first, _ in first }
        )
    }

    private static func retrainField(as recipe: RecordShape) -> FieldShape {
        FieldShape(
            retrain,
            .list(of: .record(recipe), atLeast: 1),
            "Who trains the candidate again, each asked once, in this order, when risk is high or a gate asks for it."
        )
    }

    private static func lower(
        _ node: SyntaxNode,
        as role: Located<ModelRole>,
        in lowering: inout Lowering
    ) -> ModelPlan? {
        let models = lowering.language.models
        let sources = sources(lowering.language)
        let chooser = KindChooser(
            what: "a model",
            kinds: models.map(\.name) + sources.kinds.map(\.name),
            otherKeys: [train.name, retrain] + sources.kinds.flatMap(\.siblings).map(\.key)
        )
        guard let kind = chooser.kind(of: node, at: role.span, in: &lowering) else { return nil }
        if let source = sources.kinds.first(where: { $0.name == kind.name }) {
            let descriptor = lowering.language.modelSources.first { $0.kind == source }
            guard let reading = sources.read(node, as: source, namedBy: kind.key, in: &lowering) else { return nil }
            let planned =
                reading.record.has(retrain)
                ? descriptor?.recipe.flatMap { recipe in
                    recipes(of: reading.record, retrainField(as: recipe), recipe, in: &lowering)
                } : []
            return ModelPlan(
                role: role,
                kind: reading.kind,
                options: reading.options,
                training: nil,
                retraining: planned.map { $0.map(\.options) },
                file: descriptor?.answers == .here ? file(reading) : nil,
                programs: [reading.program].compactMap { $0 } + (planned ?? []).compactMap(\.program),
                places: reading.places
            )
        }
        guard let descriptor = models.first(where: { $0.name == kind.name }),
            let record = Record(node, shape(descriptor), known: (kind.key.text, kind.name), in: &lowering)
        else { return nil }
        let options = record.value(of: kindField(descriptor), in: &lowering).flatMap {
            OptionReader.read($0, as: optionShape(descriptor), in: &lowering)
        }
        return ModelPlan(
            role: role,
            kind: Located(kind.name, at: kind.key.span),
            options: options ?? OptionValues(),
            training: record.read(train, &lowering),
            retraining: record.has(retrain)
                ? recipes(of: record, retrainField(descriptor), recipeShape(descriptor), in: &lowering).map {
                    $0.map(\.options)
                } : []
        )
    }

    private static func file(_ reading: KindReader.Reading) -> ModelPlan.File? {
        func option(_ key: String) -> Located<String>? {
            guard let text = reading.options.text(key), let place = reading.places[key] else { return nil }
            return Located(text, at: place)
        }
        return option(reading.kind.value).map { ModelPlan.File(path: $0, digest: option("sha256")) }
    }

    /// A recipe, and the program that it names where it is one.
    private typealias Recipe = (options: Located<OptionValues>, program: Located<String>?)

    private static func recipes(
        of record: Record,
        _ field: FieldShape,
        _ recipe: RecordShape,
        in lowering: inout Lowering
    ) -> [Recipe]? {
        record.value(of: field, in: &lowering).flatMap { node in
            lowering.list(node, "`retrain` is a list of recipes", atLeast: 1) { node, lowering in
                Record(node, recipe, in: &lowering).map { record in
                    let options = OptionReader.read(record, recipe.fields, in: &lowering)
                    return (
                        Located(options, at: node.anchorSpan),
                        record.program(among: recipe.fields, options, in: &lowering)
                    )
                }
            }
        }
    }
}
