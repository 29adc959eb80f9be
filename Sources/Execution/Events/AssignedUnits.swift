import JSON
package import Plan
import Statistics

/// How many units were given which model, beside how many were to be: whether a release's assignment works.
///
/// A unit counts once in a stage, by the first model that it met there.
package struct AssignedUnits: Sendable, Hashable {
    /// The units that were given the candidate.
    package private(set) var candidate: Int
    /// The other units that could have been.
    package private(set) var others: Int
    /// Which share of them all the candidate was due.
    package let due: Double

    /// The chance that a stage whose assignment works is ever taken for a broken one.
    package static let error = 0.001

    package init(candidate: Int, others: Int, due: Double) {
        self.candidate = candidate
        self.others = others
        self.due = due
    }

    /// The units of both. What was due last is due.
    func adding(_ later: AssignedUnits) -> AssignedUnits {
        AssignedUnits(candidate: candidate + later.candidate, others: others + later.others, due: later.due)
    }

    /// Whether so uneven a division is no chance, however often it is asked.
    package var isBroken: Bool {
        SampleRatioSequence(shares: [due, 1 - due])?.isBroken([candidate, others], error: Self.error) ?? false
    }

    /// What there is to say of a broken one.
    package var sentence: String {
        let due = MessageText.decimals(due * 100, 2) + "%"
        return "the candidate was given to \(candidate) of \(candidate + others) units, and \(due) were due: "
            + "the assignment is broken, and what it shows is no evidence"
    }

    /// Begins what there is to say where nobody can tell.
    static let unknown = "how its units were assigned is not known: "

    func write(to writer: inout JSONWriter) {
        writer.object("assigned") { writer in
            writer.member("candidate", candidate)
            writer.member("others", others)
            writer.member("due", due)
        }
    }
}

extension EventFields {
    /// More units than there are, and few enough to be added up.
    private static let mostUnits = 1 << 50

    /// The units of an event, where it counts them.
    func assigned() throws(EventError) -> AssignedUnits? {
        guard let fields = optionalObject("assigned") else { return nil }
        guard let due = fields.json["due"]?.number, (0...1).contains(due) else {
            throw EventError(problem: "`due` is no share")
        }
        let (candidate, others) = (try fields.integer("candidate"), try fields.integer("others"))
        guard (0...Self.mostUnits).contains(candidate), (0...Self.mostUnits).contains(others) else {
            throw EventError(problem: "`assigned` has no number of units")
        }
        return AssignedUnits(candidate: candidate, others: others, due: due)
    }
}

extension Program {
    /// Which share of the units that its audience is drawn from a stage gives the candidate; nil where nobody is given it, and
    /// where audiences of several kinds come together.
    package func dueShare(stage index: Int) -> Rational? {
        guard !isShadow(stage: index) else { return nil }
        let audiences = stages[...index].map(\.audience)
        guard let last = audiences.last,
            audiences.allSatisfy({ $0.group == last.group && $0.attributes == last.attributes })
        else { return nil }
        return audiences.map(\.fraction).max().map { min($0, holdback.complement) }
    }
}
