import JSON
package import Statistics

/// The counts that evidence follows from.
package enum EvidenceCounts: Sendable, Hashable {
    /// So many of so many.
    package struct Share: Sendable, Hashable {
        package var successes: Int
        package let trials: Int

        package init(successes: Int, trials: Int) {
            self.successes = successes
            self.trials = trials
        }
    }

    /// Both models on the same requests; the arm that is judged is the candidate.
    case pairs(PairedOutcomes)
    /// Each model on observations of its own; nil where the baseline has no part in the comparison.
    case shares(candidate: Share, baseline: Share?)

    /// How often the candidate had the outcome.
    package var candidate: Share {
        switch self {
        case .pairs(let pairs): Share(successes: pairs.both + pairs.arm, trials: pairs.total)
        case .shares(let candidate, _): candidate
        }
    }

    /// Writes the member `counts`.
    func write(to writer: inout JSONWriter) {
        writer.object("counts") { writer in
            switch self {
            case .pairs(let pairs):
                writer.array("pairs") { writer in for count in pairs.all { writer.integer(count) } }
            case .shares(let candidate, let baseline):
                Self.write("candidate", candidate, &writer)
                if let baseline { Self.write("baseline", baseline, &writer) }
            }
        }
    }

    private static func write(_ name: String, _ share: Share, _ writer: inout JSONWriter) {
        writer.array(name) { writer in
            writer.integer(share.successes)
            writer.integer(share.trials)
        }
    }

    /// Nil where it is none.
    init?(json: JSONValue) {
        func counts(_ name: String, _ length: Int) -> [Int]? {
            let numbers = json[name]?.array?.compactMap(\.integer).filter { (0...Self.largest).contains($0) }
            return numbers?.count == length ? numbers : nil
        }
        func share(_ name: String) -> Share? {
            counts(name, 2).flatMap { $0[0] <= $0[1] ? Share(successes: $0[0], trials: $0[1]) : nil }
        }
        if let pairs = counts("pairs", 4) {
            self = .pairs(PairedOutcomes(both: pairs[0], arm: pairs[1], other: pairs[2], neither: pairs[3]))
        } else if let candidate = share("candidate") {
            self = .shares(candidate: candidate, baseline: share("baseline"))
        } else {
            return nil
        }
    }

    /// Beyond so many nothing is counted.
    private static let largest = 1 << 53
}
