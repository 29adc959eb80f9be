/// Blocks of rows, which threads share.
struct RowBlocks: Sendable {
    /// Rows of a block: what is known of them stays in a core's own cache, and there are many of them to share.
    private static let size = 1 << 14
    /// Fewer rows are not worth another thread's start.
    private static let leastShared = 1 << 15

    let range: Range<Int>

    var count: Int { (range.count + Self.size - 1) / Self.size }

    /// The rows of a block.
    func rows(of block: Int) -> Range<Int> {
        let start = range.lowerBound + block * Self.size
        return start..<min(start + Self.size, range.upperBound)
    }

    /// Does some work for each block, in any order, and waits until all is done.
    ///
    /// - Parameter threads: how many may work at once.
    func forEach(threads: Int, _ work: @escaping @Sendable (_ block: Int, _ rows: Range<Int>) -> Void) async {
        guard threads > 1, range.count >= Self.leastShared else {
            for block in 0..<count { work(block, rows(of: block)) }
            return
        }
        let tickets = TicketCounter()
        await withTaskGroup(of: Void.self) { group in
            for _ in 1..<min(threads, count) {
                group.addTask { workSome(tickets, work) }
            }
            workSome(tickets, work)
        }
    }

    private func workSome(_ tickets: TicketCounter, _ work: (_ block: Int, _ rows: Range<Int>) -> Void) {
        while true {
            let block = tickets.take()
            guard block < count else { return }
            work(block, rows(of: block))
        }
    }
}
