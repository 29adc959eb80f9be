import Diagnostics
import Plan

extension AnalyzedPlan {
    /// Where a condition of `promote_if` says that it is to be passed over.
    ///
    /// - Parameter place: The place where a condition says so, nil where it does not. It is asked of one condition at a time, as
    ///   plans of many thousand stages take long to copy.
    func placesPassedOver(_ place: (GatePlan) -> SourceSpan?) -> [SourceSpan] {
        var places: [SourceSpan] = []
        for stage in stages where stage.kind.passesOver {
            for gate in stage.promoteIf {
                if let found = place(gate.plan) { places.append(found) }
            }
        }
        return places
    }
}
