package import Plan

/// A gate as it was judged, with what its plan says of it and what would have turned it.
package struct ExplainedGate: Sendable {
    /// Where in the plan the gate stands.
    package enum Role: Sendable, Hashable {
        case lowIf
        case promoteIf
        case rollbackIf
        case alert(String)
    }

    package let role: Role
    /// Which of the gates of its list it is, from 0.
    package let index: Int
    package let record: GateRecord
    /// What follows where it fails, in the plan's word; nil where that is not known.
    package let consequence: String?
    /// Below so many observations there is no data; nil where the plan is not at hand.
    package let minimumSamples: Int?
    package let evidence: EvidenceMethod?
    /// Whether promotion waits for its data, where it has none.
    let waitsForData: Bool
    /// What follows where a value of it cannot be had; `hold`, as plans have it unless they say otherwise, without the plan.
    let onError: ErrorPolicy
    /// Nil where its words are not understood, or read otherwise than it was judged, and where evidence decides that cannot be
    /// weighed again from the record: that stays unexplained.
    let question: GateQuestion?
    /// Whether evidence decides it, so that it does not follow from the values alone.
    package let isWeighed: Bool
    /// The smallest change with which it would have passed where it did not, or failed where it did; nil where no other
    /// value would have turned it.
    package let turn: [ReadingChange]?

    init(
        _ role: Role,
        _ index: Int,
        _ record: GateRecord,
        consequence: String?,
        minimumSamples: Int?,
        evidence: EvidenceMethod?,
        waitsForData: Bool = true,
        onError: ErrorPolicy = .hold,
        condition: Condition?
    ) {
        self.role = role
        self.index = index
        self.record = record
        self.consequence = consequence
        self.minimumSamples = minimumSamples
        self.evidence = evidence
        self.waitsForData = waitsForData
        self.onError = onError
        isLimitRight = condition.map { GateQuestion.isLimitRight($0) } ?? []
        let expected = role.answer(of: record.verdict)
        let isWeighed = record.comparisons.contains { $0.isWeighed } || (evidence ?? .point) != .point
        self.isWeighed = isWeighed
        let asked = condition.flatMap {
            GateQuestion(
                $0,
                record: record,
                mustHold: role.mustHold,
                isWeighed: isWeighed,
                minimumSamples: minimumSamples ?? 0
            )
        }
        let question = asked.flatMap { $0.answer(.nothing) == expected ? $0 : nil }
        self.question = question
        let turned: GateRecord.Verdict = record.verdict != .pass ? .pass : isWeighed ? .inconclusive : .fail
        turnedVerdict = turned
        guard let question else {
            (turn, limitTurn, observationTurn) = (nil, nil, nil)
            return
        }
        let wanted = role.answer(of: turned)
        limitTurn = isWeighed ? question.limit { $0 == wanted } : nil
        observationTurn =
            isWeighed && record.verdict == .inconclusive
            ? question.observations(from: question.observations).map { count, answer in
                ObservationTurn(count: count, verdict: answer == role.mustHold ? .pass : .fail)
            } : nil
        turn = TurnFinder([("", question)]).smallest { $0 == [wanted] }?.sorted { $0.key < $1.key }.map(\.value)
    }

    /// The verdict that the turn leads to. What has passed by evidence is untold before it fails.
    package let turnedVerdict: GateRecord.Verdict
    /// The nearest limit with which evidence would have given that verdict; nil where values decide, whose margin says as much.
    package let limitTurn: LimitTurn?
    /// For each comparison, whether its right side is what the candidate is held against; the other is where that side alone
    /// reads the candidate. None where its words are not understood.
    package let isLimitRight: [Bool]
    /// How many more observations like those at hand would have told what is not told; nil where it is, and where a thousand
    /// times as many would not.
    package let observationTurn: ObservationTurn?
    /// Whether nobody knows what other readings would have made of it.
    package var isUntold: Bool { isWeighed && question?.isFixed != false }

    /// The readings that are too few to count, each once.
    package var shortReadings: [Reading] {
        guard record.verdict == .noData, let minimumSamples else { return [] }
        var seen: Set<Reading> = []
        return record.comparisons.flatMap(\.readings).filter {
            $0.type != .count && $0.samples < minimumSamples && seen.insert($0).inserted
        }
    }

    /// What its readings are shared with: each alert looks back over a time of its own.
    var scope: String { if case .alert(let name) = role { name } else { "" } }

    /// The gate's verdict where its condition is answered so; what it was where its words are not understood.
    func verdict(_ answer: Bool?) -> GateRecord.Verdict {
        guard question != nil else { return record.verdict }
        guard let answer else {
            return [.noData, .error].contains(record.verdict) ? record.verdict : .inconclusive
        }
        return answer == role.mustHold ? .pass : .fail
    }
}

extension ExplainedGate.Role {
    /// Whether the condition has to hold for the gate to pass.
    package var mustHold: Bool {
        switch self {
        case .lowIf, .promoteIf: true
        case .rollbackIf, .alert: false
        }
    }

    /// Whether the condition holds where the gate has that verdict.
    func answer(of verdict: GateRecord.Verdict) -> Bool? {
        switch verdict {
        case .pass: mustHold
        case .fail: !mustHold
        case .inconclusive, .noData, .error: nil
        }
    }
}

extension ComparisonRecord {
    /// Whether evidence decides it, in some segment at least.
    fileprivate var isWeighed: Bool { evidence != nil || segments.contains { $0.evidence != nil } }
}
