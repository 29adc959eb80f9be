import Datasets

/// Which group each row belongs to: one for each combination of segments and window that occurs. One reader's numbers.
struct RowGroups: Sendable {
    /// What makes a group, in the words of the log.
    struct Key: Hashable, Sendable {
        /// The values of the segments' columns; nil where a row has none.
        let segments: [String?]
        /// The beginning of the window, in nanoseconds; nil where there are no windows.
        let window: Int64?
    }

    /// The most groups that there may be: what is kept of each takes memory.
    static let maximum = 20_000

    /// How long a window is, in nanoseconds; nil where there are none.
    private let window: Int64?
    /// For each column but the first, the numbers of what is before it and of its own value.
    private var steps: [PairNumbers]
    /// The group of each row of the last batch.
    private(set) var numbers: [Int32] = []
    private(set) var count = 1
    private var largest: Int32 = -1

    /// Whether there are more groups than there may be.
    var isFull: Bool { count > Self.maximum }

    init(segmentColumns: Int, window: Int64?) {
        self.window = window
        let columns = segmentColumns + (window == nil ? 0 : 1)
        steps = [PairNumbers](repeating: PairNumbers(), count: max(0, columns - 1))
    }

    /// Finds the groups of the rows of a batch.
    mutating func assign(_ batch: LogBatch) {
        if numbers.count < batch.count {
            numbers = [Int32](repeating: 0, count: batch.count)
        }
        var columns = batch.segments.map { column in column.isEmpty ? [] : column }
        guard !columns.isEmpty || window != nil else { return }
        let first = columns.isEmpty ? nil : columns.removeFirst()
        // A row that has no value in the first column is of the first group, and so on.
        for row in 0..<batch.count {
            numbers[row] = first.map { $0.isEmpty ? 0 : $0[row] + 1 } ?? Int32(0)
        }
        var step = 0
        for column in columns {
            for row in 0..<batch.count {
                numbers[row] = steps[step].number(numbers[row], column.isEmpty ? -1 : Int64(column[row]))
            }
            step += 1
        }
        if let window {
            if first == nil, steps.isEmpty { steps.append(PairNumbers()) }
            for row in 0..<batch.count {
                numbers[row] = steps[step].number(numbers[row], Self.start(of: batch.times[row], window))
            }
        }
        for row in 0..<batch.count { largest = max(largest, numbers[row]) }
        count = max(1, Int(largest) + 1)
    }

    /// The beginning of the window that a time is in, or where time begins if that is later.
    @inline(__always)
    static func start(of time: Int64, _ window: Int64) -> Int64 {
        let since = time % window
        let (start, isBefore) = time.subtractingReportingOverflow(since < 0 ? since &+ window : since)
        return isBefore ? .min : start
    }

    /// What makes each group, by its number.
    func keys(_ numbering: LogNumbering) -> [Key] {
        let columns = numbering.segments.count
        func name(_ column: Int, _ number: Int64) -> String? {
            number < 0 ? nil : numbering.segments[column][Int(number)]
        }
        var keys = (0...(numbering.segments.first?.count ?? 0)).map { number in
            Key(segments: columns == 0 ? [] : [name(0, Int64(number) - 1)], window: nil)
        }
        if columns == 0 { keys = [Key(segments: [], window: nil)] }
        for (step, numbers) in steps.enumerated() {
            keys = numbers.pairs.map { first, second in
                let before = keys[Int(first)]
                if step + 1 < columns {
                    return Key(segments: before.segments + [name(step + 1, second)], window: nil)
                }
                return Key(segments: before.segments, window: second)
            }
        }
        return keys
    }
}
