import Platform
import Synchronization

/// What all share who sort numbers of one kind: the grid, the memory, and the disk beyond it.
final class RankStore: Sendable {
    /// How many numbers are held in memory before they go to the disk.
    private let limit: Int
    private let held = Atomic<Int>(0)
    private let state = Mutex<State>(State())
    let grid: SharedGrid

    private struct State {
        var file: ScratchFile?
        var failure: PlatformError?
    }

    init(limit: Int = 8 << 20, ranges: Int = 1024) {
        self.limit = limit
        grid = SharedGrid(limit: ranges)
    }

    /// Why numbers could not be kept; nil where they could.
    var failure: PlatformError? { state.withLock { $0.failure } }

    /// Keeps sorted numbers, in memory or on the disk.
    func keep(_ numbers: [Double], count: Int) -> RankRun.Place {
        if held.wrappingAdd(count, ordering: .relaxed).newValue <= limit { return .memory(numbers) }
        do throws(PlatformError) {
            let file = try file()
            return .disk(file, try file.append(numbers, count: count))
        } catch {
            note(error)
            return .memory([])
        }
    }

    func note(_ error: PlatformError) { state.withLock { $0.failure = $0.failure ?? error } }

    private func file() throws(PlatformError) -> ScratchFile {
        try state.withLock { state throws(PlatformError) in
            if let file = state.file { return file }
            let file = try ScratchFile()
            state.file = file
            return file
        }
    }
}

/// Numbers in the order of their cells: those of a group together, and among them those of a range.
struct RankRun: Sendable {
    enum Place: Sendable {
        case memory([Double])
        case disk(ScratchFile, Int)
    }

    let place: Place
    /// The groups that have numbers here, in order.
    let groups: [Int32]
    /// Where the numbers of each cell of those groups begin, and behind the last where they end.
    let starts: [UInt32]

    /// Which of its groups a group is; nil where it has no numbers here.
    func index(of group: Int32) -> Int? {
        var (low, high) = (0, groups.count)
        while low < high {
            let middle = (low + high) / 2
            if groups[middle] < group { low = middle + 1 } else { high = middle }
        }
        return low < groups.count && groups[low] == group ? low : nil
    }

    /// Puts the numbers of the cells behind those of a list.
    func append(_ cells: Range<Int>, to numbers: inout [Double]) throws(PlatformError) {
        let (start, end) = (Int(starts[cells.lowerBound]), Int(starts[cells.upperBound]))
        guard start < end else { return }
        switch place {
        case .memory(let held): if end <= held.count { numbers += held[start..<end] }
        case .disk(let file, let offset):
            try file.read(from: offset + start * 8, count: end - start, into: &numbers)
        }
    }

    /// How many numbers the cells hold.
    func count(_ cells: Range<Int>) -> Int { Int(starts[cells.upperBound] - starts[cells.lowerBound]) }
}
