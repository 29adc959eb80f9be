import Diagnostics
import Plan
import PlanSyntax

/// One of a test's `feedback`.
enum TestFeedbackSection {
    enum Thumb: String, CaseIterable {
        case up, down
    }

    /// So many at most in an interval: there are no more people.
    private static let most = 10_000_000_000.0

    static let rating = Key<Double>(
        "rating",
        .number(.any),
        "The rating that they give, on the scale of the plan's `negative_below`."
    ) { $1.number($0) }
    static let thumb = Key<Located<Thumb>>.word("thumb", Thumb.self, "The thumb that they give.")
    static let text = Key<Located<String>>.text("text", "What they write, which is sorted into the plan's categories.")
    static let entries = Key<Located<TestSeries>>(
        "entries",
        .text,
        required: true,
        "How many say so in each interval: a series, such as `20x9 5x10`."
    ) { $1.series($0) }
    static let model = Key<Located<ModelRole>>.word(
        "model",
        ModelRole.self,
        default: .candidate,
        "The model that has served them."
    )
    static let shape = RecordShape(
        "feedback",
        "What some users say, the same again and again.",
        [rating.field, thumb.field, text.field, entries.field, model.field]
    )

    static func lower(_ node: SyntaxNode, in lowering: inout Lowering) -> PlanTest.Feedback? {
        guard let record = Record(node, shape, in: &lowering) else { return nil }
        let rating = record.read(rating, &lowering)
        let thumb = record.read(thumb, &lowering)?.value
        let text = record.read(text, &lowering)?.value
        let model = record.read(model, &lowering)?.value ?? .candidate
        guard let entries = record.read(entries, &lowering) else { return nil }
        if let unit = entries.value.unit, unit != .number {
            lowering.report(.seriesUnit, "`entries` are plain numbers, not a \(unit.rawValue)", at: entries.span)
            return nil
        }
        guard entries.value.isWhole, entries.value.range?.upperBound ?? 0 <= most else {
            let rule = "`entries` are whole numbers, from 0 to \(Int(most))"
            lowering.report(.seriesRange, rule, at: entries.span)
            return nil
        }
        return PlanTest.Feedback(
            model: model,
            rating: rating,
            isThumbUp: thumb.map { $0 == .up },
            text: text,
            entries: entries
        )
    }
}
