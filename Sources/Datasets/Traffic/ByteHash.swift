/// A hash of 64 bits of a name's bytes, so that names can be told apart without being kept.
///
/// Of a hundred million names two have the same hash with a probability of less than one in a thousand. Blocks are mixed by
/// the two halves of a product, as wyhash does (Wang Yi, public domain).
enum ByteHash {
    /// Eight bytes from the cell's start on must be there. Never 0, which stands for no name.
    @inline(__always)
    static func hash(_ cell: LogCell, in bytes: RawSpan) -> UInt64 {
        var hash = 0xA076_1D64_78BD_642F ^ UInt64(truncatingIfNeeded: cell.count)
        var place = cell.start
        while cell.end &- place > 8 {
            hash = mixed(hash ^ ByteWords.load(bytes, place), 0xE703_7ED1_A0B4_28DB)
            place &+= 8
        }
        let rest = cell.end &- place
        var word = ByteWords.load(bytes, place)
        if rest < 8 { word &= 1 &<< UInt64(rest &* 8) &- 1 }
        hash = mixed(hash ^ word, 0x8EBC_6AF0_9C88_C6E3)
        hash = mixed(hash, 0x5899_65CC_7537_4CC3)
        return hash == 0 ? 1 : hash
    }

    @inline(__always)
    private static func mixed(_ left: UInt64, _ right: UInt64) -> UInt64 {
        let product = left.multipliedFullWidth(by: right)
        return product.high ^ product.low
    }
}
