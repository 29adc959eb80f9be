import ArgumentParser
import Datasets
import Diagnostics
import Evaluation
import JSON
import Platform
import Reports

extension EvaluateCommand {
    /// Prints what a growing log comes to, again and again.
    func follow(_ prepared: Prepared) throws {
        Interrupt.install()
        Interrupt.listen()
        let growing: GrowingLog
        do throws(DatasetFailure) {
            growing = GrowingLog(
                inputs,
                request: try request(prepared),
                needs: keeping(prepared),
                positive: asked.positive,
                confidence: confidence,
                badRows: badRows.share,
                threads: threads
            )
        } catch {
            throw refusal(error)
        }
        let path = files.last ?? ""
        var (holds, isFirst) = (true, true)
        let ending = try LogFollower(path: path, interval: growth.interval).follow(growing) { log in
            let read: LogEvaluation
            do throws(DatasetFailure) {
                read = try log.evaluation()
            } catch {
                throw refusal(error)
            }
            let evaluation = try answers(read, prepared)
            holds = evaluation.holds
            // A line for each state is what programs read as it comes.
            let shown =
                format == .json
                ? EvaluationJSON.value(of: evaluation).text + "\n" : (isFirst ? "" : "\n") + text(evaluation)
            StandardStream.output.write(shown)
            isFirst = false
        }
        switch ending {
        case .interrupted, .over: break
        case .replaced:
            Complaint.error(
                "`\(path)` is another file now, or gone: what was written to the one before was read; follow the new one anew"
            )
            throw ExitStatus.planErrors.code
        case .truncated:
            Complaint.error(
                "`\(path)` has become shorter than what was read of it: its rows were replaced; follow it anew"
            )
            throw ExitStatus.planErrors.code
        }
        if !holds { throw ExitStatus.gateSaidNo.code }
    }
}
