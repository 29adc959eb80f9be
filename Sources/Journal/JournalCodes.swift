package import Diagnostics

/// What can be wrong with a journal or with who works on it.
package enum JournalCodes {
    package static let all: [DiagnosticCode] = [
        alteredRecord, missingRecord, misplacedRecord, surplusRecord, wrongHead, unknownHead, corruptJournal,
        runHeld, targetHeld, leaseLost, refusedCommand, runOver, replayDiffers, abandonedRun, missingKey,
    ]

    package static let alteredRecord = DiagnosticCode(
        "PR0350",
        "altered-record",
        """
        A record of a run's journal is not the one that was written: its hash does not fit its bytes. Somebody changed it, or \
        the disk did. What the run decided can no longer be proved from this journal; a backup has the record as it was.
        """
    )
    package static let missingRecord = DiagnosticCode(
        "PR0351",
        "missing-record",
        "Records of a run are not in its journal any longer, though the run counts them. A backup has them."
    )
    package static let misplacedRecord = DiagnosticCode(
        "PR0352",
        "misplaced-record",
        """
        A record of a run names another record as the one before it than the one that stands there: records have changed \
        places, one was taken out and the others closed ranks, one was put in, or the run's program was exchanged.
        """
    )
    package static let surplusRecord = DiagnosticCode(
        "PR0353",
        "surplus-record",
        "There are more records than the run has committed: somebody added them behind the journal's back."
    )
    package static let wrongHead = DiagnosticCode(
        "PR0354",
        "wrong-head",
        """
        What the journal says of a run as a whole, its last hash or how it ended, is not what its records say. The records \
        themselves fit one another.
        """
    )
    package static let unknownHead = DiagnosticCode(
        "PR0355",
        "unknown-head",
        """
        No record of the run has the hash that `--head` names. Where the hash is one that this run printed, records were cut \
        off the end since, or the whole history was written anew.
        """
    )
    package static let runHeld = DiagnosticCode(
        "PR0357",
        "run-held",
        """
        Another process drives the run. On one machine it is known at once when that process has ended, whatever ended it; a \
        process on another machine, or before a restart of this one, is given up two minutes after it was last heard of, by \
        clocks that may be a minute apart.
        """
    )
    package static let targetHeld = DiagnosticCode(
        "PR0358",
        "target-held",
        "Another run of the state folder changes the same target. Two of them would undo each other's work."
    )
    package static let leaseLost = DiagnosticCode(
        "PR0359",
        "lease-lost",
        """
        Another process took the run over while this one was at it, as it was silent for too long: it was suspended, or its \
        machine was. This one writes nothing any longer, so that there is one history.
        """
    )
    package static let refusedCommand = DiagnosticCode(
        "PR0360",
        "refused-command",
        """
        What was asked of a run cannot be, as the run stands: nothing is waited for, or whoever asks is not one of those who \
        may, as the roles of the plan have it. Nothing was kept.
        """
    )
    package static let runOver = DiagnosticCode(
        "PR0361",
        "run-over",
        "The run has come to its end, and nothing can be asked of it any longer. A new run starts with `planrun execute`."
    )
    package static let replayDiffers = DiagnosticCode(
        "PR0362",
        "replay-differs",
        """
        This planrun decides otherwise than was decided when the run was recorded, so it does not go on with it and promotes \
        nothing. The planrun that began the run can go on; with this one `planrun rollback` and then `planrun resume` give \
        everyone the baseline back.
        """
    )
    package static let abandonedRun = DiagnosticCode(
        "PR0363",
        "abandoned-run",
        """
        A run is not over, and nobody has driven it for longer than `--max-age` allows: its process was killed, or whatever \
        was to call `planrun resume --once` from time to time does not.
        """
    )
    package static let missingKey = DiagnosticCode(
        "PR0364",
        "missing-units-key",
        """
        The key by which the run's request log names units is not there any longer. With a new one the same unit would be \
        another word in one and the same file.
        """
    )
    package static let corruptJournal = DiagnosticCode(
        "PR0356",
        "corrupt-journal",
        "SQLite cannot make sense of the journal's file: parts of it were overwritten or torn. A backup has it as it was."
    )
}

extension JournalError.Damage {
    var code: DiagnosticCode {
        switch self {
        case .missing: JournalCodes.missingRecord
        case .altered: JournalCodes.alteredRecord
        case .unlinked: JournalCodes.misplacedRecord
        case .surplus: JournalCodes.surplusRecord
        case .head: JournalCodes.wrongHead
        }
    }
}

extension JournalError {
    /// The code of what is wrong with a journal itself; nil where the machine or the command line is at fault.
    package var code: DiagnosticCode? {
        switch self {
        case .damaged(_, let finding): finding.code
        case .corrupt: JournalCodes.corruptJournal
        case .heldByAnother: JournalCodes.runHeld
        case .targetHeld: JournalCodes.targetHeld
        case .leaseLost: JournalCodes.leaseLost
        default: nil
        }
    }
}
