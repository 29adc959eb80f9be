import Plan

/// What people say of a run, by the model that served them.
package struct FeedbackReport: Sendable {
    /// What is known of the run beside what was said.
    package struct Run: Sendable, Hashable {
        package let id: String
        /// The names of the plan's categories, which outcomes refer to by index.
        package let categories: [String]
        /// How far the run has come.
        package let now: Duration
        /// Entries added to the run that an observation has counted, and that none has.
        package let counted: Int
        package let uncounted: Int
        /// Entries that were counted and have been forgotten since.
        package let forgotten: Int
        /// Units that spoke and that the replay does not have, so that they count for the baseline.
        package let unknownUnits: Int
        /// Entries of the plan's file whose time the run has not reached; they are not in the report.
        package let unreached: Int

        package init(
            id: String,
            categories: [String],
            now: Duration,
            counted: Int,
            uncounted: Int,
            forgotten: Int,
            unknownUnits: Int,
            unreached: Int
        ) {
            self.id = id
            self.categories = categories
            self.now = now
            self.counted = counted
            self.uncounted = uncounted
            self.forgotten = forgotten
            self.unknownUnits = unknownUnits
            self.unreached = unreached
        }
    }

    let run: Run
    let remarks: [FeedbackRemark]

    /// - Parameter remarks: In any order.
    package init(run: Run, remarks: [FeedbackRemark]) {
        self.run = run
        self.remarks = remarks.enumerated().sorted { ($0.element.at, $0.offset) < ($1.element.at, $1.offset) }
            .map(\.element)
    }

    /// The models of which anything was said, the candidate first.
    var summaries: [(model: ModelRole, summary: FeedbackSummary)] {
        // What happens at the end of the last interval belongs to the next one.
        let end = max(run.now - .nanoseconds(1), remarks.last?.at ?? .zero, .zero)
        return [ModelRole.candidate, .baseline].compactMap { role in
            let own = remarks.filter { $0.model == role }
            guard !own.isEmpty else { return nil }
            return (role, FeedbackSummary(own, categories: run.categories, until: end))
        }
    }

    func count(_ origin: FeedbackRemark.Origin) -> Int { remarks.count { $0.origin == origin } }
}
