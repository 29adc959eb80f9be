import Execution
import Outlook
import Plan
import Testing

extension RecordedRun {
    /// Runs a program as a script has it, and holds the run against what was recorded of it and stated of the plan beforehand.
    static func outlined(
        _ program: Program,
        _ intervals: [ScriptedWorld.Interval],
        _ answer: AssumedAnswers.Answer = .approve
    ) async throws -> RecordedRun {
        let run = try await RecordedRun.run(
            program,
            in: ScriptedWorld(program, intervals),
            commands: AssumedAnswers(answer, program: program, author: nil)
        )
        let restored = try Recovery.restore(run.events.map(\.line), interpreter: Interpreter(program: program))
        #expect(restored.state == run.state)
        let outlook = ReleaseOutlook(program, language: OutlookAgreementTests.language)
        #expect(run.state.now <= outlook.duration.upperBound)
        #expect(run.judgements.count <= outlook.judgements.upperBound)
        return run
    }
}
