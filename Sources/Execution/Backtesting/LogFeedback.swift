import Datasets
import Metrics
import Plan

/// What users said of a log's answers, as it comes to count: an entry is about the last answer, before it was said, to the request or unit
/// that it names, and counts for the model that gave it.
struct LogFeedback {
    /// The last answer to a request or unit that somebody said something of.
    private struct Shown {
        let role: ModelRole
        let segments: [Int]
    }

    /// What an interval adds to one group of rows.
    struct Said {
        var outcomes: [ModelRole: [FeedbackOutcome]] = [:]
        /// How many answers users could say something of.
        var served: [ModelRole: Int] = [:]
    }

    private let entries: [FeedbackTable.Entry]
    private let joinsUnits: Bool
    private let judge: FeedbackJudge
    /// The places of the entries about a request or unit, the next one last.
    private var waiting: [UInt64: [Int]] = [:]
    private var shown: [UInt64: Shown] = [:]
    /// How many of the entries are over, whether or not they counted.
    private var next = 0
    private var isOver: [Bool]
    /// What counts in this interval: all rows, and then those of each segment.
    private var said: [Said]

    /// Nil where nobody asks.
    init?(_ program: Program, _ table: FeedbackTable?, segments: Int) {
        guard let table, program.accumulatorKinds.contains(where: { $0 == FeedbackTally.self }) else { return nil }
        entries = table.entries
        joinsUnits = table.join == .unit
        judge = FeedbackJudge(program: program)
        isOver = Array(repeating: false, count: entries.count)
        said = Array(repeating: Said(), count: segments + 1)
        for (place, entry) in entries.enumerated().reversed() { waiting[entry.key, default: []].append(place) }
    }

    /// Takes an answer that users were shown.
    mutating func add(_ role: ModelRole, unit: UInt64, request: UInt64, at time: Int64, _ segments: [Int]) {
        said[0].served[role, default: 0] += 1
        for segment in segments { said[segment + 1].served[role, default: 0] += 1 }
        let key = joinsUnits ? unit : request
        guard var places = waiting[key] else { return }
        let answer = Shown(role: role, segments: segments)
        while let place = places.last, (entries[place].time ?? .min) < time {
            // What has no time was said of this answer.
            finish(place, about: entries[place].time == nil ? answer : shown[key])
            places.removeLast()
        }
        waiting[key] = places.isEmpty ? nil : places
        shown[key] = answer
    }

    private mutating func finish(_ place: Int, about answer: Shown?) {
        guard !isOver[place] else { return }
        isOver[place] = true
        guard let answer else { return }
        let outcome = judge.outcome(of: entries[place].said)
        said[0].outcomes[answer.role, default: []].append(outcome)
        for segment in answer.segments { said[segment + 1].outcomes[answer.role, default: []].append(outcome) }
    }

    /// What was said in the interval that ends at this time, of all rows and of those of each segment.
    mutating func endInterval(at end: Int64) -> [Said] {
        while next < entries.count, (entries[next].time ?? .min) < end {
            if entries[next].time != nil { finish(next, about: shown[entries[next].key]) }
            next += 1
        }
        defer { said = Array(repeating: Said(), count: said.count) }
        return said
    }

    /// Whoever gets another candidate, or this one once more, says nothing of the one before.
    mutating func forget() { shown = [:] }
}

extension PairedEvidence {
    /// Takes in what users said.
    mutating func add(_ said: LogFeedback.Said) {
        candidate.add(said.outcomes[.candidate] ?? [], served: said.served[.candidate] ?? 0)
        baseline?.add(said.outcomes[.baseline] ?? [], served: said.served[.baseline] ?? 0)
    }
}
