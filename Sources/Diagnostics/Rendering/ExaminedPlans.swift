/// What an invocation looked at, for the formats that tell of what was right as well.
package struct ExaminedPlans: Sendable {
    /// One plan, and the numbers of the files that were read for it: its own and those it names.
    package struct Plan: Sendable {
        package let name: String
        package let files: Range<Int>

        package init(name: String, files: Range<Int>) {
            self.name = name
            self.files = files
        }
    }

    package var plans: [Plan]
    /// How many files of the folders are no plans.
    package var skipped: Int
    /// How many findings have been mended.
    package var fixed: Int
    /// The warnings that comments allow.
    package var allowed: [AllowedDiagnostic]

    package init(plans: [Plan] = [], skipped: Int = 0, fixed: Int = 0, allowed: [AllowedDiagnostic] = []) {
        self.plans = plans
        self.skipped = skipped
        self.fixed = fixed
        self.allowed = allowed
    }
}
