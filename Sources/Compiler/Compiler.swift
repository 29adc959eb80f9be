package import Diagnostics
package import Plan
package import Platform

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
        /// Among how many threads long plans are divided.
        package var division = Division()

        package init(seed: Int? = nil, allowsOutsidePaths: Bool = false, division: Division = Division()) {
            self.seed = seed
            self.allowsOutsidePaths = allowsOutsidePaths
            self.division = division
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
        let (analyzed, found) = AnalyzedPlan.analyze(
            plan,
            language: language,
            facts: facts,
            division: options.division
        )
        let (rules, division) = (RuleRegistry.rules, options.division)
        let ruled = division.tasks(rules.count, aboutStages: analyzed.stages.count) { rules[$0].check(analyzed) }
        let diagnostics = found + ruled.flatMap(\.self)
        guard !diagnostics.containsErrors, let program = Linker.link(analyzed, seed: options.seed, division), let name
        else { return (nil, diagnostics) }
        let problems = ProgramVerifier.problems(of: program, division)
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
