import ArgumentParser
import Diagnostics
import Execution
import Journal
import Plan
import Platform

/// Rebuilds a run from its records, and makes sure that the data are still those it began with.
struct RunRestorer {
    let program: Program
    let folder: String

    /// Why a run cannot be taken up.
    struct Refusal: Error {
        let message: String
        let code: DiagnosticCode?
        let status: ExitStatus

        /// Says it, and gives the status to end with.
        func exit() -> ExitCode {
            if let code { Complaint.error(message, code: code) } else { Complaint.error(message) }
            return status.code
        }
    }

    func restore(
        _ records: [[UInt8]],
        run: String
    ) throws(Refusal) -> (state: ReleaseState, events: [Event]) {
        let restored: (state: ReleaseState, events: [Event])
        do throws(RecoveryError) {
            restored = try Recovery.restore(records, interpreter: Interpreter(program: program))
        } catch {
            throw refusal(error, run: run)
        }
        guard case .started? = restored.events.first?.payload else {
            let message = "the run `\(run)` cannot be taken up: its first record does not begin it"
            throw Refusal(message: message, code: nil, status: .journal)
        }
        for event in restored.events {
            switch event.payload {
            case .started(let started): try check(started, run: run)
            case .prepared(let prepared): try check(prepared, run: run)
            case .loaded(let loaded):
                try check(Path.join(folder, loaded.file), digest: loaded.digest, run: run, what: "model")
            default: continue
            }
        }
        return restored
    }

    private func refusal(_ error: RecoveryError, run: String) -> Refusal {
        let reason =
            switch error {
            case .unreadable(let record, let problem): "its record \(record) cannot be read: \(problem)"
            case .differs(let record): "from its record \(record) on this planrun decides otherwise than was decided"
            }
        let message = """
            the run `\(run)` cannot be taken up: \(reason); resume it with the planrun that began it, or give everyone the \
            baseline back with `planrun rollback` and then `planrun resume`
            """
        return Refusal(message: message, code: JournalCodes.replayDiffers, status: .journal)
    }

    private func check(_ prepared: Event.Prepared, run: String) throws(Refusal) {
        if prepared.data == TrafficSpec.logName, let log = program.traffic?.log {
            let files =
                [log.file] + (program.labels?.files ?? []) + (program.feedback?.from.map { [$0] } ?? [])
                + log.windowFiles
            let names = files.map { "`\(Path.join(folder, $0))`" }.joined(separator: " or ")
            switch try? RecordedFiles(program, folder: folder).standing(since: prepared) {
            case .same?, .grown?: return
            case .grownByClasses(let classes)?:
                let list = classes.prefix(5).map { "`\($0)`" }.joined(separator: ", ")
                let message =
                    "the data \(names) have got classes that were not in them when the run `\(run)` began: \(list); "
                    + "start a new run"
                throw Refusal(message: message, code: nil, status: .planErrors)
            case .changed?, nil: throw changed(names, run: run)
            }
        }
        guard let spec = program.data.first(where: { $0.name == prepared.data }) else { return }
        try check(Path.join(folder, spec.csv), digest: prepared.digest, run: run)
    }

    private func check(_ started: Event.Started, run: String) throws(Refusal) {
        guard let digest = started.feedback, let from = program.feedback?.from else { return }
        try check(Path.join(folder, from), digest: digest, run: run)
    }

    private func check(_ path: String, digest: String, run: String, what: String = "data") throws(Refusal) {
        guard FileDigest.of(path) != digest else { return }
        throw changed("`\(path)`", run: run, what: what)
    }

    private func changed(_ files: String, run: String, what: String = "data") -> Refusal {
        let (verb, them) = what == "data" ? ("have", "them") : ("has", "it")
        let message =
            "the \(what) \(files) \(verb) changed since the run `\(run)` began; put \(them) back, or start a new run"
        return Refusal(message: message, code: nil, status: .planErrors)
    }
}
