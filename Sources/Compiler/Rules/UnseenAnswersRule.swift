import Diagnostics
import Plan

/// In a shadow nobody sees what the candidate answers, so that nobody can say anything about it. Of live traffic each word says
/// which model it is about, and somebody may look at the answers by another way.
enum UnseenAnswersRule: Rule {
    static func check(_ plan: AnalyzedPlan) -> [Diagnostic] {
        guard plan.plan.traffic?.router == nil else { return [] }
        let told = Set(plan.metrics.filter { $0.source == .feedback || $0.source == .servedFeedback }.map(\.name))
        // Only the first stages can be shadows.
        return plan.stages.prefix { $0.plan.audience?.fraction?.value == .zero }.flatMap { stage in
            stage.gates { $0.metrics.contains { told.contains($0.name) } }.compactMap { gate in
                guard let metric = gate.typed?.metrics.first(where: { told.contains($0.name) }) else { return nil }
                return Diagnostic(
                    .unseenAnswers,
                    "nobody sees the candidate's answers in a shadow, so that `\(metric.text)` can say nothing of them",
                    at: .init(gate.plan.span),
                    secondary: stage.plan.audience.map { [.init($0.span, "a shadow")] } ?? [],
                    help: ["ask what people say in a stage that somebody is in"]
                )
            }
        }
    }
}
