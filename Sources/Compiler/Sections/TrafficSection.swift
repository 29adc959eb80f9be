import Diagnostics
import Plan
import PlanSyntax

/// `traffic:`: where requests come from and whom they stand for.
enum TrafficSection {
    static let replay = DataSection.reference(
        "replay",
        required: true,
        "The rows that stand for requests, drawn with replacement, such as `iris.test`."
    )
    static let rate = Key<Located<Rate>>.rate("rate", required: true, "How many requests arrive, such as `20/s`.")
    static let unit = Key<Located<String>>.name(
        "unit",
        default: "user",
        "What an audience is drawn over; the made-up units are named after it, such as `user-17`."
    )
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
        "Where requests come from and whom they stand for.",
        [replay.field, rate.field, unit.field, users.field, groups.field, seed.field]
    )
    static let key = Key<TrafficPlan>("traffic", .record(shape), "Where requests come from and whom they stand for.") {
        node,
        lowering in
        guard let record = Record(node, shape, in: &lowering) else { return nil }
        return TrafficPlan(
            replay: record.read(replay, &lowering),
            rate: record.read(rate, &lowering),
            unit: record.read(unit, &lowering)?.value ?? "user",
            users: record.read(users, &lowering) ?? Located(defaultUsers, at: node.anchorSpan),
            groups: record.has(groups.name) ? record.read(groups, &lowering) : [],
            seed: record.read(seed, &lowering)?.value ?? 0,
            span: node.anchorSpan
        )
    }
}
