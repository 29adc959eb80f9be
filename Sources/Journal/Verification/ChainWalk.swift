internal import Digests

/// Goes along a run's chain, record by record, and finds what does not fit.
///
/// After a finding it goes on from what the record itself says, so that one changed record is one finding.
struct ChainWalk {
    /// A record as it is stored.
    struct Link {
        let sequence: Int
        let hash: [UInt8]
        let previous: [UInt8]
        let bytes: [UInt8]
    }

    /// The hash of the last record.
    private(set) var head: Digest
    /// How many records there have been, those that are missing included.
    private(set) var sequence = 0
    /// The hashes that the next record may follow: two where it cannot be told which of them was changed.
    private var ends: [[UInt8]]
    private let committed: Int

    /// - Parameter committed: How many records the run has by its own account.
    init(start: Digest, committed: Int) {
        head = start
        ends = [start.bytes]
        self.committed = committed
    }

    /// What is wrong with the next record, or before it; the first finding is the graver one.
    mutating func take(_ link: Link) -> [ChainFinding] {
        var findings: [ChainFinding] = []
        let isBehindGap = link.sequence != sequence + 1
        if isBehindGap { findings.append(ChainFinding(.missing, from: sequence + 1, through: link.sequence - 1)) }
        let computed = HashChain.link(Digest(bytes: link.previous) ?? head, link.bytes)
        if link.sequence > committed {
            findings.append(ChainFinding(.surplus, at: link.sequence))
        } else if !isBehindGap, !ends.contains(link.previous) {
            findings.append(ChainFinding(.unlinked, at: link.sequence))
        }
        if link.hash != computed.bytes { findings.append(ChainFinding(.altered, at: link.sequence)) }
        sequence = link.sequence
        head = Digest(bytes: link.hash) ?? computed
        ends = link.hash == computed.bytes ? [link.hash] : [link.hash, computed.bytes]
        return findings
    }

    /// What is wrong with the end, once every record has been taken.
    func finish(expecting expected: Digest) -> ChainFinding? {
        if sequence < committed { return ChainFinding(.missing, from: sequence + 1, through: committed) }
        return ends.contains(expected.bytes) || sequence > committed ? nil : ChainFinding(.head, at: sequence)
    }
}
