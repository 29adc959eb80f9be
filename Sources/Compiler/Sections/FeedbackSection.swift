import Diagnostics
import Plan
import PlanSyntax

/// `feedback:`: where users' words come from and how they are sorted.
enum FeedbackSection {
    static let defaultNegativeBelow = 3.0

    static let from = Key<Located<String>>.path(
        "from",
        """
        A file of JSON lines: `{"after": "3m", "unit": "user-17", "rating": 2, "text": "..."}`; without it there is what \
        `planrun feedback` adds, as there is for live traffic. Beside a log `at` says the time as the log does, and CSV will do.
        """
    )
    static let join = Key<Located<LabelJoin>>.word(
        "join",
        LabelJoin.self,
        default: .unit,
        "What the file is joined to the traffic by; only the rows of a log have requests with names."
    )
    static let negativeBelow = Key<Double>.number(
        "negative_below",
        default: "3",
        "Ratings below this count as negative."
    )
    static let categories = Key<[FeedbackPlan.Category]>(
        "categories",
        .dictionary(of: .list(of: .text, atLeast: 1), naming: "category", wellKnown: []),
        "Categories by name, each with the keywords that sort a text into it; whole words, whatever their case."
    ) { node, lowering in
        lowering.dictionary(node, "`categories` is a mapping of keyword lists by name") { name, node, lowering in
            let keywords = lowering.list(node, "a category is a list of keywords", atLeast: 1) {
                $1.text($0, "a keyword")
            }
            return FeedbackPlan.Category(name: name, keywords: (keywords ?? []).map(\.value))
        }
    }
    static let shape = RecordShape(
        "`feedback`",
        "Where users' words come from and how they are sorted.",
        [from.field, join.field, negativeBelow.field, categories.field]
    )
    static let key = Key<FeedbackPlan>(
        "feedback",
        .record(shape),
        "Where users' words come from and how they are sorted."
    ) {
        node,
        lowering in
        guard let record = Record(node, shape, in: &lowering) else { return nil }
        return FeedbackPlan(
            from: record.read(from, &lowering),
            join: record.has(join.name) ? record.read(join, &lowering) : nil,
            negativeBelow: record.read(negativeBelow, &lowering) ?? defaultNegativeBelow,
            categories: record.has(categories.name) ? record.read(categories, &lowering) : []
        )
    }
}
