package import Plan

/// What one user said, and when.
package struct FeedbackEntry: Hashable, Sendable {
    package enum Thumb: String, Hashable, Sendable {
        case up
        case down
    }

    /// The time since the run began.
    package let after: Duration
    /// Who said it: a user, a session or whatever the plan draws its audiences over.
    package let unit: String
    /// On whatever scale the users were offered.
    package let rating: Double?
    package let thumb: Thumb?
    package let text: String?
    /// The model that answered them, where whoever passes it on knows; nil where planrun finds out.
    package let model: ModelRole?

    package init(
        after: Duration,
        unit: String,
        rating: Double? = nil,
        thumb: Thumb? = nil,
        text: String? = nil,
        model: ModelRole? = nil
    ) {
        self.model = model
        self.after = after
        self.unit = unit
        self.rating = rating
        self.thumb = thumb
        self.text = text
    }
}
