/// What goes wrong while requests arrive, from one time of the run up to another.
package struct Degradation: Sendable, Hashable {
    /// A number added to a feature before a model sees it.
    package struct Shift: Sendable, Hashable {
        package let feature: String
        package let amount: Double

        package init(feature: String, amount: Double) {
            self.feature = feature
            self.amount = amount
        }
    }

    /// The models it happens to; traffic is dropped whatever they are.
    package let models: Set<ModelRole>
    package let from: Duration
    /// The first time at which it is over, or nil where it lasts.
    package let until: Duration?
    /// The share of labels that are replaced by another class.
    package let flippedLabels: Rational
    /// The share of labels that never come.
    package let droppedLabels: Rational
    /// The share of requests that never arrive.
    package let droppedTraffic: Rational
    /// The share of requests that fail.
    package let errors: Rational
    /// Time added to each answer.
    package let addedLatency: Duration
    package let shifts: [Shift]
    /// The rating that takes the place of each rating given.
    package let rating: Double?

    package init(
        models: Set<ModelRole>,
        from: Duration,
        until: Duration?,
        flippedLabels: Rational,
        droppedLabels: Rational,
        droppedTraffic: Rational,
        errors: Rational,
        addedLatency: Duration,
        shifts: [Shift],
        rating: Double?
    ) {
        self.models = models
        self.from = from
        self.until = until
        self.flippedLabels = flippedLabels
        self.droppedLabels = droppedLabels
        self.droppedTraffic = droppedTraffic
        self.errors = errors
        self.addedLatency = addedLatency
        self.shifts = shifts
        self.rating = rating
    }

    /// Whether it states no harm at all.
    package var isHarmless: Bool {
        let shares = [flippedLabels, droppedLabels, droppedTraffic, errors]
        return shares.allSatisfy { $0 == .zero } && addedLatency == .zero && shifts.allSatisfy { $0.amount == 0 }
            && rating == nil
    }

    /// Whether it happens at that time of the run.
    package func isActive(at time: Duration) -> Bool {
        from <= time && until.map { time < $0 } ?? true
    }
}

/// What goes wrong when the candidate is trained.
package struct TrainingDegradation: Sendable, Hashable {
    /// The attempt it happens to, counted from 1.
    package let attempt: Int
    /// The share of the training labels that are replaced by another class.
    package let flippedLabels: Rational

    package init(attempt: Int, flippedLabels: Rational) {
        self.attempt = attempt
        self.flippedLabels = flippedLabels
    }
}
