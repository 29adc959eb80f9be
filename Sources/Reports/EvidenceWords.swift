import Execution
import Plan

/// What the evidence behind a comparison says, in a few words: between which numbers its sides differ, and how often that is
/// wrong.
struct EvidenceWords {
    let text: String

    /// - Parameter type: The type of the comparison's metric, in whose unit the difference is given.
    init(_ evidence: EvidenceRecord, _ type: ValueType) {
        func bound(_ value: Double) -> String {
            let sign = value > 0 ? "+" : ""
            return sign + (type == .duration ? MessageText.value(value, type) : MessageText.decimals(value, 3))
        }
        let reach =
            switch (evidence.lower, evidence.upper) {
            case (let lower?, let upper?): "\(bound(lower)) to \(bound(upper)) from the limit"
            case (let lower?, nil): "at least \(bound(lower)) from the limit"
            case (nil, let upper?): "at most \(bound(upper)) from the limit"
            case (nil, nil): "any distance from the limit"
            }
        let basis = evidence.observations.map { " over \($0) independent observation\($0 == 1 ? "" : "s")" } ?? ""
        text =
            "\(evidence.method.rawValue) evidence: \(reach)\(basis), wrong at most \(Self.percent(evidence.error)) on a side"
    }

    private static func percent(_ share: Double) -> String {
        let percent = share * 100
        guard percent >= 0.01 else { return "\(percent)%" }
        return MessageText.decimals(percent, percent == percent.rounded() ? 0 : 2) + "%"
    }
}
