import Classifiers
import Plan

/// The data and the fold that commands have set so far.
struct Session {
    /// How many single rows are timed for a latency.
    private static let timedRows = 20_000

    private var data = TrainingSet(rows: FeatureRows(values: [], featureCount: 0), labels: [], classCount: 0)
    private var train: [Int] = []
    private var test: [Int] = []

    /// Obeys a line and returns its answer, if it has one.
    mutating func handle(_ line: String) async throws -> String? {
        let words = line.split(separator: " ")
        switch words.first {
        case "data": data = try readData(words)
        case "fold": (train, test) = try folds(words)
        case "run": return try await run(words)
        case "latency": return try await latency(words)
        default: throw InputError.malformedLine(line)
        }
        return nil
    }

    private func readData(_ words: [Substring]) throws -> TrainingSet {
        let sizes = words.dropFirst().compactMap { Int($0) }
        guard sizes.count == 3 else { throw InputError.malformedLine(words.joined(separator: " ")) }
        var values: [Double] = []
        var labels: [Int32] = []
        for _ in 0..<sizes[0] {
            let line = readLine() ?? ""
            let cells = line.split(separator: " ")
            let numbers = cells.dropFirst().compactMap { Double($0) }
            guard let label = cells.first.flatMap({ Int32($0) }), numbers.count == sizes[1] else {
                throw InputError.malformedLine(line)
            }
            labels.append(label)
            values += numbers
        }
        return TrainingSet(
            rows: FeatureRows(values: values, featureCount: sizes[1]),
            labels: labels,
            classCount: sizes[2]
        )
    }

    private func folds(_ words: [Substring]) throws -> (train: [Int], test: [Int]) {
        guard words.count > 2, words[1] == "train", let middle = words.firstIndex(of: "test") else {
            throw InputError.malformedLine(words.joined(separator: " "))
        }
        return (words[2..<middle].compactMap { Int($0) }, words[(middle + 1)...].compactMap { Int($0) })
    }

    private func run(_ words: [Substring]) async throws -> String {
        let training = subset(train)
        let testing = subset(test)
        let clock = ContinuousClock()
        let start = clock.now
        let model = try await fit(words, on: training)
        let fitted = clock.now
        var probabilities = [Double](repeating: 0, count: test.count * data.classCount)
        model.predictProbabilities(testing.rows, 0..<test.count, into: &probabilities)
        let predictions = (0..<test.count).map { row in
            let shares = probabilities[row * data.classCount..<(row + 1) * data.classCount]
            return (shares.firstIndex(of: shares.max() ?? 0) ?? 0) - shares.startIndex
        }
        let predicted = clock.now
        let times = [fitted - start, predicted - fitted].map { String($0 / .seconds(1)) }
        return (times + predictions.map(String.init)).joined(separator: " ")
    }

    private func latency(_ words: [Substring]) async throws -> String {
        let testing = subset(test).rows
        let model = try await fit(words, on: subset(train))
        let clock = ContinuousClock()
        var scratch: [Double] = []
        var times: [Double] = []
        for index in 0..<Self.timedRows {
            let start = clock.now
            _ = model.predict(testing, row: index % testing.rowCount, scratch: &scratch)
            times.append((clock.now - start) / .nanoseconds(1))
        }
        times.sort()
        return "\(times[times.count / 2]) \(times[times.count * 99 / 100])"
    }

    private func fit(_ words: [Substring], on set: TrainingSet) async throws -> any Classifier {
        guard words.count > 2, let threads = Int(words[2]) else {
            throw InputError.malformedLine(words.joined(separator: " "))
        }
        guard let kind = ModelRegistry.kind(named: String(words[1])) else {
            throw InputError.unknownKind(String(words[1]))
        }
        var options: [String: OptionValues.Value] = [:]
        for word in words.dropFirst(3) {
            let parts = word.split(separator: "=")
            guard parts.count == 2, let value = Int(parts[1]) else { throw InputError.malformedLine(String(word)) }
            options[String(parts[0])] = .integer(value)
        }
        return try await kind.train(on: set, options: OptionValues(options), threads: threads)
    }

    private func subset(_ rows: [Int]) -> TrainingSet {
        let width = data.rows.featureCount
        return TrainingSet(
            rows: FeatureRows(
                values: rows.flatMap { data.rows.values[$0 * width..<($0 + 1) * width] },
                featureCount: width
            ),
            labels: rows.map { data.labels[$0] },
            classCount: data.classCount
        )
    }
}
