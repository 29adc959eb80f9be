import Plan

/// What an entry of feedback says beside its words.
struct FeedbackShape: Sendable {
    let clock: FeedbackClock
    /// Whether each entry says which model answered.
    let namesModel: Bool

    /// An entry of a plan's file.
    static let replayed = FeedbackShape(clock: .run, namesModel: false)

    var keys: [String] { clock.keys + ["unit", "rating", "thumb", "text"] + (namesModel ? ["model"] : []) }

    /// The model that a value names, or nil.
    func model(_ text: String?) -> ModelRole? { text.flatMap(ModelRole.init(rawValue:)) }

    static let notAModel = "is neither `candidate` nor `baseline`"
    static let modelHelp = ["a router knows who has which model, and planrun does not: say which one answered"]
}
