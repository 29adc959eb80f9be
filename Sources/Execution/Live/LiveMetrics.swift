import Plan
import Platform

/// Asks metric stores what a stage has shown.
struct LiveMetrics: Sendable {
    private let program: Program
    private let stores: [String: any MetricStore]
    private let types: [String: ValueType]

    /// What the stores call the models.
    private var labels: [ModelRole: String] = [:]

    /// How many metrics are asked for at once.
    private static let concurrency = 8

    /// - Parameter stores: Where the plan's own metrics are read, by their names.
    init(program: Program, stores: [String: any MetricStore]) {
        self.program = program
        self.stores = stores
        types = Dictionary(program.metricSpecs.map { ($0.name, $0.type) }) { first, _ in first }
        for role in ModelRole.allCases { labels[role] = program.model(role)?.options.text("label") }
    }

    /// Asks from now on for what the candidate has shown under this name.
    mutating func call(candidate label: String) { labels[.candidate] = label }

    /// What they say at this moment of all that the stage's conditions, the alerts and their messages read.
    ///
    /// - Parameter elapsed: How far back those look that look at all that the stage has shown.
    func readings(inStage stage: Int, since elapsed: Duration) async -> [Reading] {
        let moment = Clock.sinceEpoch()
        let wanted = program.liveReadings(inStage: stage).filter { stores[$0.metric.name] != nil }
        return await wanted.concurrentMap(atOnce: Self.concurrency) { reading in
            await read(reading, window: reading.window ?? elapsed, at: moment)
        }
    }

    /// What is wrong with a number where its type says what it may be: a store that answers -1 has nothing to say.
    private static func problem(with number: Double, of type: ValueType) -> String? {
        switch type {
        // A quotient of two rates is a little off.
        case .fraction where !(-1e-6...1 + 1e-6).contains(number):
            "the store answers \(number), which is no fraction of a whole"
        case .count where number < 0, .duration where number < 0, .rate where number < 0:
            "the store answers \(number), which is less than nothing"
        default: nil
        }
    }

    private func read(_ wanted: LiveReading, window: Duration, at moment: Duration) async -> Reading {
        let name = wanted.metric.name
        let question = MetricQuestion(
            model: labels[wanted.model] ?? wanted.model.rawValue,
            window: .milliseconds(max(1, (window.nanoseconds + 999_999) / 1_000_000)),
            at: moment
        )
        var (value, samples): (Double?, Int) = (nil, 0)
        var (reason, failure): (String?, ProviderFailure?) = (nil, nil)
        do throws(ProviderFailure) {
            switch try await stores[name]?.value(for: question) {
            case .value(let number, let count)?:
                (value, samples) = (number, count ?? Reading.uncounted)
                failure = Self.problem(with: number, of: types[name] ?? .score).map {
                    ProviderFailure($0, isTransient: false)
                }
                if failure != nil { value = nil }
            case .none(let why)?: reason = why
            case nil: reason = "nobody has it"
            }
        } catch {
            failure = error
        }
        return Reading(
            metric: wanted.metric.text,
            model: wanted.model,
            type: types[name] ?? .score,
            value: value,
            samples: samples,
            successes: nil,
            trials: nil,
            undefinedReason: reason,
            // What a store has said is an input of the run, and stands in its records as such.
            isMeasured: false,
            problem: failure?.problem,
            isLasting: failure.map { !$0.isTransient } ?? false
        )
    }
}
