/// The slopes, curvatures and rows that fall into a bin.
struct BinSum: BitwiseCopyable {
    /// The sum of the loss's slopes, and of its curvatures.
    var sums: SIMD2<Double>
    var count: UInt32

    static let zero = BinSum(sums: .zero, count: 0)

    /// Counts a row.
    @inline(__always)
    mutating func add(_ row: SIMD2<Double>) {
        sums += row
        count &+= 1
    }
}

/// Room for the sums of all bins of all features, for as many nodes as wait to be split.
struct BinSums: ~Copyable {
    /// Where each feature's bins start in a node's room, and where the last one's end.
    private let starts: [Int]
    private var rooms: [UnsafeMutableBufferPointer<BinSum>] = []
    private var free: [Int] = []

    init(_ bins: FeatureBins) {
        var starts = [0]
        for feature in 0..<bins.featureCount { starts.append(starts[feature] + bins.binCount(of: feature)) }
        self.starts = starts
    }

    deinit { for room in rooms { room.deallocate() } }

    /// A room that nobody uses; what stands in it is anything.
    mutating func take() -> Int {
        if let room = free.popLast() { return room }
        let room = UnsafeMutableBufferPointer<BinSum>.allocate(capacity: starts[starts.count - 1])
        room.initialize(repeating: .zero)
        rooms.append(room)
        return rooms.count - 1
    }

    mutating func giveBack(_ room: Int) { free.append(room) }

    /// The bins of one feature in a room.
    @inline(__always)
    func bins(of feature: Int, in room: Int) -> UnsafeMutableBufferPointer<BinSum> {
        .init(rebasing: rooms[room][starts[feature]..<starts[feature + 1]])
    }

    /// Takes the sums of one part of a node from those of the whole, which leaves those of the other part.
    func subtract(_ part: Int, from whole: Int) {
        let part = rooms[part]
        let whole = rooms[whole]
        for index in whole.indices {
            whole[index].sums -= part[index].sums
            whole[index].count -= part[index].count
        }
    }
}
