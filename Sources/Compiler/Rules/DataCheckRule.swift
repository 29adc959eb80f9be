import Diagnostics
import Plan

/// Data are as the plan says that they must be.
enum DataCheckRule: Rule {
    static func check(_ plan: AnalyzedPlan) -> [Diagnostic] {
        plan.plan.data.flatMap { data -> [Diagnostic] in
            guard let checks = data.checks, let facts = plan.facts.datasets[data.name.value], let found = facts.quality
            else { return [] }
            return missing(checks, facts.lacking) + repeated(checks, found, data) + constant(checks, found)
                + smallest(checks, found, data) + leaking(checks, found)
        }
    }

    private static func repeated(
        _ checks: DataPlan.Checks,
        _ found: PlanFacts.Dataset.Quality,
        _ data: DataPlan
    ) -> [Diagnostic] {
        guard let limit = checks.repeated else { return [] }
        guard let share = found.repeated else {
            guard !data.isSplit else { return [] }
            return [report("the rows of `\(data.name.value)` are not divided, so none is repeated", at: limit.span)]
        }
        guard isMore(share, than: limit.value) else { return [] }
        let rows = share.count == 1 ? "1 is" : "\(share.count) are"
        return [
            report(
                "of \(share.all) rows to test on \(rows) among those to train on",
                at: limit.span,
                help: ["remove rows that are repeated, or keep them together with `group`"]
            )
        ]
    }

    private static func missing(
        _ checks: DataPlan.Checks,
        _ lacking: [PlanFacts.Dataset.Lacking]
    ) -> [Diagnostic] {
        guard let limit = checks.missing else { return [] }
        let found = lacking.filter { isMore($0.rows, than: limit.value) }
        guard !found.isEmpty else { return [] }
        let count = found.count == 1 ? "1 feature is" : "\(found.count) features are"
        return [
            report(
                "\(count) missing in more than \(limit.value.percentText) of the rows",
                at: limit.span,
                notes: found.map { "`\($0.feature)` in \($0.rows.count) of \($0.rows.all)" },
                help: ["list them under `ignore`, or find out why they are not known"]
            )
        ]
    }

    private static func constant(_ checks: DataPlan.Checks, _ found: PlanFacts.Dataset.Quality) -> [Diagnostic] {
        guard let limit = checks.constant, found.constant.count > limit.value else { return [] }
        let count = found.constant.count == 1 ? "1 feature has" : "\(found.constant.count) features have"
        return [
            report(
                "\(count) one value in all rows",
                at: limit.span,
                notes: ["constant: \(found.constant.quotedList)"],
                help: ["list them under `ignore`, or find out why they do not vary"]
            )
        ]
    }

    private static func smallest(
        _ checks: DataPlan.Checks,
        _ found: PlanFacts.Dataset.Quality,
        _ data: DataPlan
    ) -> [Diagnostic] {
        guard let limit = checks.smallestClass else { return [] }
        guard let smallest = found.smallestClass else {
            return [report("the label of `\(data.name.value)` is a number, so there are no classes", at: limit.span)]
        }
        guard isLess(found.smallestShare, than: limit.value) else { return [] }
        let share = found.smallestShare
        return [
            report(
                "the class `\(smallest)` has \(share.count) of \(share.all) rows, less than \(limit.value.percentText)",
                at: limit.span
            )
        ]
    }

    private static func leaking(_ checks: DataPlan.Checks, _ found: PlanFacts.Dataset.Quality) -> [Diagnostic] {
        guard let limit = checks.leakage else { return [] }
        let telling = found.telling.filter { isMore($0.share, than: limit.value) }
        guard !telling.isEmpty else { return [] }
        let count = telling.count == 1 ? "1 feature tells" : "\(telling.count) features tell"
        return [
            report(
                "\(count) more than \(limit.value.percentText) of the label",
                at: limit.span,
                notes: telling.map { told in
                    // Rounded down, so that what is not all does not look like it.
                    let share = Rational(told.share.count * 1000 / told.share.all, 1000) ?? limit.value
                    return "`\(told.feature)` tells \(share.percentText)"
                },
                help: ["list what is known only when the label is under `ignore`"]
            )
        ]
    }

    private static func report(
        _ message: String,
        at span: SourceSpan,
        notes: [String] = [],
        help: [String] = []
    ) -> Diagnostic {
        Diagnostic(.failedDataCheck, message, at: .init(span), notes: notes, help: help)
    }

    private static func isMore(_ share: PlanFacts.Dataset.Quality.Share, than limit: Rational) -> Bool {
        compare(share, limit) { $0 > $1 }
    }

    private static func isLess(_ share: PlanFacts.Dataset.Quality.Share, than limit: Rational) -> Bool {
        compare(share, limit) { $0 < $1 }
    }

    /// Compares without rounding.
    private static func compare(
        _ share: PlanFacts.Dataset.Quality.Share,
        _ limit: Rational,
        by relation: (Int128, Int128) -> Bool
    ) -> Bool {
        relation(Int128(share.count) * Int128(limit.denominator), Int128(limit.numerator) * Int128(share.all))
    }
}
