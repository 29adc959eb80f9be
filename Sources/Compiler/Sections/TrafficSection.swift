import Diagnostics
import Plan
import PlanSyntax

/// `traffic:`: where requests come from and whom they stand for. Its first key says which of three sources it is.
enum TrafficSection {
    static let unit = Key<Located<String>>.name(
        "unit",
        default: defaultUnit,
        "What an audience is drawn over; the made-up units of a replay are named after it, such as `user-17`."
    )
    static let rate = Key<Located<Rate>>.rate("rate", "How many requests arrive, such as `20/s`.")
    static let attributes = Key<[AttributePlan]>(
        "attributes",
        .dictionary(of: .choice(AttributeType.allCases.map(\.rawValue)), naming: "attribute", wellKnown: []),
        "What the router knows of each unit, by name, such as `region: text`."
    ) { node, lowering in
        lowering.dictionary(node, "`attributes` is a mapping of types by name") { name, node, lowering in
            lowering.word(node, AttributeType.self).map { AttributePlan(name: name, type: $0.value) }
        }
    }

    static let defaultUnit = "user"

    static func key(_ language: Language) -> Key<TrafficPlan> {
        let router = RouterSource(language)
        return Key(
            "traffic",
            .oneOf([ReplaySource.shape, LogSource.shape, router.shape]),
            "Where requests come from and whom they stand for: `replay`, `log` or `router`."
        ) { node, lowering in
            let chooser = KindChooser(
                what: "the traffic",
                kinds: [ReplaySource.rows.name, LogSource.key.name, router.key.name],
                otherKeys: (ReplaySource.shape.fields + router.shape.fields).map(\.key)
            )
            guard let kind = chooser.kind(of: node, at: node.anchorSpan, in: &lowering) else { return nil }
            let known = (kind.key.text, kind.name)
            switch kind.name {
            case ReplaySource.rows.name:
                return Record(node, ReplaySource.shape, known: known, in: &lowering).map {
                    ReplaySource.traffic($0, at: node.anchorSpan, in: &lowering)
                }
            case LogSource.key.name:
                return Record(node, LogSource.shape, known: known, in: &lowering).map {
                    LogSource.traffic($0, at: node.anchorSpan, in: &lowering)
                }
            default:
                return Record(node, router.shape, known: known, in: &lowering).map {
                    router.traffic($0, at: node.anchorSpan, in: &lowering)
                }
            }
        }
    }
}
