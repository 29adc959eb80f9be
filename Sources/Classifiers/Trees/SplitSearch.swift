import Statistics

/// What trees are grown from: a cell for each feature of each row.
protocol SplitTable: Sendable {
    associatedtype Cell: BitwiseCopyable

    init(_ rows: FeatureRows)

    var cells: [Cell] { get }
}

/// Looks for the best split of a node, one feature at a time, in memory that it keeps.
///
/// The grower holds the table's cells while it grows a tree and hands them in, and it holds the rows of all nodes.
protocol SplitSearch: ~Copyable, SendableMetatype {
    associatedtype Table: SplitTable
    /// The rows of a node, in a part of the grower's memory.
    typealias Rows = UnsafeBufferPointer<UInt32>

    init(_ set: TrainingSet, table: Table, options: TreeOptions)

    /// Whether all rows of the node that was entered last are alike, so that no split gains anything.
    var isPure: Bool { get }

    /// Whether it pays to bring what is known of so many rows together.
    func isWorthCopying(_ count: Int) -> Bool

    /// Brings what is known of these rows together, and calls them by their places among them until `leave`.
    ///
    /// - Parameter weights: how often each row of the training set counts.
    mutating func bring(_ rows: UnsafeMutableBufferPointer<UInt32>, cells: Span<Table.Cell>, weights: Span<UInt32>)
    mutating func leave()

    /// Starts a node with these rows.
    mutating func enter(_ rows: Rows, weights: Span<UInt32>)

    /// Looks for a better split by a feature; false if it is constant in the node.
    mutating func consider(
        _ feature: Int,
        cells: Span<Table.Cell>,
        rows: Rows,
        using random: inout SplitMix64
    ) -> Bool

    /// The best split of the features considered since the node was entered, the first of them where several tie.
    func findBest(_ rows: Rows, cells: Span<Table.Cell>) -> Split?

    /// Writes 1 for each of the rows that a split, the best of them, sends right, and 0 for the others.
    func part(_ rows: Rows, by split: Split, cells: Span<Table.Cell>, into sides: UnsafeMutableBufferPointer<UInt8>)

    /// Says what the node that was entered last answers as a leaf of a tree.
    func finish(_ node: Int, in tree: inout GrownTree)
}
