/// One node as it is kept: 20 bytes in one flat array, in the order of the text.
///
/// A collection's children follow it directly, each where the one before it ends, so a tree needs no lists of children.
struct SyntaxRecord {
    enum Kind: UInt8 {
        case scalar, sequence, mapping, alias

        /// What it is to those who do not know its target.
        var shown: SyntaxNode.Kind {
            switch self {
            case .scalar, .alias: .scalar
            case .sequence: .sequence
            case .mapping: .mapping
            }
        }
    }

    /// The bytes it covers, without its anchor and tag.
    var lower: UInt32
    var upper: UInt32
    /// Scalar: where its text begins. Collection: how many children it has. Alias: its target's number, its own if none.
    var first: UInt32 = 0
    /// Scalar: how many bytes its text has. Collection: the number of the first node that is not inside it.
    private var extent: UInt32 = 0
    var kind: Kind
    var style: SyntaxNode.Style
    var tag: SyntaxNode.Tag = .none
    private var flags: UInt8 = 0

    /// Of a scalar: how many bytes its text has.
    var length: UInt32 {
        get { extent }
        set { extent = newValue }
    }

    /// Of a collection: the number of the first node that is not inside it.
    var end: UInt32 {
        get { extent }
        set { extent = newValue }
    }

    var isCollection: Bool { kind == .sequence || kind == .mapping }

    /// The number of the first node that is not inside this one, which has the number `id`.
    func next(after id: Int) -> Int { isCollection ? Int(extent) : id + 1 }

    /// Scalar: the text is a part of the source, byte for byte, and not of the arena.
    var isVerbatim: Bool {
        get { flags & 1 != 0 }
        set { flags = newValue ? flags | 1 : flags & ~1 }
    }

    /// Scalar: nothing stands there.
    var isMissing: Bool {
        get { flags & 2 != 0 }
        set { flags = newValue ? flags | 2 : flags & ~2 }
    }

    init(_ kind: Kind, _ style: SyntaxNode.Style, at range: Range<Int>) {
        self.kind = kind
        self.style = style
        self.lower = UInt32(range.lowerBound)
        self.upper = UInt32(range.upperBound)
    }

    var range: Range<Int> { Int(lower)..<Int(upper) }
    var textRange: Range<Int> { Int(first)..<Int(first) + Int(length) }
}
