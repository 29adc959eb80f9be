import ArgumentParser
import Execution
import Plan
import Platform
import Providers

/// Brings a log's labels into the file that the plan names for them, before a run reads it.
struct LabelFetch {
    let program: Program
    let folder: String
    let secrets: Secrets

    /// Does nothing where no program gives them.
    func fetch() async throws(ExitCode) {
        guard let from = program.labels?.from,
            let source = CommandLabels(program, in: ProviderContext(folder: folder, secrets: secrets))
        else { return }
        let answer: [UInt8]?
        do throws(ProviderFailure) {
            answer = try await BreakableWork.run(while: { Interrupt.received == nil }) { () throws(ProviderFailure) in
                try await source.lines()
            }
        } catch {
            throw refuse("the labels cannot be had: \(error.problem)")
        }
        if let signal = Interrupt.received { throw Interrupt.exit(after: signal) }
        guard let lines = answer else { return }
        do throws(PlatformError) {
            try FileSystem.replace(Path.join(folder, from), with: lines)
        } catch {
            throw refuse("the labels cannot be kept in `\(from)`: \(error.reason)")
        }
    }

    private func refuse(_ problem: String) -> ExitCode {
        Complaint.error(problem)
        return ExitStatus.stepFailed.code
    }
}
