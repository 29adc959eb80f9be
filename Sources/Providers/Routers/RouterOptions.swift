import Plan

/// Options that several kinds of routers have, with the same meaning in each.
enum RouterOptions {
    static func candidate(_ summary: String) -> FieldShape {
        FieldShape("candidate", .text, default: "candidate", summary)
    }

    static func baseline(_ summary: String) -> FieldShape {
        FieldShape("baseline", .text, default: "baseline", summary)
    }

    static let tolerance = FieldShape(
        "tolerance",
        .fraction,
        default: "1%",
        "How much of a share may be missing where the router cannot give it exactly; it never gives more than the share."
    )

    static func names(_ options: OptionValues) -> (candidate: String, baseline: String) {
        (options.text("candidate") ?? "candidate", options.text("baseline") ?? "baseline")
    }

    static func tolerance(_ options: OptionValues) -> Double { options.number(tolerance.key) ?? 0.01 }
}
