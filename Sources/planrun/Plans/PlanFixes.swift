import Diagnostics
import Platform

/// The fixes of several plans, carried out or shown.
struct PlanFixes {
    /// The plans as they are afterwards.
    private(set) var plans: [LoadedPlan] = []
    /// How many findings were fixed.
    private(set) var count = 0
    /// A line for each file that changed.
    private(set) var report = ""
    /// What would change, as unified diffs.
    private(set) var diff = ""
    /// The text for standard output, where the plan came from standard input.
    private(set) var output: [UInt8] = []

    /// - Parameter isWritten: whether the fixes go into the files; otherwise they are shown only.
    init(_ loaded: [LoadedPlan], of inputs: [PlanInput], by mender: PlanMender, isWritten: Bool) {
        for (plan, input) in zip(loaded, inputs) {
            if case .none = input.source {
                plans.append(plan)
                continue
            }
            let outcome = mender.mend(plan, of: input)
            if input.source == .standardInput { output = outcome.mended }
            if outcome.fixed.isEmpty {
                plans.append(plan)
            } else if isWritten, let problem = Self.write(outcome, to: input) {
                plans.append(plan.adding(problem))
            } else {
                add(outcome, named: input.name, isWritten: isWritten)
            }
        }
    }

    private mutating func add(_ outcome: PlanMender.Outcome, named name: String, isWritten: Bool) {
        plans.append(outcome.plan)
        count += outcome.fixed.count
        let codes = Set(outcome.fixed.map(\.code.id)).sorted().joined(separator: ", ")
        let number = "\(outcome.fixed.count) finding\(outcome.fixed.count == 1 ? "" : "s")"
        report += "\(PrintableText.escaping(name)): \(isWritten ? "fixed" : "would fix") \(number) (\(codes))\n"
        diff += UnifiedDiff(name: name, from: outcome.original, to: outcome.mended).text
    }

    /// Why the fixes are not in the file, or nil where they are.
    private static func write(_ outcome: PlanMender.Outcome, to input: PlanInput) -> Diagnostic? {
        guard input.source == .file else { return nil }
        do throws(FileSystem.RewritingProblem) {
            try FileSystem.rewrite(input.name, from: outcome.original, to: outcome.mended)
            return nil
        } catch {
            return Diagnostic(
                .fixesNotWritten,
                "the fixes of `\(input.name)` are not written: \(error.reason)",
                at: .init(SourceSpan(file: LoadedPlan.ownFile, 0..<0))
            )
        }
    }
}
