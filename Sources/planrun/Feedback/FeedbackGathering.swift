import ArgumentParser
import Datasets
import Execution
import Journal
import Plan
import Platform
import Reports

/// Gathers what was said of a run, from the plan's file and from the store, for a report.
struct FeedbackGathering {
    let target: FeedbackTarget
    let plan: Loading.Plan

    func report() throws(ExitCode) -> FeedbackReport {
        let events = try events()
        let serving = ServingHistory(program: plan.program, events: events)
        let judge = FeedbackJudge(program: plan.program)
        let stored = try stored()
        let file = try file()
        let reached = file.filter { $0.after < target.now }
        let entries =
            reached.map { ($0, FeedbackRemark.Origin.plan) }
            + stored.map { ($0.entry, $0.source == .add ? FeedbackRemark.Origin.add : .import) }
        let remarks = entries.map { entry, origin in
            FeedbackRemark(
                at: entry.after,
                unit: entry.unit,
                model: entry.model ?? serving.model(for: entry.unit, at: entry.after),
                outcome: judge.outcome(of: entry),
                text: entry.text,
                origin: origin
            )
        }
        let counted = Set(events.flatMap(\.feedbackDigests))
        let known = stored.count { counted.contains(RunFeedback.text(of: $0.digest)) }
        let run = FeedbackReport.Run(
            id: target.run.id,
            categories: judge.categories,
            now: target.now,
            counted: known,
            uncounted: stored.count - known,
            forgotten: counted.count - known,
            unknownUnits: target.isLive ? 0 : Set(remarks.map(\.unit)).count { !serving.knows($0) },
            unreached: file.count - reached.count
        )
        return FeedbackReport(run: run, remarks: remarks)
    }

    private func events() throws(ExitCode) -> [Event] {
        let records: [[UInt8]]
        do throws(JournalError) {
            records = try target.journal.records(of: target.run.id)
        } catch {
            throw JournalFailure.exit(error)
        }
        var reader = EventReader(program: plan.program)
        var events: [Event] = []
        for record in records {
            do throws(EventError) {
                events.append(try reader.read(record))
            } catch {
                let place = "record \(events.count + 1) of run `\(target.run.id)`"
                Complaint.error("\(place) cannot be read: \(error.problem)")
                throw ExitStatus.journal.code
            }
        }
        return events
    }

    private func stored() throws(ExitCode) -> [StoredFeedback] {
        do throws(FeedbackStoreError) {
            let store = try FeedbackStore.open(folder: target.journal.folder, createIfMissing: false)
            return try store?.entries(of: target.run.id) ?? []
        } catch {
            throw FeedbackFailure.exit(error)
        }
    }

    /// The entries of the plan's file, which the plan was checked with when it was loaded.
    private func file() throws(ExitCode) -> [FeedbackEntry] {
        guard let from = plan.program.feedback?.from else { return [] }
        do throws(DatasetFailure) {
            return try FeedbackFile.read(path: Path.join(plan.folder, from), named: from).entries
        } catch {
            // The message may quote the file, whose words are people's.
            let problem = "cannot read `\(from)`"
            Complaint.error(error.errors.first?.message ?? problem, recorded: problem)
            throw ExitStatus.planErrors.code
        }
    }
}

extension Event {
    fileprivate var feedbackDigests: [String] {
        if case .observed(let observed) = payload { observed.feedbackDigests } else { [] }
    }
}
