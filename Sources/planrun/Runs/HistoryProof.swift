import Diagnostics
import Digests
import JSON
import Journal

/// What a run's records prove, and what is wrong with them.
struct HistoryProof {
    struct Problem {
        let code: DiagnosticCode
        let message: String
        /// The records concerned, or nil where it is the run as a whole.
        let records: ClosedRange<Int>?
        let place: String
    }

    let records: Int
    let head: Digest
    /// The last record that all is whole up to.
    let wholeThrough: Int
    /// The last record that the wanted head vouches for; nil where there is none.
    let vouchedThrough: Int?
    let problems: [Problem]

    /// - Parameters:
    ///   - journal: The file.
    ///   - wanted: The head that the caller knows from elsewhere.
    init(_ verification: Verification, summary: RunSummary, journal: String, wanted: Digest?) {
        records = verification.records
        head = verification.head
        wholeThrough = verification.wholeThrough
        let named = verification.named.flatMap { $0 <= verification.wholeThrough ? $0 : nil }
        vouchedThrough = named
        var problems = verification.findings.map { finding in
            Problem(
                code: finding.code,
                message: "\(finding.description) in run `\(summary.id)`",
                records: finding.records,
                place: "\(journal): record \(finding.records.lowerBound)"
            )
        }
        let whole = "\(journal): run \(summary.id)"
        if problems.isEmpty, let message = RecordedEnd(verification.last).contradiction(of: summary) {
            problems.append(Problem(code: JournalCodes.wrongHead, message: message, records: nil, place: whole))
        }
        if wanted != nil, verification.named == nil {
            problems.append(
                Problem(
                    code: JournalCodes.unknownHead,
                    message:
                        "no record of run `\(summary.id)` has the hash that --head names: records were cut off the "
                        + "end, or the history was written anew",
                    records: nil,
                    place: whole
                )
            )
        }
        self.problems = problems
    }

    /// How far the proof reaches, where there is no problem.
    var reach: String {
        guard let vouchedThrough else {
            return "not proved without --head: that no record was cut off the end, and the history not written anew"
        }
        guard vouchedThrough < records else { return "the head vouches for all of them: none was cut off" }
        return
            "the head vouches for records 1 to \(vouchedThrough); whether some were cut off after record \(records), "
            + "it cannot tell"
    }
}
