/// Some rows that are walked through a tree together, and what its leaves say to them.
///
/// Rows take several steps, and then those that have not arrived are brought together: so none waits for others with longer ways.
struct RowBlock: ~Copyable {
    /// The most rows of a block.
    static let size = 256
    /// Places beside a block's own, for groups that are not full.
    static let spare = 2 * NarrowRows.lanes

    /// Bits of a place.
    private static let placeBits: UInt32 = 9

    /// What the leaf says that each row comes to.
    let found = Scratch<Int32>(repeating: 0, count: size + spare)
    /// The rows that have not arrived yet: the nodes that they have come to above their places in the block.
    let waiting = Scratch<UInt32>(repeating: 0, count: size + 2 * spare)
    /// Whether each row may have gone wrong.
    let isUnsure = Scratch<Bool>(repeating: false, count: size + spare)

    /// Fills up the last groups of so many waiting rows with what has arrived.
    func fill(_ count: Int, with leaf: UInt32) {
        for index in count..<count + Self.spare {
            waiting.elements[index] = Self.entry(leaf, place: UInt32(Self.size))
        }
    }

    @inline(__always)
    static func entry(_ node: UInt32, place: UInt32) -> UInt32 { node &<< placeBits | place }
    @inline(__always)
    static func node(_ entry: UInt32) -> UInt32 { entry &>> placeBits }
    @inline(__always)
    static func place(_ entry: UInt32) -> UInt32 { entry & (1 &<< placeBits &- 1) }
}
