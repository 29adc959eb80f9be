package import Digests

extension Journal {
    /// Goes through all records of a run, and through the file they lie in.
    ///
    /// - Parameter head: The hash whose record is looked for.
    /// - Throws: `corrupt` where SQLite cannot make sense of the file, whichever run the spoilt place belongs to.
    package func verify(_ id: String, head: Digest?) throws(JournalError) -> Verification {
        try checkFile()
        return try read(id) { (row, database) throws(JournalError) in
            let links = try RecordRows(of: row.number, in: database)
            let start = HashChain.start(run: id, programDigest: row.summary.programDigest)
            var walk = ChainWalk(start: start, committed: row.summary.records)
            var places = [start.bytes: 0]
            var findings: [ChainFinding] = []
            var named = head == start ? 0 : nil
            var misplaced: [(finding: Int, previous: [UInt8])] = []
            var last: [UInt8]?
            while let link = try links.next() {
                for finding in walk.take(link) {
                    if finding.what == .unlinked { misplaced.append((findings.count, link.previous)) }
                    findings.append(finding)
                }
                if let head, link.hash == head.bytes { named = named ?? link.sequence }
                if places[link.hash] == nil { places[link.hash] = link.sequence }
                last = link.bytes
            }
            for (finding, previous) in misplaced { findings[finding].follows = places[previous] }
            if let finding = walk.finish(expecting: row.summary.head) { findings.append(finding) }
            let firstBad = findings.map(\.records.lowerBound).min()
            return Verification(
                records: row.summary.records,
                head: row.summary.head,
                findings: findings,
                named: named,
                wholeThrough: firstBad.map { $0 - 1 } ?? row.summary.records,
                last: last
            )
        }
    }
}
