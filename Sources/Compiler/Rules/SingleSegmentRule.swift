import Diagnostics
import Plan

/// What is compared between segments is asked for where there are two of them: not in a stage whose audience is one.
enum SingleSegmentRule: Rule {
    static func check(_ plan: AnalyzedPlan) -> [Diagnostic] {
        var columns: [String: Located<String>] = [:]
        for metric in plan.plan.metrics { columns[metric.name.value] = metric.text("between") }
        guard !columns.isEmpty else { return [] }
        var diagnostics: [Diagnostic] = []
        // A stage serves those of the stages before it, too.
        var audiences: [AttributeCondition] = []
        for stage in plan.stages {
            // Without a condition it is about everybody, and in a shadow all requests are answered.
            guard let audience = stage.plan.audience, audience.attributes != nil, let attributes = stage.attributes,
                audience.fraction?.value != .zero
            else { break }
            audiences.append(attributes)
            guard audiences.count <= mostAudiences else { break }
            func single(_ name: String) -> (column: String, value: String)? {
                guard let column = columns[name]?.value else { return nil }
                let values = SegmentColumns(text: column).names.map { column in
                    audiences.reduce(into: Optional<[AttributeCondition.Value]>([])) { known, audience in
                        guard let value = audience.onlyValue(of: column) else { return known = nil }
                        if known?.contains(value) == false { known?.append(value) }
                    }
                }
                guard values.allSatisfy({ $0?.count == 1 }) else { return nil }
                return (column, values.compactMap { $0?.first?.words }.joined(separator: " \(SegmentColumns.sign) "))
            }
            for gate in stage.gates(where: { $0.metrics.contains { single($0.name) != nil } }) {
                guard let metric = gate.typed?.metrics.first(where: { single($0.name) != nil }),
                    let only = single(metric.name)
                else { continue }
                diagnostics.append(
                    Diagnostic(
                        .singleSegment,
                        "`\(metric.text)` compares segments, and everybody in this stage has the `\(only.column)` `\(only.value)`",
                        at: .init(gate.plan.span),
                        secondary: [.init(audience.span, "this audience is one segment")]
                            + (columns[metric.name].map { [.init($0.span, "the segments")] } ?? []),
                        help: ["ask for it in a stage in which there are several"]
                    )
                )
            }
        }
        return diagnostics
    }

    /// What more audiences come to together nobody reads.
    private static let mostAudiences = 100
}

extension AttributeCondition {
    /// The value that an attribute has wherever the condition holds; nil where it may have several, or where that is not plain.
    fileprivate func onlyValue(of name: String) -> Value? {
        switch self {
        case .comparison(let attribute, .equal, let value): return attribute == name ? value : nil
        case .comparison, .not: return nil
        case .atLeast(let count, let conditions):
            let values = conditions.map { $0.onlyValue(of: name) }
            if count == conditions.count { return values.compactMap(\.self).first }
            guard count > 0, let first = values.first ?? nil, values.allSatisfy({ $0 == first }) else { return nil }
            return first
        }
    }
}

extension AttributeCondition.Value {
    fileprivate var words: String {
        switch self {
        case .text(let text): text
        case .number(let number):
            number == number.rounded() && abs(number) < 1e15 ? String(Int(number)) : String(number)
        case .boolean(let value): value ? "true" : "false"
        }
    }
}
