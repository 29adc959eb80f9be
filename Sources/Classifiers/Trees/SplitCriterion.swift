/// What splits are judged by: the sums over rows on the two sides of one, and what a leaf answers.
///
/// A node is entered, and then its rows, known by their places in it, are moved from the right to the left, one by one or a cell
/// at a time.
protocol SplitCriterion: ~Copyable, SendableMetatype {
    /// The rows of a node, in a part of the grower's memory.
    typealias Rows = UnsafeBufferPointer<UInt32>
    /// The sums over the rows that have been moved, as far as they are not in the criterion's own memory.
    associatedtype Sides: BitwiseCopyable

    /// Whether `bound` says something.
    static var isBounded: Bool { get }

    /// - Parameters:
    ///   - cellCount: how many cells there must be at least.
    ///   - nearLimit: the most rows that are brought together.
    init(_ set: TrainingSet, options: TreeOptions, cellCount: Int, nearLimit: Int)

    /// Whether all rows of the node are alike, so that no split gains anything.
    var isPure: Bool { get }
    /// How many numbers a cell holds.
    var cellWidth: Int { get }

    /// Brings what is known of these rows together.
    ///
    /// - Parameter weights: how often each row of the training set counts.
    func bring(_ rows: Rows, weights: Span<UInt32>)

    /// Starts a node with these rows.
    ///
    /// - Parameter isNear: whether they are called by their places among those that were brought together last.
    mutating func enter(_ rows: Rows, weights: Span<UInt32>, isNear: Bool)

    /// Nothing moved yet.
    func allRight() -> Sides
    func move(_ place: Int, _ sides: inout Sides)
    /// All rows moved whose side, in the node's order, is 0 and not 1.
    func moveAll(_ sides: UnsafeMutableBufferPointer<UInt8>, _ count: Int) -> Sides
    /// How much a split gains between what has been moved and the rest, up to what is the same for all splits of the node.
    func score(_ sides: Sides) -> Double

    /// Puts a row into a cell; all cells are empty between uses.
    func add(_ place: Int, to cell: Int)
    func rowCount(of cell: Int) -> Int
    func move(cell: Int, _ sides: inout Sides)
    func clear(cell: Int)
    /// What no score exceeds that has some of a cell's rows moved besides.
    func bound(cell: Int, _ sides: Sides) -> Double

    /// Says what the node answers as a leaf of a tree.
    func finish(_ node: Int, in tree: inout GrownTree)
}
