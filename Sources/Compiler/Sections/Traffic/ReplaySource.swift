import Diagnostics
import Plan

/// `replay:` of `traffic`: rows of a data set stand for requests of made-up units.
enum ReplaySource {
    static let rows = DataSection.reference(
        "replay",
        required: true,
        "The rows that stand for requests, drawn with replacement, such as `iris.test`."
    )
    static let rate = Key<Located<Rate>>.rate("rate", required: true, TrafficSection.rate.field.summary)
    static let users = Key<Located<Int>>.integer(
        "users",
        1...10_000_000,
        default: defaultUsers,
        "How many made-up units send the requests."
    )
    static let groups = Key<[TrafficPlan.Group]>(
        "groups",
        .dictionary(of: .fraction, naming: "group", wellKnown: []),
        "Groups of units, by name, each with its share, such as `staff: 2%`."
    ) { node, lowering in
        lowering.dictionary(node, "`groups` is a mapping of shares by name") { name, node, lowering in
            TrafficPlan.Group(name: name, share: lowering.fraction(node))
        }
    }
    static let seed = Key<Located<Int>>.integer(
        "seed",
        0...Int.max,
        default: 0,
        "Which of the possible replays to take."
    )

    static let defaultUsers = 1000

    static let shape = RecordShape(
        "`traffic`",
        "Traffic that is replayed: rows of a data set stand for requests of made-up units.",
        [rows.field, rate.field, TrafficSection.unit.field, users.field, groups.field, seed.field]
    )

    static func traffic(_ record: Record, at span: SourceSpan, in lowering: inout Lowering) -> TrafficPlan {
        TrafficPlan(
            source: .replay(
                ReplayPlan(
                    rows: record.read(rows, &lowering),
                    users: record.read(users, &lowering) ?? Located(defaultUsers, at: span),
                    seed: record.read(seed, &lowering)?.value ?? 0
                )
            ),
            rate: record.read(rate, &lowering),
            unit: record.read(TrafficSection.unit, &lowering)?.value ?? TrafficSection.defaultUnit,
            groups: record.has(groups.name) ? record.read(groups, &lowering) : [],
            attributes: [],
            span: span
        )
    }
}
