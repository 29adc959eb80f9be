/// One thing that happened in a run, or was decided: what the journal holds and `--format jsonl` prints.
///
/// Inputs come from a world: completions and observations. Decisions come from the interpreter and follow from the inputs
/// before them, so that feeding the inputs again yields them again.
package struct Event: Sendable, Equatable {
    /// The run's own time, counted from its start.
    package let at: Duration
    package let payload: Payload

    package init(at: Duration, _ payload: Payload) {
        self.at = at
        self.payload = payload
    }

    package enum Payload: Sendable, Equatable {
        // Inputs.
        // By far the largest, and there is one in a run: it is not to make every event as large.
        indirect case started(Started)
        case prepared(Prepared)
        case trained(Trained)
        case loaded(Loaded)
        case evaluated(Evaluated)
        case routed(Routed)
        case observed(Observed)
        case notified(Notified)
        case failed(Failure)
        case command(Command)
        /// Time went by, and nothing was observed meanwhile.
        case waited
        // Decisions.
        case assessed(Assessed)
        case judged(Judged)
        case alert(AlertChange)
        case retraining(Retraining)
        case retry(Retry)
        case answered(Answered)
        case approval(ApprovalChange)
        case hold(HoldChange)
        case finished(Finished)
    }

    /// Whether it follows from the events before it.
    package var isDecision: Bool {
        switch payload {
        case .started, .prepared, .trained, .loaded, .evaluated, .routed, .observed, .notified, .failed, .command,
            .waited:
            false
        case .assessed, .judged, .alert, .retraining, .retry, .answered, .approval, .hold, .finished: true
        }
    }
}

extension Event {
    /// How a run is carried out.
    package enum Mode: String, Sendable, Hashable {
        case run
        case dryRun = "dry_run"
    }

    /// The scenario that a run is under: which file, and that it is still the same.
    package struct ScenarioMark: Sendable, Hashable {
        package let name: String
        /// SHA-256 of the file, in hexadecimal.
        package let digest: String
        package let path: String

        package init(name: String, digest: String, path: String) {
            self.name = name
            self.digest = digest
            self.path = path
        }
    }
}
