import Plan

/// What the router is told, and what it says: a share that this run did not set is never raised.
struct LiveRouting {
    private let program: Program
    private let router: any Router
    /// The stage that the router was told of last.
    private var stage: Int?

    init(program: Program, router: any Router) {
        self.program = program
        self.router = router
    }

    /// Keeps which stage the router was told of.
    mutating func note(_ stage: Int?) { self.stage = stage }

    /// What the router makes of a stage's share.
    private func share(of stage: Int?) throws(ProviderFailure) -> Rational {
        try router.nearest(to: program.share(inStage: stage))
    }

    /// Gives the candidate to a stage's share.
    func route(_ stage: Int?) async throws(ProviderFailure) -> Rational {
        let wanted = try share(of: stage)
        let share = try share(of: self.stage)
        let found = try await router.share()
        // It may have been set before the process ended that was to keep a record of it.
        if let found, wanted > share, found != share, found != wanted {
            throw stranger(found, share, "and the candidate is not given to more")
        }
        try await router.set(wanted)
        if let kept = try await router.share(), kept != wanted {
            throw ProviderFailure(
                "the router was told to give the candidate \(wanted.percentText) and gives it \(kept.percentText)",
                isTransient: true
            )
        }
        return wanted
    }

    /// Finds out whether the router does what this run has told it.
    ///
    /// - Parameter isDriven: Whether the run has been driven since it was told or asked last. A router that does not answer then is no
    ///   reason to look away from what the stage shows.
    func check(isDriven: Bool) async throws(ProviderFailure) {
        let share = try share(of: stage)
        let found: Rational?
        do throws(ProviderFailure) {
            found = try await router.share()
        } catch {
            if isDriven, error.isTransient { return }
            throw error
        }
        guard let found, found != share else { return }
        throw stranger(found, share, isDriven ? "while the stage was watched" : "while nobody drove the run")
    }

    private func stranger(_ found: Rational, _ share: Rational, _ rest: String) -> ProviderFailure {
        ProviderFailure(
            "the router gives the candidate \(found.percentText), which this run has not set: it had set "
                + "\(share.percentText); somebody else has changed it, \(rest)",
            isTransient: false
        )
    }
}
