/// How large a text may be before reading it is refused, so that no input can take unbounded time or memory.
package struct SyntaxLimits: Sendable {
    /// The largest file, in bytes.
    package var bytes: Int
    /// The most scalars, collections and aliases together.
    package var nodes: Int
    /// How many collections may stand inside one another, counted through aliases.
    package var depth: Int

    /// 16 MiB, a million nodes, 64 levels.
    package static let standard = SyntaxLimits(bytes: 16 << 20, nodes: 1_000_000, depth: 64)

    package init(bytes: Int, nodes: Int, depth: Int) {
        self.bytes = bytes
        self.nodes = nodes
        self.depth = depth
    }

    /// Nodes keep places in 32 bits, and an escape can yield half as much text again as it takes.
    package static let largestBytes = 1 << 31
}
