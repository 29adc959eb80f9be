import Classifiers
import Plan

/// The rows that commands have set so far.
struct Session {
    /// How many single rows are timed for a latency.
    private static let timedRows = 20_000

    private var data = RowReading.none
    private var train = RowReading.none
    private var test = RowReading.none

    /// Obeys a line and returns its answer, if it has one.
    mutating func handle(_ line: String) async throws -> String? {
        let words = line.split(separator: " ")
        switch words.first {
        case "data": data = try RowReading.lines(words)
        case "fold": try fold(words)
        case "load":
            let set = try RowReading.file(words)
            if words[1] == "train" { train = set } else { test = set }
        case "run": return try await run(words)
        case "probabilities": return Self.text(try await fit(words).answers(of: test.rows, threads: 1))
        case "latency": return try await latency(words)
        default: throw InputError.malformedLine(line)
        }
        return nil
    }

    private mutating func fold(_ words: [Substring]) throws {
        guard words.count > 2, words[1] == "train", let middle = words.firstIndex(of: "test") else {
            throw InputError.malformedLine(words.joined(separator: " "))
        }
        train = data.selecting(words[2..<middle].compactMap { Int($0) })
        test = data.selecting(words[(middle + 1)...].compactMap { Int($0) })
    }

    private func run(_ words: [Substring]) async throws -> String {
        let threads = words.count > 2 ? Int(words[2]) ?? 0 : 0
        let start = Stopwatch()
        let model = try await fit(words)
        let fitted = Stopwatch()
        let answers = await model.answers(of: test.rows, threads: threads)
        let predictions: [Double] =
            model.predictsNumbers
            ? answers
            : stride(from: 0, to: answers.count, by: model.classCount).map { row in
                let shares = answers[row..<row + model.classCount]
                return Double((shares.firstIndex(of: shares.max() ?? 0) ?? row) - row)
            }
        let predicted = Stopwatch()
        let times = [
            fitted.clock - start.clock, predicted.clock - fitted.clock,
            fitted.processor - start.processor, predicted.processor - fitted.processor,
        ]
        return Self.text(times) + " " + Self.text(predictions)
    }

    private func latency(_ words: [Substring]) async throws -> String {
        let model = try await fit(words)
        let clock = ContinuousClock()
        var scratch: [Double] = []
        var times: [Double] = []
        for index in 0..<Self.timedRows {
            let start = clock.now
            _ = model.predict(test.rows, row: index % test.rows.rowCount, scratch: &scratch)
            times.append((clock.now - start) / .nanoseconds(1))
        }
        times.sort()
        return "\(times[times.count / 2]) \(times[times.count * 99 / 100])"
    }

    private func fit(_ words: [Substring]) async throws -> any Classifier {
        guard words.count > 2, let threads = Int(words[2]) else {
            throw InputError.malformedLine(words.joined(separator: " "))
        }
        guard let kind = ModelRegistry.kind(named: String(words[1])) else {
            throw InputError.unknownKind(String(words[1]))
        }
        var options: [String: OptionValues.Value] = [:]
        for word in words.dropFirst(3) {
            let parts = word.split(separator: "=")
            guard parts.count == 2 else { throw InputError.malformedLine(String(word)) }
            options[String(parts[0])] = Self.value(parts[1])
        }
        return try await kind.train(on: train, options: OptionValues(options), threads: threads)
    }

    private static func value(_ text: Substring) -> OptionValues.Value {
        if let integer = Int(text) { return .integer(integer) }
        if let number = Double(text) { return .number(number) }
        if let boolean = Bool(String(text)) { return .boolean(boolean) }
        return .text(String(text))
    }

    private static func text(_ numbers: [Double]) -> String { numbers.map { "\($0)" }.joined(separator: " ") }
}
