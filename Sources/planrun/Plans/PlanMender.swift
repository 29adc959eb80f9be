import Diagnostics

/// Applies the fixes of what was found in a plan's own file, pass after pass, until none is left.
struct PlanMender {
    /// More passes than any text needs whose author is to go on with it: where the reader stops at the first mistake, each
    /// pass mends one.
    private static let mostPasses = 1000

    let loader: PlanLoader

    /// A plan after its fixes.
    struct Outcome {
        /// As it would be with the new text.
        let plan: LoadedPlan
        let original: [UInt8]
        let mended: [UInt8]
        /// What was fixed, in the order it was done.
        let fixed: [Diagnostic]
    }

    /// Nothing is done to a text that is not UTF-8: a fix might land amid what nobody can read.
    func mend(_ plan: LoadedPlan, of input: PlanInput) -> Outcome {
        let original = plan.text
        var (plan, bytes) = (plan, original)
        var fixed: [Diagnostic] = []
        guard String(validating: original, as: UTF8.self) != nil else {
            return Outcome(plan: plan, original: original, mended: original, fixed: [])
        }
        var findings = plan.diagnostics
        var passes = 0
        while passes < Self.mostPasses {
            let pass = FixPass(findings, to: bytes, of: LoadedPlan.ownFile)
            guard !pass.applied.isEmpty, pass.bytes != bytes else { break }
            passes += 1
            bytes = pass.bytes
            fixed += pass.applied
            // Only a text that YAML takes is worth compiling again.
            findings = loader.syntaxFindings(input, bytes)
            if findings.allSatisfy({ $0.fix == nil }) {
                plan = loader.load(input, bytes)
                findings = plan.diagnostics
            }
        }
        if plan.text != bytes { plan = loader.load(input, bytes) }
        return Outcome(plan: plan, original: original, mended: bytes, fixed: fixed)
    }
}
