import Plan

/// Why a stage was judged as it was. The words are put together only where somebody reads them: nearly all judgements say
/// to go on, and nobody asks why.
package struct JudgementReason: Sendable {
    private enum Content: Sendable {
        case text(String)
        case warming(Duration, of: Duration)
        case watched(Duration, of: Duration)
        case resting(until: Duration)
        case samples(Int, of: Int)
        case gate(GateRecord)
    }

    private let content: Content

    package init(_ text: String) { content = .text(text) }

    /// A stage has been warming up for a part of the time that it is to.
    static func warming(_ time: Duration, of whole: Duration) -> JudgementReason {
        JudgementReason(.warming(time, of: whole))
    }

    /// A stage has been watched for a part of the time that it is to be.
    static func watched(_ time: Duration, of whole: Duration) -> JudgementReason {
        JudgementReason(.watched(time, of: whole))
    }

    /// A stage has the candidate until then on the way down.
    static func resting(until time: Duration) -> JudgementReason { JudgementReason(.resting(until: time)) }

    /// A stage has a part of the samples that it is to have.
    static func samples(_ count: Int, of whole: Int) -> JudgementReason {
        JudgementReason(.samples(count, of: whole))
    }

    /// A stage has had the candidate for as long as it is to on the way down.
    static let rested = "its rest on the way down is over"

    /// The answer of a gate.
    static func gate(_ gate: GateRecord) -> JudgementReason { JudgementReason(.gate(gate)) }

    private init(_ content: Content) { self.content = content }

    /// A few words.
    package var text: String {
        switch content {
        case .text(let text): text
        case .warming(let time, let whole): "warming up for \(time.planText) of \(whole.planText)"
        case .watched(let time, let whole): "watched for \(time.planText) of \(whole.planText)"
        case .resting(let time): "on the way down, with a rest until \(time.planText)"
        case .samples(let count, let whole): "\(count) of \(whole) samples"
        case .gate(let gate): gate.sentence
        }
    }
}

/// Reasons are what they say.
extension JudgementReason: Hashable {
    package static func == (left: JudgementReason, right: JudgementReason) -> Bool { left.text == right.text }

    package func hash(into hasher: inout Hasher) { hasher.combine(text) }
}
