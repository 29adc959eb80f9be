import Diagnostics
import Plan

/// An alert's times can pass before the release is over: its `for`, so that it can fire; `repeat_every` and
/// `keep_firing_for`, so that they mean something. Another attempt begins with every alert resolved.
enum AlertTimingRule: Rule {
    static func check(_ plan: AnalyzedPlan) -> [Diagnostic] {
        guard let longest = plan.longestRelease else { return [] }
        return plan.alerts.map(\.plan).flatMap { alert -> [Diagnostic] in
            [
                finding(.alertTooLong, alert.duration, longest, "must hold for", "it never fires"),
                finding(
                    .alertTimerTooLong,
                    alert.keepFiringFor,
                    longest,
                    "goes on firing for",
                    "once it fires it does so to the end"
                ),
                finding(
                    .alertTimerTooLong,
                    alert.repeatEvery,
                    longest,
                    "is told again after",
                    "its notifiers are told once"
                ),
            ].compactMap(\.self)
        }
    }

    private static func finding(
        _ code: DiagnosticCode,
        _ time: Located<Duration>?,
        _ longest: Duration,
        _ what: String,
        _ consequence: String
    ) -> Diagnostic? {
        guard let time, time.value > longest else { return nil }
        return Diagnostic(
            code,
            "the alert \(what) \(time.value.planText), longer than the release can last",
            at: .init(time.span),
            notes: [
                "every stage up to its deadline, every hold and every wait at its longest take \(longest.planText)",
                consequence,
            ]
        )
    }
}
