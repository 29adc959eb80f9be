extension ReleasePlan {
    /// The programs that a run may start, each with its place.
    package var programs: [Located<String>] {
        models.flatMap(\.programs) + [traffic?.router?.program, labels?.program].compactMap { $0 }
            + metrics.compactMap(\.program)
            + notifiers.compactMap(\.program)
    }
}
