import Diagnostics
import Plan
import Platform

extension ChildProcess {
    /// In one line, why it could not be started.
    package func problem(with failure: Failure) -> String {
        switch failure {
        case .notFound: PrintableText.escaping("no folder of PATH has a program `\(program)`")
        case .notRunnable(let reason): PrintableText.escaping("cannot run `\(program)`: \(reason)")
        }
    }

    /// In one line, what went wrong, with the last that it complained about; nil where nothing did.
    package func problem(with outcome: Outcome) -> String? {
        guard let words = words(outcome.end) else { return nil }
        let complaint = outcome.complaint.line
        return PrintableText.escaping(words) + (complaint.isEmpty ? "" : ": \(complaint)")
    }

    private func words(_ end: Outcome.End) -> String? {
        switch end {
        case .exited(0): nil
        case .exited(let status): "`\(program)` ended with status \(status)"
        case .signalled(let number): "`\(program)` was ended by signal \(number) (\(Signal.words(for: number)))"
        case .timedOut: "`\(program)` was ended, as it took longer than \(timeout.planText)"
        }
    }
}
