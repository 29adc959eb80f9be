import Diagnostics

/// The findings of several plans over one map of sources.
struct AllFindings {
    private(set) var diagnostics: [Diagnostic] = []
    private(set) var sources = SourceMap()
    private(set) var examined = ExaminedPlans()

    /// - Parameters:
    ///   - skipped: how many files are no plans.
    ///   - fixed: how many findings have been fixed.
    init(_ plans: [LoadedPlan], skipped: Int, fixed: Int) {
        examined = ExaminedPlans(skipped: skipped, fixed: fixed)
        for plan in plans { add(plan) }
    }

    var counts: DiagnosticCounts { DiagnosticCounts(diagnostics) }

    /// Whether every plan could be read.
    var isComplete: Bool { diagnostics.allSatisfy { $0.code != .unreadablePlan } }

    /// Whether the plans may not be run, or not be accepted.
    func isRefused(isStrict: Bool) -> Bool { counts.errors > 0 || (isStrict && counts.warnings > 0) }

    /// The line that counts everything, such as `2 errors in 1 of 3 plans`; empty where nothing was found.
    var summary: String {
        guard !diagnostics.isEmpty else { return "" }
        var summary = counts.description
        if examined.plans.count > 1 {
            let files = Set(diagnostics.map(\.primary.span.file.index))
            let plans = examined.plans.count { plan in plan.files.contains(where: files.contains) }
            summary += " in \(plans) of \(examined.plans.count) plans"
        }
        let fixable = diagnostics.count { $0.fix != nil }
        let object = fixable < diagnostics.count ? "\(fixable)" : fixable == 1 ? "it" : "all"
        return fixable == 0 ? summary : summary + "; `--fix` mends \(object)"
    }

    /// Adds a plan's findings; the numbers of its files are moved behind those already there.
    private mutating func add(_ plan: LoadedPlan) {
        let offset = sources.files.count
        let files = offset..<offset + plan.sources.files.count
        examined.plans.append(ExaminedPlans.Plan(name: plan.name, files: files))
        for file in plan.sources.files { _ = sources.add(file) }
        diagnostics += plan.diagnostics.map { $0.movingFiles(by: offset) }
        examined.allowed += plan.allowed.map { $0.movingFiles(by: offset) }
    }
}

extension Diagnostic {
    fileprivate func movingFiles(by offset: Int) -> Diagnostic {
        Diagnostic(
            code,
            message,
            at: primary.movingFile(by: offset),
            secondary: secondary.map { $0.movingFile(by: offset) },
            notes: notes,
            help: help,
            fix: fix.map { Fix($0.span.movingFile(by: offset), replacement: $0.replacement) }
        )
    }
}

extension AllowedDiagnostic {
    fileprivate func movingFiles(by offset: Int) -> Self {
        Self(diagnostic.movingFiles(by: offset), comment: comment.movingFile(by: offset), reason: reason)
    }
}

extension Diagnostic.Label {
    fileprivate func movingFile(by offset: Int) -> Self { Self(span.movingFile(by: offset), text) }
}

extension SourceSpan {
    fileprivate func movingFile(by offset: Int) -> SourceSpan {
        SourceSpan(file: SourceFile.ID(index: file.index + offset), range)
    }
}
