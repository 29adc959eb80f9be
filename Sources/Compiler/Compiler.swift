package import Diagnostics
package import Plan

/// Turns a plan's tree into a program, in three passes over values: lower, check, link.
///
/// It reads no file and asks nobody: the language and what is known about the data are handed in.
package struct Compiler: Sendable {
    /// What the command line adds to a plan.
    package struct Options: Sendable, Hashable {
        /// Takes the place of the traffic's seed.
        package var seed: Int?
        /// Whether paths may lead out of the plan's folder.
        package var allowsOutsidePaths = false

        package init(seed: Int? = nil, allowsOutsidePaths: Bool = false) {
            self.seed = seed
            self.allowsOutsidePaths = allowsOutsidePaths
        }
    }

    let language: Language
    let options: Options

    package init(language: Language, options: Options = Options()) {
        self.language = language
        self.options = options
    }

    /// What the plan needs that no run of it could have yet; empty for a plan that can be carried out.
    package func missingCapabilities(of plan: ReleasePlan) -> [Diagnostic] {
        Executability(language: language).missing(in: plan)
    }

    /// The program, or nil where `diagnostics`, those of the rules and of the conditions, contain errors.
    ///
    /// A plan that its caller lets go is gone before the steps are laid out: of a large one there is never all at once.
    package func link(
        _ plan: consuming ReleasePlan,
        facts: PlanFacts
    ) -> (program: Program?, diagnostics: [Diagnostic]) {
        let name = plan.name
        let (analyzed, found) = AnalyzedPlan.analyze(plan, language: language, facts: facts)
        let diagnostics = found + RuleRegistry.rules.flatMap { $0.check(analyzed) }
        guard !diagnostics.containsErrors, let program = Linker.link(analyzed, seed: options.seed), let name
        else { return (nil, diagnostics) }
        let problems = ProgramVerifier.problems(of: program)
        guard !problems.isEmpty else { return (program, diagnostics) }
        let diagnostic = Diagnostic(
            .inconsistentProgram,
            "the program of this plan is not sound",
            at: .init(name.span),
            notes: problems.map(\.text)
        )
        return (nil, diagnostics + [diagnostic])
    }
}
