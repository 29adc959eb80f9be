/// Finds the smallest change of the candidate's readings with which gates are answered as somebody wants.
///
/// What gates answer changes only where a reading crosses a limit that some comparison sets. So the nearest change takes
/// each reading either as it was or at a limit: the nearest count on each side of it where the reading is a share, else the
/// limit itself or a hair on each side of it. All of these are tried, one metric at a time first, then several. Limits are
/// those of a comparison in one reading, the others as they were; where a metric is read by segments, its readings in several of them may have
/// to change together.
struct TurnFinder {
    /// A reading of one scope: the gates of a stage read the same, and each alert looks back over a time of its own.
    struct Key: Hashable, Comparable {
        let scope: String
        let reading: ReadingKey

        static func < (left: Key, right: Key) -> Bool {
            (left.scope, left.reading) < (right.scope, right.reading)
        }
    }

    /// What is changed in one go: the readings of a metric in one scope.
    private struct Knob: Hashable, Comparable {
        let scope: String
        let metric: String

        static func < (left: Knob, right: Knob) -> Bool { (left.scope, left.metric) < (right.scope, right.metric) }
    }

    private struct Choice {
        let changes: [Key: ReadingChange]
        let size: Double

        init(_ choice: LinkedReadings.Choice, scope: String) {
            changes = Dictionary(
                uniqueKeysWithValues: choice.changes.map { (Key(scope: scope, reading: $0.key), $0.value) }
            )
            size = choice.size
        }
    }

    private let questions: [(scope: String, question: GateQuestion?)]
    /// The changes worth trying of each metric, the nearest first.
    private let choices: [[Choice]]

    /// Beyond so many tries a turn counts as not found: people write far fewer limits.
    private static let tries = 100_000

    /// - Parameter questions: The gates, nil where their words are not understood: those stay as they are.
    init(_ questions: [(scope: String, question: GateQuestion?)]) {
        self.questions = questions
        var turns: [Knob: [[ReadingKey: ReadingChange]]] = [:]
        var movables: [Knob: [ReadingKey: Movable]] = [:]
        for (scope, question) in questions {
            for turn in question?.turns ?? [] {
                guard let key = turn.keys.first else { continue }
                turns[Knob(scope: scope, metric: key.metric), default: []].append(turn)
            }
            for (key, movable) in question?.movables ?? [:] {
                movables[Knob(scope: scope, metric: key.metric), default: [:]][key] = movable
            }
        }
        choices = turns.sorted { $0.key < $1.key }.map { knob, turns in
            LinkedReadings(movables[knob] ?? [:]).choices(turns).map { Choice($0, scope: knob.scope) }
        }
    }

    /// What each gate answers with those changes; nil where that is not known.
    func answers(_ changes: [Key: ReadingChange] = [:]) -> [Bool?] {
        questions.map { scope, question in
            var own: [ReadingKey: ReadingChange] = [:]
            for (key, change) in changes where key.scope == scope { own[key.reading] = change }
            return question?.answer(.readings(own))
        }
    }

    /// The smallest changes with which the gates' answers are as wanted; nil where there are none.
    func smallest(where isWanted: @escaping ([Bool?]) -> Bool) -> [Key: ReadingChange]? {
        var search = Search(finder: self, isWanted: isWanted, left: Self.tries)
        for count in 1...max(1, choices.count) { search.run(from: 0, changing: count, [:], size: 0) }
        return search.best
    }

    private struct Search {
        let finder: TurnFinder
        let isWanted: ([Bool?]) -> Bool
        var left: Int
        var best: [Key: ReadingChange]?
        var bestSize = Double.infinity

        /// Tries every way to change so many of the readings from a place on, besides those that are changed already.
        mutating func run(from start: Int, changing count: Int, _ changed: [Key: ReadingChange], size: Double) {
            guard count > 0 else {
                left -= 1
                if isWanted(finder.answers(changed)) {
                    best = changed
                    bestSize = size
                }
                return
            }
            guard start + count <= finder.choices.count else { return }
            for index in start..<finder.choices.count {
                for choice in finder.choices[index] {
                    guard left > 0, size + choice.size < bestSize else { break }
                    let changed = changed.merging(choice.changes) { _, new in new }
                    run(from: index + 1, changing: count - 1, changed, size: size + choice.size)
                }
            }
        }
    }
}
