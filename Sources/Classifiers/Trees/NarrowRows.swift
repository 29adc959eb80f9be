/// The codes of rows that are walked through `NarrowTrees`, in groups that are walked side by side.
struct NarrowRows: ~Copyable {
    /// Rows of a group.
    static let lanes = 8

    private let featureCount: Int
    /// Group by group, feature by feature within one, and row by row within that.
    let codes: Scratch<Int32>
    /// Whether some row of a group lacks a feature.
    private let lacking: Scratch<Bool>

    /// - Parameter rowCount: how many rows there are at a time.
    init(rowCount: Int, featureCount: Int) {
        self.featureCount = featureCount
        // Blocks are walked as if they were full, and more besides.
        let blocks = (rowCount + RowBlock.size - 1) / RowBlock.size
        let groups = (blocks * RowBlock.size + RowBlock.spare) / Self.lanes
        codes = Scratch(repeating: 0, count: groups * Self.lanes * featureCount)
        lacking = Scratch(repeating: false, count: groups)
    }

    /// Codes of a group.
    var groupSize: Int { Self.lanes * featureCount }

    func lacksSome(_ group: Int) -> Bool { lacking.elements[group] }

    /// Writes the codes of these rows. Places beyond the last of them keep what they had, which is the code of some number.
    func take(_ rows: FeatureRows, _ range: Range<Int>) {
        let values = rows.values.span
        let (codes, lacking) = (codes.elements, lacking.elements)
        for group in 0..<(range.count + Self.lanes - 1) / Self.lanes {
            let first = range.lowerBound + group * Self.lanes
            var missing = 0
            for lane in 0..<min(Self.lanes, range.upperBound - first) {
                let row = (first + lane) * featureCount
                var place = group * groupSize + lane
                for feature in 0..<featureCount {
                    let number = values[row + feature]
                    // What is missing has the code of some number, as walks end for any.
                    codes[place] = number.isNaN ? 0 : NarrowTrees.ceiling(number)
                    missing |= number.isNaN ? 1 : 0
                    place &+= Self.lanes
                }
            }
            lacking[group] = missing != 0
        }
    }
}
