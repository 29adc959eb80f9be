import Diagnostics
import Plan
import PlanSyntax

/// `router:` of `traffic`: live requests, which a router divides.
struct RouterSource {
    let key: Key<RouterPlan>
    let shape: RecordShape

    private static let assigned = Key<Located<String>>.reference(
        "assigned",
        to: "metric",
        "The metric that counts how many units each model was given since the stage began, or since it was warm: they are held against "
            + "the share that the candidate is due."
    )

    init(_ language: Language) {
        let reader = KindReader(what: "a router", kinds: language.routers)
        key = Key(
            "router",
            .oneOf(reader.shapes),
            required: true,
            "The router that is told which share of the traffic goes to the candidate."
        ) { node, lowering in
            guard let reading = reader.read(node, at: node.anchorSpan, in: &lowering) else {
                return RouterPlan(kind: nil, options: OptionValues())
            }
            let options = reader.kinds.first { $0.name == reading.kind.value }?.options ?? []
            let files = options.filter { $0.shape == .path }.compactMap { option in
                reading.options.text(option.key).map {
                    Located($0, at: reading.places[option.key] ?? reading.kind.span)
                }
            }
            return RouterPlan(kind: reading.kind, options: reading.options, program: reading.program, files: files)
        }
        shape = RecordShape(
            "`traffic`",
            "Live traffic.",
            [
                key.field, Self.assigned.field, TrafficSection.rate.field, TrafficSection.unit.field,
                TrafficSection.attributes.field,
            ]
        )
    }

    func traffic(_ record: Record, at span: SourceSpan, in lowering: inout Lowering) -> TrafficPlan {
        var router = record.read(key, &lowering)
        router?.assigned = record.read(Self.assigned, &lowering)
        return TrafficPlan(
            source: router.map(TrafficPlan.Source.router),
            rate: record.read(TrafficSection.rate, &lowering),
            unit: record.read(TrafficSection.unit, &lowering)?.value ?? TrafficSection.defaultUnit,
            groups: [],
            attributes: record.has(TrafficSection.attributes.name)
                ? record.read(TrafficSection.attributes, &lowering) : [],
            span: span
        )
    }
}
