import Diagnostics
import Plan

/// A log has the columns that a release is decided by, each once.
enum LogColumnsRule: Rule {
    static func check(_ plan: AnalyzedPlan) -> [Diagnostic] {
        guard let log = plan.plan.traffic?.log, let columns = log.columns else { return [] }
        return missing(log, plan) + repeated(columns)
    }

    private static func missing(_ log: LogPlan, _ plan: AnalyzedPlan) -> [Diagnostic] {
        let labels = plan.plan.labels
        let joinsRequests =
            labels?.from != nil && labels?.join == .request || labels?.sources.contains { $0.join == .request } == true
        let joinsFeedback = plan.plan.feedback?.from != nil && plan.plan.feedback?.join?.value == .request
        let needed: [LogColumnContent.Role] =
            [.time, .unit, .model, .prediction] + (joinsRequests || joinsFeedback ? [.request] : [])
        return needed.filter { role in !log.mayHold { $0 == .role(role) } }.map { role in
            Diagnostic(
                .missingPart,
                "the log has no column that holds the `\(role.rawValue)`",
                at: .init(log.span),
                secondary: role == .request
                    ? joinsRequests
                        ? labels.map { [.init($0.span, "labels are joined by it")] } ?? []
                        : plan.plan.feedback?.join.map { [.init($0.span, "feedback is joined by it")] } ?? [] : [],
                help: ["name it under `columns`, as in `COLUMN: \(role.rawValue)`"]
            )
        }
    }

    private static func repeated(_ columns: [LogPlan.Column]) -> [Diagnostic] {
        var first: [String: Located<LogColumnContent>] = [:]
        return columns.compactMap { column in
            guard let content = column.content, let what = content.value.uniqueName else { return nil }
            guard let known = first[what] else {
                first[what] = content
                return nil
            }
            return Diagnostic(
                .duplicateName,
                "two columns hold the `\(what)`",
                at: .init(content.span, "the second"),
                secondary: [.init(known.span, "the first")]
            )
        }
    }
}

extension LogColumnContent {
    /// What no two columns can hold.
    fileprivate var uniqueName: String? {
        switch self {
        case .role(let role): role.rawValue
        case .latency: "latency"
        case .attribute: nil
        }
    }
}
