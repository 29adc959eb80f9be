/// Which rows of a chunk do not count; in most chunks none.
struct OutsideRows {
    private var flags: [Bool] = []
    private(set) var isEmpty = true

    mutating func start(_ rows: Int) {
        isEmpty = true
        flags.removeAll(keepingCapacity: true)
        size = rows
    }

    private var size = 0

    @inline(__always)
    func contains(_ row: Int) -> Bool { !isEmpty && flags[row] }

    mutating func add(_ row: Int) {
        if flags.isEmpty { flags = [Bool](repeating: false, count: size) }
        flags[row] = true
        isEmpty = false
    }
}

extension LogBatch {
    /// Leaves rows out of every column.
    mutating func remove(_ outside: OutsideRows) {
        let kept = (0..<count).filter { !outside.contains($0) }
        func gather<Value>(_ column: inout [Value]) {
            guard !column.isEmpty else { return }
            for (place, row) in kept.enumerated() { column[place] = column[row] }
        }
        gather(&predicted)
        gather(&actual)
        gather(&weight)
        gather(&baseline)
        gather(&model)
        gather(&score)
        gather(&baselineScore)
        gather(&latency)
        gather(&times)
        for part in segments.indices { gather(&segments[part]) }
        for part in sources.indices {
            gather(&sources[part].labels)
            gather(&sources[part].weights)
        }
        for part in values.indices {
            gather(&values[part].texts)
            gather(&values[part].numbers)
        }
        count = kept.count
    }
}
