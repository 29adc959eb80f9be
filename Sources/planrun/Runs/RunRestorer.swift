import ArgumentParser
import Execution
import Plan
import Platform

/// Rebuilds a run from its records, and makes sure that the data are still those it began with.
struct RunRestorer {
    let program: Program
    let folder: String

    func restore(
        _ records: [[UInt8]],
        run: String
    ) throws(ExitCode) -> (state: ReleaseState, events: [Event]) {
        let restored: (state: ReleaseState, events: [Event])
        do throws(RecoveryError) {
            restored = try Recovery.restore(records, interpreter: Interpreter(program: program))
        } catch {
            Complaint.error("the run `\(run)` cannot be taken up: \(words(error))")
            throw ExitStatus.journal.code
        }
        guard case .started? = restored.events.first?.payload else {
            Complaint.error(
                "the run `\(run)` cannot be taken up: its first record does not begin it"
            )
            throw ExitStatus.journal.code
        }
        for event in restored.events {
            switch event.payload {
            case .started(let started): try check(started, run: run)
            case .prepared(let prepared): try check(prepared, run: run)
            default: continue
            }
        }
        return restored
    }

    private func words(_ error: RecoveryError) -> String {
        switch error {
        case .unreadable(let record, let problem): "its record \(record) cannot be read: \(problem)"
        case .differs(let record):
            "from its record \(record) on this planrun decides otherwise than was decided; resume it with the planrun that "
                + "began it"
        }
    }

    private func check(_ prepared: Event.Prepared, run: String) throws(ExitCode) {
        guard let spec = program.data.first(where: { $0.name == prepared.data }) else { return }
        try check(Path.join(folder, spec.csv), digest: prepared.digest, run: run)
    }

    private func check(_ started: Event.Started, run: String) throws(ExitCode) {
        guard let digest = started.feedback, let from = program.feedback?.from else { return }
        try check(Path.join(folder, from), digest: digest, run: run)
    }

    private func check(_ path: String, digest: String, run: String) throws(ExitCode) {
        guard FileDigest.of(path) == digest else {
            Complaint.error(
                "the data `\(path)` have changed since the run `\(run)` began; put them back, or start a new run"
            )
            throw ExitStatus.planErrors.code
        }
    }
}
