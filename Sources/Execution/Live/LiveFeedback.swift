import Datasets
import Metrics
import Plan

/// What users say of live traffic, sorted into the plan's categories, apart by the model that answered them: each entry names
/// it, as a router knows who has which and planrun does not.
struct LiveFeedback {
    /// What was said in an interval, and the digests of the entries, in the order in which they were taken.
    typealias Said = (evidence: PairedEvidence, digests: [String])

    private let program: Program
    private let judge: FeedbackJudge
    private let source: any FeedbackSource

    /// Nil where the program does not ask what users say, or there is nowhere to learn it from.
    init?(program: Program, source: (any FeedbackSource)?) {
        guard program.feedback != nil, let source else { return nil }
        self.program = program
        self.source = source
        judge = FeedbackJudge(program: program)
    }

    /// What was said before the interval's end and not counted by an earlier one.
    func said(in interval: Range<Duration>) throws(ProviderFailure) -> Said {
        var evidence = PairedEvidence(
            program.accumulatorKinds,
            layout: program.liveLayout,
            hasBaseline: program.model(.baseline) != nil
        )
        let entries: [SourcedFeedback]
        do throws(FeedbackSourceError) {
            entries = try source.take(in: interval)
        } catch {
            throw ProviderFailure(error.problem, isTransient: true)
        }
        func outcomes(_ role: ModelRole) -> [FeedbackOutcome] {
            entries.filter { $0.entry.model == role }.map { judge.outcome(of: $0.entry) }
        }
        // How many were served is the router's to know.
        evidence.candidate.add(outcomes(.candidate), served: 0)
        evidence.baseline?.add(outcomes(.baseline), served: 0)
        return (evidence, entries.map(\.digest))
    }
}
