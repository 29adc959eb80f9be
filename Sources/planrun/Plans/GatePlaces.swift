import Diagnostics
import Execution
import Plan

/// Where the gates of a plan stand in its text.
struct GatePlaces: Sendable {
    private let plan: ReleasePlan
    private let sources: SourceMap

    /// Nil where nothing of the plan could be read.
    init?(_ loaded: LoadedPlan) {
        guard let plan = loaded.authored else { return nil }
        self.plan = plan
        sources = loaded.sources
    }

    /// The gate's file and line, such as `plans/iris.yaml:47`; `stage` is the one that was judged.
    func place(of gate: ExplainedGate, inStage stage: String?) -> String? {
        let own = plan.stages.first { $0.name?.value == stage }
        let found: GatePlan? =
            switch gate.role {
            case .lowIf: Self.element(gate.index, of: plan.risk?.lowIf)
            case .promoteIf: Self.element(gate.index, of: own?.promoteIf)
            case .rollbackIf: Self.element(gate.index, of: own?.rollbackIf)
            case .alert(let name): plan.alerts.first { $0.name?.value == name }?.when
            }
        return found.map { gate in
            let file = sources[gate.span.file]
            return "\(file.name):\(file.position(of: gate.span.range.lowerBound).line)"
        }
    }

    private static func element(_ index: Int, of gates: [GatePlan]?) -> GatePlan? {
        gates.flatMap { $0.indices.contains(index) ? $0[index] : nil }
    }
}
