import Platform
import Synchronization

/// How the compiler divides a long plan among threads: by its stages, where each can be looked at for itself, and by rules.
///
/// Parts are joined in the order of the stages, and nothing that one of them finds depends on another, so that no number of threads
/// shows in what comes of it.
extension Division {
    /// How many stages are worth a thread.
    private static let leastStages = 1_000

    /// The parts of so many stages, one a thread.
    func stageRanges(_ count: Int) -> [Range<Int>] { parts(of: count, least: Self.leastStages) }

    /// What comes of each part of so many stages, in their order.
    func stages<Value: Sendable>(_ count: Int, _ work: @escaping @Sendable (Range<Int>) -> Value) -> [Value] {
        let ranges = stageRanges(count)
        return Workers.map(count: ranges.count, threads: ranges.count) { work(ranges[$0]) }
    }

    /// What comes of stages, each of which is let go of as soon as that is known: of a long plan there is never all twice.
    func stages<Stage: Sendable, Value: Sendable>(
        lettingGo stages: inout [Stage],
        _ work: @escaping @Sendable (Stage) -> Value?
    ) -> [Value] {
        let count = stages.count
        let ranges = stageRanges(count)
        var reversed: [[Stage]] = []
        for range in ranges { reversed.append(stages[range].reversed()) }
        stages = []
        let handout = Handout(&reversed)
        var parts = Workers.map(count: ranges.count, threads: ranges.count) { number in
            var rest = handout.take(number)
            var values: [Value] = []
            // The first part has room for the others.
            values.reserveCapacity(number == 0 ? count : rest.count)
            while let stage = rest.popLast() {
                if let value = work(stage) { values.append(value) }
            }
            return values
        }
        return Self.join(&parts)
    }

    /// The values of all parts, in their order. They are added to the first part, in which there should be room for them.
    static func join<Value>(_ parts: inout [[Value]]) -> [Value] {
        guard !parts.isEmpty else { return [] }
        var all: [Value] = []
        swap(&all, &parts[0])
        for part in parts.indices.dropFirst() {
            all += parts[part]
            parts[part] = []
        }
        return all
    }

    /// What comes of so many tasks about all of so many stages, in the order of the tasks.
    func tasks<Value: Sendable>(
        _ count: Int,
        aboutStages stages: Int,
        _ work: @escaping @Sendable (Int) -> Value
    ) -> [Value] {
        Workers.map(count: count, threads: stageRanges(stages).count, work)
    }
}

/// Parts of stages, each of which a thread takes for itself.
private final class Handout<Stage: Sendable>: Sendable {
    private let parts: Mutex<[[Stage]]>

    /// Takes them: whoever had them has none of them any longer.
    init(_ parts: inout [[Stage]]) {
        self.parts = Mutex(parts)
        parts = []
    }

    func take(_ number: Int) -> [Stage] {
        parts.withLock { parts in
            var part: [Stage] = []
            swap(&part, &parts[number])
            return part
        }
    }
}
