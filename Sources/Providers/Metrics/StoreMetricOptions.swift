import Plan

/// Options of every metric that a store gives.
enum StoreMetricOptions {
    static let type = FieldShape(
        "type",
        .choice(["fraction", "count", "duration", "rate", "score"]),
        default: "score",
        "What the value is: a share, a number of things, seconds, a number a second, or any other number."
    )
    static let timeout = FieldShape("timeout", .duration, default: "10s", "How long the answer may take.")

    static let row =
        "one row of one number, or of a number and how many observations it rests on, which `min_samples` counts"

    static let parameters =
        "`:model` stands for the model's label, `:window_start` and `:window_end` for the ends of the time that is looked at, in "
        + "seconds since 1970-01-01T00:00:00Z"
}
