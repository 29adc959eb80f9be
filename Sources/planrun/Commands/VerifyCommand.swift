import ArgumentParser
import Diagnostics
import Digests
import JSON
import Journal
import Platform

struct VerifyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Prove that a run's history is the one that was recorded.",
        discussion: """
            Every record holds the hash of the one before it, so that the last hash, the head, vouches for all of them and \
            their order. A run prints its head; kept elsewhere, it shows here whether records were altered, taken out, \
            moved or cut off the end. Only the journal is read.
            """
    )

    enum Format: String, ExpressibleByArgument, CaseIterable {
        case text, json
    }

    @Argument(help: ArgumentHelp("The run, such as iris-forest-1.", valueName: "run"))
    var runID: String

    @Option(help: ArgumentHelp("The head that the run printed, 64 hexadecimal digits.", valueName: "hash"))
    var head: String?

    @Option(help: "What is printed: text or json.")
    var format = Format.text

    @OptionGroup var state: StateOption

    func validate() throws {
        guard let head, Digest(hexadecimal: head) == nil else { return }
        throw ValidationError("--head is 64 hexadecimal digits, as a run prints them, and `\(head)` is not")
    }

    func run() throws {
        let place = try RunFinder(state: state).find(runID, failing: report).place
        let proof = try proof(in: place.journal)
        switch format {
        case .json: StandardStream.output.write(json(proof).prettyText + "\n")
        case .text where proof.problems.isEmpty: StandardStream.output.write(text(proof))
        case .text: break
        }
        for problem in proof.problems { Complaint.error(problem.message, code: problem.code, at: problem.place) }
        if !proof.problems.isEmpty { throw ExitStatus.journal.code }
    }

    private func proof(in journal: Journal) throws(ExitCode) -> HistoryProof {
        do throws(JournalError) {
            return HistoryProof(
                try journal.verify(runID, head: wanted),
                summary: try journal.run(runID),
                journal: Path.join(journal.folder, Journal.fileName),
                wanted: wanted
            )
        } catch {
            report(error)
            throw JournalFailure.exit(error)
        }
    }

    /// Tells programs of a journal that cannot be read at all.
    private func report(_ error: JournalError) {
        guard format == .json, error.status == .journal else { return }
        let problem: JSONValue = [
            "code": error.code.map { .string($0.id) } ?? .null,
            "name": error.code.map { .string($0.slug) } ?? .null,
            "message": .string(error.description), "first": .null, "last": .null,
        ]
        let json: JSONValue = [
            "format_version": 1, "run": .string(runID), "whole": .bool(false), "records": .null, "head": .null,
            "whole_through": .null, "vouched_through": .null, "problems": [problem],
        ]
        StandardStream.output.write(json.prettyText + "\n")
    }

    private var wanted: Digest? { head.flatMap { Digest(hexadecimal: $0) } }

    private func text(_ proof: HistoryProof) -> String {
        let count = "\(proof.records) \(proof.records == 1 ? "record" : "records")"
        let lines = ["run \(runID): \(count), each as it was written", "journal head \(proof.head)", proof.reach]
        return lines.joined(separator: "\n") + "\n"
    }

    private func json(_ proof: HistoryProof) -> JSONValue {
        [
            "format_version": 1,
            "run": .string(runID),
            "whole": .bool(proof.problems.isEmpty),
            "records": .integer(proof.records),
            "head": .string(proof.head.description),
            "whole_through": .integer(proof.wholeThrough),
            "vouched_through": proof.vouchedThrough.map(JSONValue.integer) ?? .null,
            "problems": .array(
                proof.problems.map {
                    [
                        "code": .string($0.code.id), "name": .string($0.code.slug), "message": .string($0.message),
                        "first": $0.records.map { .integer($0.lowerBound) } ?? .null,
                        "last": $0.records.map { .integer($0.upperBound) } ?? .null,
                    ]
                }
            ),
        ]
    }
}
