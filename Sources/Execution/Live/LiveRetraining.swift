import Plan
import Platform

/// Has the candidate trained again elsewhere, and keeps what is served as it.
struct LiveRetraining {
    /// The candidate as it is at the moment; nil where the program has none.
    private(set) var candidate: ModelSpec?
    /// What stores call the baseline.
    private let baseline: String?
    /// In the order of the recipes.
    private let retrainers: [any Retrainer]

    init(program: Program, retrainers: [any Retrainer]) {
        candidate = program.model(.candidate)
        baseline = program.model(.baseline).map { $0.options.text("label") ?? ModelRole.baseline.rawValue }
        self.retrainers = retrainers
    }

    /// Whether the candidate is trained elsewhere where it is trained again.
    var isElsewhere: Bool { !retrainers.isEmpty }

    /// Has it trained for an attempt of the run, counted from 1 with the candidate that the plan names; nil where nobody waits for it any
    /// longer.
    mutating func train(attempt: Int, while isWanted: () -> Bool) async throws(ProviderFailure) -> Event.Trained? {
        guard retrainers.indices.contains(attempt - 2) else {
            throw ProviderFailure("there is no recipe for attempt \(attempt)", isTransient: false)
        }
        let start = Clock.monotonicNanoseconds()
        let (retrainer, label) = (retrainers[attempt - 2], candidate?.options.text("label"))
        let answer: ServedModel?
        do throws(ProviderFailure) {
            answer = try await BreakableWork.run(while: isWanted) { () throws(ProviderFailure) in
                try await retrainer.train(time: attempt - 1, replacing: label)
            }
        } catch {
            let problem = "the candidate cannot be trained by recipe \(attempt - 1): \(error.problem)"
            throw ProviderFailure(problem, isTransient: error.isTransient)
        }
        guard let served = answer else { return nil }
        // Stores would say of the candidate what is true of the baseline.
        if let label = baseline, served.label == label {
            throw ProviderFailure(
                "recipe \(attempt - 1) answered the label `\(label)`, which is the baseline's",
                isTransient: false
            )
        }
        let trained = Event.Trained(
            model: .candidate,
            kind: candidate?.kind ?? "",
            attempt: attempt,
            served: served,
            duration: .nanoseconds(Clock.monotonicNanoseconds() - start)
        )
        take(trained)
        return trained
    }

    /// Takes over what was trained, now or before the run was taken up.
    mutating func take(_ trained: Event.Trained) {
        guard let served = trained.served, retrainers.indices.contains(trained.attempt - 2) else { return }
        candidate = retrainers[trained.attempt - 2].candidate(serving: served)
    }
}
