import ArgumentParser
import Execution
import Plan
import Platform
import Reports

/// A dry run of a live plan: what can be known of it is found out, and the rest said to be open.
struct LiveDryRun {
    let program: Program
    let output: RunOutput
    let preview: LivePreview

    func run(_ started: Event.Started, showing report: LivePreviewReport) async throws(ExitCode) {
        Interrupt.install()
        var runner = Runner(
            interpreter: Interpreter(program: program),
            store: ForgetfulStore(),
            world: preview,
            isInterrupted: { Interrupt.received != nil },
            show: { event in
                output.show(event)
                OperatorSession.record(event)
            }
        )
        let state: ReleaseState
        do throws(EventStoreError) {
            state = try await runner.start(started)
        } catch {
            Complaint.error(error.problem)
            throw ExitStatus.internalError.code
        }
        output.clear()
        if let signal = Interrupt.received {
            StandardStream.error.write("interrupted\n")
            throw ExitCode(128 + signal)
        }
        if let outcome = state.outcome {
            let status = ExitStatus(outcome)
            if status != .done { throw status.code }
            return
        }
        guard output.isShowingText else { return }
        if case .train? = Interpreter(program: program).nextEffect(state) {
            StandardStream.output.write(report.retrainingText(attempt: state.attempt, because: state.reason))
        }
        StandardStream.output.write(report.shareText(await share()))
        StandardStream.output.write(report.text(await preview.stages()))
    }

    private func share() async -> LivePreviewReport.Share {
        do throws(ProviderFailure) {
            return try await preview.share().map(LivePreviewReport.Share.known) ?? .unknown
        } catch {
            return .problem(error.problem)
        }
    }
}
