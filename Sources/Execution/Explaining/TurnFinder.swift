/// Finds the smallest change of the candidate's readings with which gates are answered as somebody wants.
///
/// What gates answer changes only where a reading crosses a limit that some comparison sets. So the nearest change takes
/// each reading either as it was or at a limit: the nearest count on each side of it where the reading is a share, else the
/// limit itself or a hair on each side of it. All of these are tried, one reading at a time first, then several. Limits are
/// those of a comparison in one reading, the others as they were.
struct TurnFinder {
    /// A reading of one scope: the gates of a stage read the same, and each alert looks back over a time of its own.
    struct Key: Hashable {
        let scope: String
        let metric: String
    }

    private let questions: [(scope: String, question: GateQuestion?)]
    /// The values worth trying of each reading, the nearest first.
    private let choices: [(key: Key, changes: [ReadingChange])]

    /// Beyond so many tries a turn counts as not found: people write far fewer limits.
    private static let tries = 100_000

    /// - Parameter questions: The gates, nil where their words are not understood: those stay as they are.
    init(_ questions: [(scope: String, question: GateQuestion?)]) {
        self.questions = questions
        var readings: [Key: Reading] = [:]
        var limits: [Key: [Double]] = [:]
        for (scope, question) in questions {
            guard let question else { continue }
            for (metric, reading) in question.candidateReadings {
                let key = Key(scope: scope, metric: metric)
                readings[key] = reading
                limits[key, default: []] += question.limits(of: metric)
            }
        }
        let sorted = readings.sorted { ($0.key.scope, $0.key.metric) < ($1.key.scope, $1.key.metric) }
        choices = sorted.map { key, reading in
            (key, (limits[key] ?? []).flatMap { reading.changes(about: $0) }.sorted { $0.size < $1.size })
        }
    }

    /// What each gate answers with those changes; nil where that is not known.
    func answers(_ changes: [Key: ReadingChange] = [:]) -> [Bool?] {
        questions.map { scope, question in
            var values: [String: Double] = [:]
            for (key, change) in changes where key.scope == scope { values[key.metric] = change.turningValue }
            return question?.answer(values)
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
                for change in finder.choices[index].changes {
                    guard left > 0, size + change.size < bestSize else { break }
                    var changed = changed
                    changed[finder.choices[index].key] = change
                    run(from: index + 1, changing: count - 1, changed, size: size + change.size)
                }
            }
        }
    }
}
