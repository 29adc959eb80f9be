import Compiler
import Diagnostics
import PlanSyntax
import Platform

/// What `planrun validate` does, whichever way its arguments were read.
struct Validation {
    let files: [String]
    var format = FormatChoice()
    var color = ColorChoice.auto
    /// Whether warnings count as errors.
    var isStrict = false
    /// Whether only findings are printed.
    var isQuiet = false
    var fixing = Fixing.none
    var standardInputName: String?
    /// How many plans may be read at once, 0 for one a core.
    var threads = 0
    var options = Compiler.Options()
    var values = PlanValues()
    var limits = SyntaxLimits.standard

    /// What becomes of the fixes that cannot go wrong.
    enum Fixing {
        case none, written, shown
    }

    /// Validates, prints what was found, and gives the status it deserves.
    func run() -> ExitStatus {
        let loader = PlanLoader(options: options, values: values, limits: limits)
        let finder = PlanFinder(files, standardInputName: standardInputName)
        let inputs = finder.inputs
        let loaded = Workers.map(count: inputs.count, threads: threads) { loader.load(inputs[$0]) }
        let found = FoundPlans(loaded, of: inputs, by: loader)
        let skipped = finder.skipped + found.skipped
        guard fixing != .none else {
            return show(AllFindings(found.plans, skipped: skipped, fixed: 0), of: found.plans)
        }
        let mender = PlanMender(loader: loader)
        let fixes = PlanFixes(found.plans, of: found.inputs, by: mender, isWritten: fixing == .written)
        if fixing == .shown {
            StandardStream.output.write(fixes.diff)
            StandardStream.error.write(isQuiet ? "" : fixes.report)
            let remaining = AllFindings(fixes.plans, skipped: skipped, fixed: 0)
            return fixes.count > 0 || remaining.isRefused(isStrict: isStrict) ? .planErrors : .done
        }
        if chosenFormat.isForPeople, !isQuiet { StandardStream.error.write(fixes.report) }
        StandardStream.output.write(fixes.output)
        return show(AllFindings(fixes.plans, skipped: skipped, fixed: fixes.count), of: fixes.plans)
    }

    /// Whether standard output takes the fixed text of standard input.
    private var printsText: Bool { fixing == .written && files == [PlanLoader.standardInput] }

    /// The format of the findings. Where the environment alone asks for one that goes to standard output, and the fixed text
    /// goes there, they are for people.
    private var chosenFormat: DiagnosticFormat {
        printsText && !format.choice.isForPeople ? .full : format.choice
    }

    private func show(_ all: AllFindings, of plans: [LoadedPlan]) -> ExitStatus {
        let chosenFormat = chosenFormat
        let isForPeople = chosenFormat.isForPeople
        if isForPeople, !isQuiet, !printsText {
            let summaries = plans.map { plan in
                plan.program.map { "\(PrintableText.escaping(plan.name)): \(ProgramSummary($0).text)\n" } ?? ""
            }
            StandardStream.output.write(summaries.joined())
        }
        let stream = isForPeople ? StandardStream.error : .output
        let renderer = chosenFormat.renderer(
            isColoured: color.isColoured(stream),
            isStrict: isStrict,
            isComplete: all.isComplete,
            all.examined
        )
        stream.write(renderer.render(all.diagnostics, in: all.sources))
        if chosenFormat == .full {
            if !all.diagnostics.isEmpty { stream.write("\n\(all.summary)\n") }
            if all.examined.skipped > 0, !isQuiet { stream.write(Self.skippedLine(all.examined.skipped)) }
        }
        return all.isRefused(isStrict: isStrict) ? .planErrors : .done
    }

    private static func skippedLine(_ count: Int) -> String {
        count == 1
            ? "1 file in the folders is no plan and was skipped\n"
            : "\(count) files in the folders are no plans and were skipped\n"
    }
}
